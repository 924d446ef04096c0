/**
 * Java Debug Wire Protocol (JPDA, JDWP specification): that a virtual machine takes a debugger, which has no login, and
 * its version. What is debugged is not looked at.
 */
import { Cursor } from '../../wire/cursor.ts'
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'

export const jdwp = {
  name: 'jdwp',
  title: 'Java Debug Wire Protocol (JPDA)',
  ports: { tcp: [5005, 8000, 8787, 8453] },
  fields: {
    'jdwp.access': { label: 'open: the virtual machine answered the handshake', service: true },
    'jdwp.version': { label: 'Protocol version of the virtual machine (VirtualMachine.Version)' },
    'jdwp.vm-version': { label: 'Version of the Java runtime' },
    'jdwp.vm-name': { label: 'Name of the virtual machine' },
    'jdwp.command': { label: 'Command that runs or replaces code, that a debugger sent' },
  },
  stream: { probe, start },
} satisfies Protocol

const HANDSHAKE = 'JDWP-Handshake'
/** Length, id, flags, and command set with command or error code. */
const HEADER = 11
const REPLY = 0x80
/** Packets of one connection that are looked at. */
const MAX_PACKETS = 200
const MAX_TEXT = 300
/** Octets of a version that are waited for. */
const MAX_VERSION = 2048
/** VirtualMachine.Version by command set and command. */
const VERSION = '1.1'
/** Commands by set and number that run or replace code. */
const COMMANDS: Readonly<Record<string, string>> = {
  '1.18': 'redefine-classes',
  '3.3': 'invoke-static-method',
  '3.4': 'new-instance',
  '9.6': 'invoke-method',
  '11.3': 'resume-thread',
  '15.1': 'set-event',
}

function probe({ client, server }: StreamHead): Verdict {
  const verdicts = [client, server].filter((b) => b.length > 0).map(verdictOf)
  if (verdicts.length === 0 || verdicts.includes('no')) return verdicts.length === 0 ? 'more' : 'no'
  return verdicts.includes('yes') ? 'yes' : 'more'
}

function verdictOf(bytes: Uint8Array): Verdict {
  const text = latin1.decode(bytes.subarray(0, HANDSHAKE.length))
  if (text === HANDSHAKE) return 'yes'
  return HANDSHAKE.startsWith(text) ? 'more' : 'no'
}

function start(to: StreamReport): StreamSession {
  const shaken: Record<StreamSide, boolean> = { client: false, server: false }
  let left = MAX_PACKETS
  /** Id of the question for the version; replies come by id. */
  let asked = -1

  function packet(side: StreamSide, b: Uint8Array): void {
    const c = new Cursor(b)
    c.skip(4)
    const id = c.u32()
    const flags = c.u8()
    const key = `${c.u8()}.${c.u8()}`
    if ((flags & REPLY) === 0) {
      if (key === VERSION) asked = id
      to.observe(side, 'jdwp.command', COMMANDS[key] ?? null)
    } else if (id === asked && key === '0.0') reportVersion(c, side, to)
  }

  return {
    data(side, bytes) {
      let at = 0
      if (!shaken[side]) {
        if (bytes.length < HANDSHAKE.length) return 0
        shaken[side] = true
        if (shaken.client && shaken.server) to.observe('server', 'jdwp.access', 'open', true)
        at = HANDSHAKE.length
      }
      while (bytes.length - at >= HEADER) {
        const size = new Cursor(bytes, at).u32()
        if (size < HEADER || left-- <= 0) {
          if (size < HEADER) to.oddity('jdwp.length')
          to.done()
          return bytes.length
        }
        // Long packets are of memory and classes; a version is short.
        if (bytes.length - at < Math.min(size, MAX_VERSION)) {
          left++
          return at
        }
        packet(side, bytes.subarray(at, at + Math.min(size, MAX_VERSION)))
        at += size
      }
      return at
    },
    gap: () => to.done(),
  }
}

/** Description, JDWP major and minor, version and name of the machine; texts have their length before them. */
function reportVersion(c: Cursor, side: StreamSide, to: StreamReport): void {
  const text = () => c.utf8(Math.min(c.u32(), MAX_VERSION)).slice(0, MAX_TEXT)
  text()
  const [major, minor] = [c.u32(), c.u32()]
  const [version, name] = [text(), text()]
  if (c.missing) return
  to.observe(side, 'jdwp.version', `${major}.${minor}`)
  to.observe(side, 'jdwp.vm-version', version)
  to.observe(side, 'jdwp.vm-name', name)
}
