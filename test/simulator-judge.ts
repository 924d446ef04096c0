/** What tshark says of a simulated capture. */
import { spawnSync } from 'node:child_process'

/** Layers below the applications, and names tshark has for bytes it does not know. */
const NOT_APPLICATIONS = new Set(
  'eth vlan ethertype ip ipv6 tcp udp data frame arp icmp icmpv6 igmp llc ethertype _ws.malformed _ws.short tcp.segments'.split(
    ' ',
  ),
)
const CHECKSUMS = ['ip', 'tcp', 'udp'].flatMap((layer) => ['-o', `${layer}.check_checksum:TRUE`])

export interface Judgement {
  readonly packets: number
  /** Every message of severity "error", and packets that are malformed or have a wrong checksum, with their count. */
  readonly errors: readonly string[]
  /** Application protocols, by tshark's names. */
  readonly protocols: readonly string[]
}

/** `more`: further arguments, such as `-d tcp.port==51243,data` for what has no dissector. */
export function judge(file: string, more: readonly string[] = []): Judgement {
  const { stdout } = spawnSync(
    'tshark',
    ['-r', file, ...CHECKSUMS, ...more, '-q', '-z', 'expert,error', '-z', 'io,phs'],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  const [expert = '', hierarchy = ''] = split(stdout)
  const counts = [...hierarchy.matchAll(/^( *)([\w.-]+) +frames:(\d+)/gm)]
  const names = counts.map((row) => row[2]!)
  const errors = expert
    .split('\n')
    .filter((line) => /^\s+\d+\s/.test(line))
    .map((line) => line.trim().replaceAll(/\s+/g, ' '))
  if (names.includes('_ws.malformed')) errors.push('malformed packets')
  return {
    packets: Number(counts[0]?.[3] ?? 0),
    errors,
    protocols: [
      ...new Set(names.filter((name) => !NOT_APPLICATIONS.has(name) && !name.includes('.'))),
    ].sort(),
  }
}

/** Bit of `tcp.completeness`: the file holds the SYN. */
const OPENED = 1

/**
 * What is wrong in packets of connections that began before the file: of those tshark knows too little, and takes an
 * image for a message whose association it has not seen. By message, with their count; and how many packets are wrong
 * in all others.
 */
export function cutShort(file: string): { readonly cut: readonly string[]; readonly others: number } {
  const fields = ['tcp.completeness', '_ws.expert.message'].flatMap((name) => ['-e', name])
  const { stdout } = spawnSync('tshark', ['-r', file, ...CHECKSUMS, '-Y', WRONG, '-T', 'fields', ...fields], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const packets = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
  const cut = packets.filter(([known]) => known !== '' && (Number(known) & OPENED) === 0)
  const counts = [...Map.groupBy(cut, ([, message]) => message ?? '')]
  return {
    cut: counts.map(([message, same]) => `${same.length} ${message}`),
    others: packets.length - cut.length,
  }
}

const WRONG = '_ws.malformed || _ws.expert.severity == "Error"'

/** The two reports come in either order. */
function split(text: string): [string, string] {
  const at = text.indexOf('Protocol Hierarchy Statistics')
  const errors = text.indexOf('Errors (')
  return errors > at ? [text.slice(errors), text.slice(at, errors)] : [text.slice(0, at), text.slice(at)]
}
