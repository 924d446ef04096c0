/**
 * Android Debug Bridge over TCP (AOSP adb protocol.txt): product, model and device of what is debugged, whether it asked
 * for a key, and what kind of service was opened. Commands and files are not looked at.
 */
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'

export const adb = {
  name: 'adb',
  title: 'Android Debug Bridge (AOSP adb/protocol.txt)',
  ports: { tcp: [5555] },
  fields: {
    'adb.state': { label: 'What answers: device, recovery, sideload, bootloader' },
    'adb.product': { label: 'ro.product.name of the banner' },
    'adb.model': { label: 'ro.product.model of the banner' },
    'adb.device': { label: 'ro.product.device of the banner' },
    'adb.access': { label: 'open: connected without a key; key: after one; tls', service: true },
    'adb.service': { label: 'Kind of service a client opened' },
  },
  stream: { probe, start },
} satisfies Protocol

const HEADER = 24
const COMMANDS = ['CNXN', 'AUTH', 'OPEN', 'OKAY', 'WRTE', 'CLSE', 'SYNC', 'STLS']
/** Octets of a banner or service that are waited for. */
const MAX_DATA = 4096
/** Messages of one connection that are looked at. */
const MAX_MESSAGES = 200
const SERVICES = new Set(
  'shell exec sync tcp reboot remount root unroot tcpip usb framebuffer jdwp local backup restore install abb abb_exec sideload log track-jdwp reverse'.split(
    ' ',
  ),
)

function probe({ client, server }: StreamHead): Verdict {
  const verdicts = [client, server].filter((b) => b.length > 0).map(verdictOf)
  if (verdicts.includes('no')) return 'no'
  return verdicts.includes('yes') ? 'yes' : 'more'
}

function verdictOf(b: Uint8Array): Verdict {
  const word = latin1.decode(b.subarray(0, 4))
  if (!COMMANDS.some((command) => command.startsWith(word))) return 'no'
  return b.length < HEADER ? 'more' : magic(b, 0) ? 'yes' : 'no'
}

/** The last word of a header is the first with all bits turned. */
const magic = (b: Uint8Array, at: number): boolean =>
  [0, 1, 2, 3].every((i) => b[at + 20 + i] === (b[at + i]! ^ 0xff))
const u32le = (b: Uint8Array, at: number): number =>
  (b[at]! | (b[at + 1]! << 8) | (b[at + 2]! << 16) | (b[at + 3]! << 24)) >>> 0

function start(to: StreamReport): StreamSession {
  let left = MAX_MESSAGES
  /** Only where the client was heard to begin is it known that no key was wanted. */
  let begun = false
  let challenged = false

  function message(side: StreamSide, command: string, data: string): void {
    if (command === 'CNXN' && side === 'client') begun = true
    else if (command === 'AUTH') challenged = true
    else if (command === 'STLS') to.observe('server', 'adb.access', 'tls')
    else if (command === 'CNXN' && side === 'server') {
      to.observe('server', 'adb.access', challenged ? 'key' : begun ? 'open' : null)
      reportBanner(data, to)
    } else if (command === 'OPEN' && side === 'client') {
      const kind = /^([a-z][\w-]{1,15})[:,]/.exec(data)?.[1] ?? ''
      to.observe('client', 'adb.service', SERVICES.has(kind) ? kind : 'other')
    }
  }

  return {
    data(side, bytes) {
      let at = 0
      while (bytes.length - at >= HEADER) {
        const command = latin1.decode(bytes.subarray(at, at + 4))
        if (!magic(bytes, at) || !COMMANDS.includes(command) || left <= 0) {
          if (left > 0) to.oddity('adb.header')
          to.done()
          return bytes.length
        }
        const size = u32le(bytes, at + 12)
        const telling = command === 'CNXN' || command === 'OPEN'
        if (telling && bytes.length - at - HEADER < Math.min(size, MAX_DATA)) return at
        left--
        const from = at + HEADER
        message(
          side,
          command,
          telling ? latin1.decode(bytes.subarray(from, from + Math.min(size, MAX_DATA))) : '',
        )
        at = from + size
      }
      return at
    },
    gap: () => to.done(),
  }
}

const KEYS = {
  'ro.product.name': 'adb.product',
  'ro.product.model': 'adb.model',
  'ro.product.device': 'adb.device',
} as const

/** `device::ro.product.name=...;ro.product.model=...;ro.product.device=...;features=...` */
function reportBanner(data: string, to: StreamReport): void {
  const [state = '', , ...rest] = data.replace(/\0.*$/s, '').split(':')
  to.observe('server', 'adb.state', /^[a-z]{3,12}$/.exec(state)?.[0] ?? null)
  for (const pair of rest.join(':').split(';', 16)) {
    const equals = pair.indexOf('=')
    const field = KEYS[pair.slice(0, Math.max(0, equals)) as keyof typeof KEYS]
    if (field !== undefined) to.observe('server', field, pair.slice(equals + 1, equals + 81))
  }
}
