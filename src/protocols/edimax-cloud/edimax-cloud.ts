/**
 * Registration of Edimax plugs and cameras at the maker's cloud (UDP 8765) and on their LAN: a flat XML text whose
 * octets are rotated by a number of bits that the first octet gives. No secret, not published; as observed on the
 * wire and as Ling et al. describe it ("Security Vulnerabilities of Internet of Things", IEEE IoT Journal 2017).
 * Model, kind, firmware and MAC are kept; the name people chose, passwords, tickets and addresses are not.
 */
import type { FieldName } from '../../model/observation.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'

/** Every message begins so; the `<` before it is replaced by the mark of the rotation. */
const BEGIN = 'param>'
/** The mark is this octet less the bits rotated, so that `<` (0x3c) marks a message that is not rotated. */
const MARK = 0x44
/** Octets of a message read; registrations have some 400. */
const MOST_OCTETS = 2048

export const edimaxCloud = {
  name: 'edimax-cloud',
  title: 'Edimax cloud registration of plugs and cameras',
  ports: { udp: [8765] },
  fields: {
    'edimax-cloud.model': { label: 'Model (model)' },
    'edimax-cloud.type': { label: 'Kind of device (type)' },
    'edimax-cloud.mac': { label: 'MAC, with which the device identifies itself (id)' },
    'edimax-cloud.firmware': { label: 'Firmware version (devfwver, before the number sign)' },
  },
  datagram: {
    probe: (payload) => payload.length > BEGIN.length && plain(payload, BEGIN.length + 1) === BEGIN,
    observe,
  },
} satisfies Protocol

/** Only a registration names the model; relayed messages carry numbers of the same names that mean other things. */
function observe(payload: Uint8Array, to: DatagramReport): void {
  const text = plain(payload, Math.min(payload.length, MOST_OCTETS))
  const model = fieldValue(text, 'model')
  if (model === null) return
  const say = (field: FieldName, value: string | null) => to.observe('sender', field, value)
  say('edimax-cloud.model', model)
  say('edimax-cloud.type', fieldValue(text, 'type'))
  say('edimax-cloud.mac', macText(fieldValue(text, 'id')))
  say('edimax-cloud.firmware', fieldValue(text, 'devfwver')?.split('#', 1)[0] ?? null)
}

/** The text behind the mark, of `length` octets with the mark. */
function plain(payload: Uint8Array, length: number): string {
  const bits = MARK - payload[0]!
  if (bits < 1 || bits > 8) return ''
  return latin1.decode(payload.subarray(1, length).map((octet) => ((octet << 8) | octet) >>> (bits & 7)))
}

const latin1 = new TextDecoder('latin1')

/** The value of `<name value="..." />`; `null` when it is absent, empty or cut. */
function fieldValue(text: string, name: string): string | null {
  const lead = `<${name} value="`
  const start = text.indexOf(lead)
  if (start < 0) return null
  const end = text.indexOf('"', start + lead.length)
  return end < 0 ? null : text.slice(start + lead.length, end) || null
}

const macText = (id: string | null): string | null =>
  id !== null && /^[0-9A-Fa-f]{12}$/.test(id) ? id.toLowerCase().replace(/(..)(?=.)/g, '$1:') : null
