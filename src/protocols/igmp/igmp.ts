/**
 * IGMP versions 1-3 (RFC 1112, RFC 2236, RFC 3376): who queries (a router, or a switch that snoops), and which
 * well-known groups a host listens to. Unknown groups are not kept.
 */
import { type Ip, ip4At } from '../../model/ip.ts'
import { Cursor } from '../../wire/cursor.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'
import { WELL_KNOWN_GROUPS } from './groups.ts'

export const igmp = {
  name: 'igmp',
  title: 'Internet Group Management Protocol (RFC 3376)',
  fields: {
    'igmp.querier': { label: 'Queries group members; version of the query' },
    'igmp.version': { label: 'Version of the membership reports it sends' },
    'igmp.group': { label: 'Well-known multicast group the host listens to' },
  },
  datagram: { ipProtocols: [2], follow: 'all', probe: (payload) => payload.length >= 8, observe },
} satisfies Protocol

const QUERY = 0x11
const REPORT_V1 = 0x12
const REPORT_V2 = 0x16
const REPORT_V3 = 0x22
const MOST_RECORDS = 64

function observe(payload: Uint8Array, to: DatagramReport): void {
  const type = payload[0]!
  if (type === QUERY) to.observe('sender', 'igmp.querier', queryVersion(payload))
  else if (type === REPORT_V1) observeReport(1, [ip4At(payload, 4)], to)
  else if (type === REPORT_V2) observeReport(2, [ip4At(payload, 4)], to)
  else if (type === REPORT_V3) observeReport(3, recordGroups(payload, to), to)
}

/** RFC 3376 section 7.1: by length, then by the code field that version 1 leaves zero. */
function queryVersion(payload: Uint8Array): number {
  if (payload.length >= 12) return 3
  return payload[1] === 0 ? 1 : 2
}

function observeReport(version: number, groups: readonly Ip[], to: DatagramReport): void {
  to.observe('sender', 'igmp.version', version)
  for (const group of groups) if (WELL_KNOWN_GROUPS.has(group)) to.observe('sender', 'igmp.group', group)
}

/** RFC 3376 section 4.2: type, words of auxiliary data, number of sources, group, sources, auxiliary data. */
function recordGroups(payload: Uint8Array, to: DatagramReport): Ip[] {
  const c = new Cursor(payload, 6)
  const groups: Ip[] = []
  for (let left = Math.min(c.u16(), MOST_RECORDS); left > 0; left--) {
    c.skip(1)
    const auxiliary = c.u8() * 4
    const sources = c.u16() * 4
    const group = c.view(4)
    if (c.missing) {
      to.oddity('igmp.record-count')
      break
    }
    groups.push(ip4At(group, 0))
    c.skip(sources + auxiliary)
  }
  return groups
}
