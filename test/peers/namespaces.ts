/**
 * Real programs talking to each other, recorded: every host is a Linux network namespace on one bridge, with an
 * address and a MAC of its own; what passes the bridge goes to a capture file.
 *
 * ```ts
 * const skip = whyNotHere('storescu', 'storescp')
 * test('a scanner stores', { skip }, async () => {
 *   await using lab = await openLab({ ct: {}, pacs: { mac: '02:11:22:00:00:02', ip: '10.77.0.104' } })
 *   lab.start('pacs', ['storescp', '104'])
 *   await lab.listening('pacs', 104)
 *   const recording = await lab.record('/tmp/store.pcap')
 *   await lab.run('ct', ['storescu', lab.hosts.pacs.ip, '104', 'image.dcm'])
 *   await recording.stop()
 * })
 * ```
 * Nothing leaves the namespaces. `close` (or `await using`) ends what was started, by its own process group, and
 * removes the namespaces. Segments have their size on the wire and checksums are right where ethtool is installed.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

export interface HostWish {
  /** Address in 10.77.0.0/24; the next free one by default. */
  readonly ip?: string
  readonly mac?: string
}

export interface Host {
  readonly ip: string
  readonly mac: string
  /** Name of its network namespace, for `ip netns exec`. */
  readonly namespace: string
}

