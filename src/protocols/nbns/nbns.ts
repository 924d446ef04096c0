/**
 * The NetBIOS name service (RFC 1002 section 4.2): names that hosts register, defend and look for, and the
 * name table with MAC of a node status answer. Suffixes tell workgroup, domain and role.
 */
import { digestOf } from '../../model/digest.ts'
import { type Ip, ip4At } from '../../model/ip.ts'
import { isHostAddress } from '../../model/prefix.ts'
import { Cursor } from '../../wire/cursor.ts'
import { deviceMac } from '../addresses.ts'
import { type DnsMessage, HEADER, readHeader, readMessage, TYPE } from '../dns/message.ts'
import { type DnsName, readName } from '../dns/name.ts'
import type { About, DatagramReport, Protocol } from '../protocol.ts'
import { decodeHalfAscii, meaningOf, NAME_LENGTH, type NetbiosName, nameFrom } from './netbios-name.ts'

/** Operations, RFC 1002 section 4.2.1.1; 9 and 15 (multi-homed registration) are Microsoft's. */
const QUERY = 0
const REGISTRATIONS: readonly number[] = [5, 8, 9, 15]
const RELEASE = 6
const WAIT = 7
/** The group bit of name flags, RFC 1002 sections 4.2.1.3 and 4.2.18. */
const GROUP = 0x8000
/** Addresses read of one record, and names of one table; our ceilings (255 names are possible). */
const MOST_ADDRESSES = 8
const MOST_NAMES = 64

export const nbns = {
  name: 'nbns',
  title: 'NetBIOS name service (RFC 1001, RFC 1002)',
  ports: { udp: [137] },
  fields: {
    'nbns.name': { label: 'Computer name, unique with suffix 00 or 20 (RFC 1001 section 14)' },
    'nbns.workgroup': { label: 'Workgroup or domain the host belongs to' },
    'nbns.role': { label: 'Role told by a name suffix' },
    'nbns.mac': { label: 'Unit id of a node status answer (RFC 1002 section 4.2.18)' },
    'nbns.query': { label: 'Name looked for, with its suffix in hex' },
    'nbns.server': { label: 'Answers for other hosts: a name server (RA flag)' },
  },
  datagram: {
    follow: 'all',
    probe,
    observe(payload, to) {
      const message = readMessage(payload)
      if (message === null) return
      if (message.oddity !== null) to.oddity(`nbns.${message.oddity}`)
      if (!to.toMany) to.server(message.response ? 'sender' : 'receiver')
      if (message.response) reportResponse(message, to)
      else if (REGISTRATIONS.includes(message.opcode)) reportNames(message.additionals, to)
      else if (message.opcode === QUERY) reportQuery(message, to)
    },
  },
} satisfies Protocol

/** The header names a known operation, and a half-ASCII name of type NB or NBSTAT follows. */
function probe(payload: Uint8Array): boolean {
  const header = readHeader(payload)
  if (header === null || payload[HEADER] !== 32) return false
  if (![QUERY, RELEASE, WAIT, ...REGISTRATIONS].includes(header.opcode)) return false
  const c = new Cursor(payload, HEADER)
  const name = readName(c)
  if (name === null || decoded(name) === null) return false
  const type = c.u16()
  // A negative answer has type NULL (10), RFC 1002 section 4.2.14.
  return type === TYPE.NB || type === TYPE.NBSTAT_OR_SRV || type === 10
}

/** The first label holds the name; a scope may follow (RFC 1001 section 14.1). */
const decoded = ({ labels }: DnsName): NetbiosName | null => decodeHalfAscii(labels[0] ?? '')

function reportQuery({ questions }: DnsMessage, to: DatagramReport): void {
  const asked = questions[0]
  const found = asked && asked.type === TYPE.NB ? decoded(asked.name) : null
  // Suffix 01 asks for the master browsers of all domains, which every browser does.
  if (found !== null && found.suffix !== 0x01)
    to.observe('sender', 'nbns.query', `${found.name}<${found.suffix.toString(16).padStart(2, '0')}>`)
}

function reportResponse(message: DnsMessage, to: DatagramReport): void {
  if (message.recursionAvailable && !to.toMany) to.observe('sender', 'nbns.server', 'wins')
  if (message.rcode !== 0) return
  const status = message.answers.find(({ type }) => type === TYPE.NBSTAT_OR_SRV)
  if (status !== undefined) reportTable(new Cursor(status.bytes), to)
  else if (message.opcode === QUERY || REGISTRATIONS.includes(message.opcode)) {
    reportNames(message.answers, to)
    if (message.opcode === QUERY && !message.recursionAvailable) claimed(message, to)
  }
}

/** A host answers a query for a unique name itself: it says that the name is its own. */
function claimed({ answers }: DnsMessage, to: DatagramReport): void {
  const answer = answers[0]
  const bearer = answer && decoded(answer.name)
  if (!answer || !bearer || answer.type !== TYPE.NB || answer.bytes.length < 6) return
  if ((((answer.bytes[0]! << 8) | answer.bytes[1]!) & GROUP) !== 0) return
  to.event('sender', {
    kind: 'name-claimed',
    name: digestOf(bearer.name.toLowerCase()),
    ip: ip4At(answer.bytes, 2),
  })
}

/** NB records hold pairs of flags and address, RFC 1002 section 4.2.1.3. */
function reportNames(records: DnsMessage['answers'], to: DatagramReport): void {
  for (const { name, type, bytes } of records.slice(0, MOST_ADDRESSES)) {
    const bearer = decoded(name)
    if (type !== TYPE.NB || bearer === null) continue
    for (let i = 0; i + 6 <= bytes.length && i < 6 * MOST_ADDRESSES; i += 6) {
      const group = (((bytes[i]! << 8) | bytes[i + 1]!) & GROUP) !== 0
      reportName(bearer, group, bearerOf(ip4At(bytes, i + 2), to), to)
    }
  }
}

/** A group's answer may hold the limited broadcast address: then nobody is named. */
const bearerOf = (ip: Ip, to: DatagramReport): About<'sender' | 'receiver'> | null =>
  ip === to.sender.ip ? 'sender' : isHostAddress(ip) ? { ip } : null

/** A count, then names of 18 octets, then statistics that begin with the unit id. */
function reportTable(c: Cursor, to: DatagramReport): void {
  const count = c.u8()
  for (let i = 0; i < count && !c.missing; i++) {
    const octets = c.view(NAME_LENGTH)
    const group = (c.u16() & GROUP) !== 0
    if (!c.missing && i < MOST_NAMES) reportName(nameFrom(octets), group, 'sender', to)
  }
  const mac = deviceMac(c.view(6))
  if (c.missing) to.oddity('nbns.short-status')
  else to.observe('sender', 'nbns.mac', mac)
}

function reportName(
  name: NetbiosName,
  group: boolean,
  about: About<'sender' | 'receiver'> | null,
  to: DatagramReport,
): void {
  if (about === null) return
  const { host, workgroup, role } = meaningOf(name, group)
  to.observe(about, 'nbns.name', host)
  to.observe(about, 'nbns.workgroup', workgroup)
  to.observe(about, 'nbns.role', role)
}
