/**
 * TFTP (RFC 1350) with options (RFC 2347): who fetches or stores files. The name of a file often tells the
 * device (a hardware address, a model), but may tell anything: it is matched, never kept.
 */

import { printable } from '../printable.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'
import { uploadOf } from '../upload.ts'

export const tftp = {
  name: 'tftp',
  title: 'Trivial File Transfer Protocol (RFC 1350, RFC 2347)',
  fields: {
    'tftp.operation': { label: 'What it asks for: read or write', service: true },
    'tftp.mode': { label: 'Transfer mode' },
    'tftp.options': { label: 'Options it asks for, in order, with values (RFC 2347)' },
    'tftp.kind': {
      label: 'Kind of file asked of it: configuration (sets a device up) or other; read or write',
      service: true,
    },
    'tftp.refused': { label: 'Why it gave or took no file: not found, or access violation' },
    'tftp.file': { label: 'Name of the file asked for', transient: true },
  },
  ports: { udp: [69] },
  datagram: {
    probe: (payload) => readRequest(payload) !== null || refusalOf(payload) !== null,
    observe,
  },
} satisfies Protocol

const READ = 1
const WRITE = 2
const ERROR = 5
/** Error codes (RFC 1350 appendix) with which a server turns a request away. */
const REFUSALS: Readonly<Record<number, string>> = { 1: 'not found', 2: 'access violation' }
/** What comes between the code and the NUL behind the message; shorter ones prove too little. */
const LEAST_MESSAGE = 4
const MODES: ReadonlySet<string> = new Set(['netascii', 'octet', 'mail'])

/** RFC 2347 section 2: a request is at most 512 octets. */
const MAX_REQUEST = 512

/** Files that set up telephones, switches and the like. */
const CONFIGURATION =
  /\.(?:cnf|cfg|conf|ini|config)(?:\.[a-z]{2,4})?$|\.cnf\.xml|(?:startup|running)-config|^confg?/i

interface Request {
  readonly operation: 'read' | 'write'
  readonly file: string
  readonly mode: string
  /** `name=value` of each. */
  readonly options: readonly string[]
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const request = readRequest(payload)
  if (request === null) {
    to.observe('sender', 'tftp.refused', refusalOf(payload))
    return
  }
  to.server('receiver')
  to.observe('sender', 'tftp.operation', request.operation)
  to.observe('sender', 'tftp.mode', request.mode)
  to.observe('sender', 'tftp.options', request.options.join(','))
  const kind = CONFIGURATION.test(request.file) ? 'configuration' : 'other'
  to.observe('receiver', 'tftp.kind', `${kind} ${request.operation}`, false)
  to.match('sender', 'tftp.file', request.file)
  if (request.operation === 'write') to.event('sender', uploadOf(request.file))
}

/** A server turns a request away from a port chosen for it alone, which is no service. */
function refusalOf(payload: Uint8Array): string | null {
  const end = payload.length - 1
  if (end < 4 + LEAST_MESSAGE || end >= MAX_REQUEST || payload[end] !== 0) return null
  if (payload[0] !== 0 || payload[1] !== ERROR || payload[2] !== 0) return null
  return printable(payload.subarray(4, end)) === null ? null : (REFUSALS[payload[3]!] ?? null)
}

/** Data is not recognised: it goes between other ports, and looks like anything. */
function readRequest(payload: Uint8Array): Request | null {
  const operation = payload[1]
  if (payload.length > MAX_REQUEST || payload[0] !== 0 || (operation !== READ && operation !== WRITE))
    return null
  const texts = terminatedTexts(payload.subarray(2))
  const [file, mode, ...rest] = texts
  if (file === undefined || mode === undefined || !MODES.has(mode.toLowerCase())) return null
  const options: string[] = []
  for (let i = 0; i + 1 < rest.length && options.length < 16; i += 2)
    options.push(optionText(rest[i]!.toLowerCase(), rest[i + 1]!))
  return { operation: operation === READ ? 'read' : 'write', file, mode: mode.toLowerCase(), options }
}

/** The size of the file (RFC 2349) says nothing of the device. */
const optionText = (name: string, value: string): string => (name === 'tsize' ? name : `${name}=${value}`)

/** Texts that each end in NUL; the first that does not, or is empty or unreadable, ends the list. */
function terminatedTexts(bytes: Uint8Array): string[] {
  const texts: string[] = []
  for (let at = 0; at < bytes.length && texts.length < 34; ) {
    const end = bytes.indexOf(0, at)
    const text = end < 0 ? null : printable(bytes.subarray(at, end))
    if (text === null) break
    texts.push(text)
    at = end + 1
  }
  return texts
}