export interface Ended {
  /** Exit code; `null` when a signal ended it. */
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Running {
  readonly pid: number
  /** What it has written so far, both outputs. */
  output(): string
  stop(): Promise<Ended>
}

export interface Lab<Name extends string> extends AsyncDisposable {
  readonly hosts: Readonly<Record<Name, Host>>
  /** Runs a program to its end; more than `seconds` (20) and it is stopped. */
  run(
    host: Name,
    command: readonly string[],
    seconds?: number,
    environment?: NodeJS.ProcessEnv,
  ): Promise<Ended>
  /** Starts a program that serves until `stop` or `close`. */
  start(host: Name, command: readonly string[], environment?: NodeJS.ProcessEnv): Running
  /** Waits until something listens on the port; throws after 15 seconds. */
  listening(host: Name, port: number, transport?: 'tcp' | 'udp'): Promise<void>
  /** Records all that passes between the hosts; returns once the recorder listens. */
  record(file: string): Promise<Running>
  close(): Promise<void>
}

/** `false` when the namespaces can be made and all programs are here; else the reason, for `skip`. */
export function whyNotHere(...programs: readonly string[]): string | false {
  if (process.platform !== 'linux') return 'needs Linux network namespaces'
  if (process.getuid?.() !== 0) return 'needs root for network namespaces'
  const missing = ['ip', ...programs].filter((program) => !isInstalled(program))
  if (missing.length > 0) return `not installed: ${missing.join(', ')}`
  if (recorder() === null) return 'not installed: tcpdump or dumpcap'
  return canMake() ? false : 'network namespaces are not allowed here'
}

/** Makes the bridge and the hosts. */
export async function openLab<Name extends string>(
  wishes: Readonly<Record<Name, HostWish>>,
): Promise<Lab<Name>> {
  const prefix = `wl${process.pid}-${++labs}`
  const bridge = `${prefix}-bridge`
  const made: string[] = []
  const running = new Set<Running>()
  const hosts = {} as Record<Name, Host>

  const removeNamespaces = () => {
    for (const name of made.splice(0)) spawnSync('ip', ['netns', 'del', name])
  }
  process.once('exit', removeNamespaces)

  function makeNamespace(name: string): void {
    must('ip', 'netns', 'add', name)
    made.push(name)
    // Router solicitations and neighbour discovery would differ from run to run.
    inside(name, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6')
    inside(name, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6')
    inside(name, 'ip', 'link', 'set', 'lo', 'up')
  }

  function makeHost(name: Name, number: number): void {
    const wish: HostWish = wishes[name]
    const host: Host = {
      ip: wish.ip ?? `10.77.0.${number}`,
      mac: wish.mac ?? `02:00:00:77:00:${number.toString(16).padStart(2, '0')}`,
      namespace: `${prefix}-${name}`,
    }
    makeNamespace(host.namespace)
    const port = `port${number}`
    must(
      'ip',
      '-n',
      bridge,
      'link',
      'add',
      port,
      'type',
      'veth',
      'peer',
      'name',
      'eth0',
      'netns',
      host.namespace,
    )
    must('ip', '-n', bridge, 'link', 'set', port, 'master', 'br0', 'up')
    inside(host.namespace, 'ip', 'link', 'set', 'eth0', 'address', host.mac)
    if (isInstalled('ethtool'))
      inside(host.namespace, 'ethtool', '-K', 'eth0', 'tx', 'off', 'tso', 'off', 'gso', 'off')
    inside(host.namespace, 'ip', 'addr', 'add', `${host.ip}/24`, 'dev', 'eth0')
    inside(host.namespace, 'ip', 'link', 'set', 'eth0', 'up')
    hosts[name] = host
  }

  function launch(namespace: string, command: readonly string[], environment?: NodeJS.ProcessEnv): Running {
    const child = spawn('ip', ['netns', 'exec', namespace, ...command], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    })
    const program = watch(child)
    running.add(program)
    return program
  }

  async function run(
    host: Name,
    command: readonly string[],
    seconds = 20,
    environment?: NodeJS.ProcessEnv,
  ): Promise<Ended> {
    const program = launch(hosts[host].namespace, command, environment) as Watched
    const timer = setTimeout(() => void program.stop(), seconds * 1000)
    const ended = await program.ended
    clearTimeout(timer)
    running.delete(program)
    return ended
  }

  async function listening(host: Name, port: number, transport: 'tcp' | 'udp' = 'tcp'): Promise<void> {
    const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')} `
    const state = transport === 'tcp' ? ' 0A ' : ' 07 '
    for (let tries = 0; tries < 150; tries++) {
      const tables = ['', '6'].map((version) => `/proc/net/${transport}${version}`)
      const { stdout } = spawnSync('ip', ['netns', 'exec', hosts[host].namespace, 'cat', ...tables], {
        encoding: 'utf8',
      })
      const open = stdout
        .split('\n')
        .some((line) => line.slice(0, 60).includes(wanted) && line.includes(state))
      if (open) return
      await sleep(100)
    }
    const said = [...running].map((program) => program.output()).join('\n')
    throw new Error(`nothing listens on ${transport} ${port} of ${host}; ${said.slice(-2000)}`)
  }

  async function record(file: string): Promise<Running> {
    const program = launch(bridge, recorder()!(file))
    for (let tries = 0; tries < 100 && !/listening on|Capturing on|File:/.test(program.output()); tries++)
      await sleep(50)
    return {
      ...program,
      stop: async () => {
        // What was sent a moment ago is still on its way to the recorder.
        await sleep(300)
        return program.stop()
      },
    }
  }

  async function close(): Promise<void> {
    await Promise.all([...running].map((program) => program.stop()))
    running.clear()
    removeNamespaces()
    process.off('exit', removeNamespaces)
  }

  try {
    makeNamespace(bridge)
    must(
      'ip',
      '-n',
      bridge,
      'link',
      'add',
      'br0',
      'type',
      'bridge',
      'forward_delay',
      '0',
      'mcast_snooping',
      '0',
    )
    must('ip', '-n', bridge, 'link', 'set', 'br0', 'up', 'promisc', 'on')
    for (const [i, name] of Object.keys(wishes).entries()) makeHost(name as Name, i + 1)
  } catch (error) {
    await close()
    throw error
  }
  const start = (host: Name, command: readonly string[], environment?: NodeJS.ProcessEnv) =>
    launch(hosts[host].namespace, command, environment)
  return { hosts, run, start, listening, record, close, [Symbol.asyncDispose]: close }
}

let labs = 0

interface Watched extends Running {
  readonly ended: Promise<Ended>
}

/** Most output kept of one program, characters of each of its two streams. */
const MAX_OUTPUT = 1 << 20

function watch(child: ChildProcess): Watched {
  let out = ''
  let err = ''
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    if (out.length < MAX_OUTPUT) out += text
  })
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    if (err.length < MAX_OUTPUT) err += text
  })
  const ended = new Promise<Ended>((resolve) => {
    child.once('error', (error) => resolve({ code: null, out, err: `${err}${error.message}` }))
    child.once('close', (code) => resolve({ code, out, err }))
  })
  const signal = (name: NodeJS.Signals) => {
    // The group that was made for it, so that its own children end, too.
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      try {
        process.kill(-child.pid, name)
      } catch {
        // It ended in between.
      }
  }
  async function stop(): Promise<Ended> {
    signal('SIGINT')
    for (const next of ['SIGTERM', 'SIGKILL'] as const) {
      const timer = new AbortController()
      const done = await Promise.race([
        ended.then(() => true),
        sleep(1500, false, { signal: timer.signal }).catch(() => true),
      ])
      timer.abort()
      if (done) break
      signal(next)
    }
    return ended
  }
  return { pid: child.pid ?? 0, output: () => `${out}${err}`, stop, ended }
}

/** The command line of the recorder that is installed. */
function recorder(): ((file: string) => readonly string[]) | null {
  if (isInstalled('tcpdump'))
    return (file) => [
      'tcpdump',
      '--immediate-mode',
      '-i',
      'br0',
      '-Z',
      'root',
      '-s',
      '0',
      '-B',
      '65536',
      '-U',
      '-w',
      file,
    ]
  if (isInstalled('dumpcap')) return (file) => ['dumpcap', '-q', '-P', '-B', '64', '-i', 'br0', '-w', file]
  return null
}

function canMake(): boolean {
  const name = `wl${process.pid}-probe`
  const made = spawnSync('ip', ['netns', 'add', name]).status === 0
  if (made) spawnSync('ip', ['netns', 'del', name])
  return made
}

const isInstalled = (program: string): boolean =>
  [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'].some((dir) =>
    existsSync(`${dir}/${program}`),
  )

const inside = (namespace: string, ...command: string[]): void =>
  must('ip', 'netns', 'exec', namespace, ...command)

function must(program: string, ...args: string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`)
}
