/**
 * GE's monitoring network (Unity, later CARESCAPE MC and IX): bedside monitors, telemetry towers and central stations
 * broadcast on one subnet, the time on UDP 2000, who is there on UDP 7000. Read are the place they are set up for
 * and their address; admission and alarm messages, which name patients, are not touched.
 */
import { ip4At } from '../../model/ip.ts'
import { latin1 } from '../../wire/text.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'

const TIME_PORT = 2000
const PRESENCE_PORT = 7000
/** Layout of a time message (adapter documentation, octets counted from 1: address 7-10, place 25-37, time 61-64). */
const TIME_OCTETS = 64
const ADDRESS = 6
const PLACE = 24
const PLACE_END = 37
const TIME = 60
/** Seconds between 1900 and 1970 (RFC 868). */
const SINCE_1900 = 2_208_988_800
/** Clocks of monitors that were never set differ by years. */
const MOST_CLOCK_OFFSET = 10 * 366 * 86_400
/** Unit of up to 7 characters, room of up to 6, NULs to the end. */
const UNIT_AND_ROOM = /^([\w .&/-]{1,7})\|([\w .&/-]{1,6})\0*$/
/** The same anywhere in a presence message, between NULs. */
const NAMED_PLACE = /(?:^|\0)([\w .&/-]{1,7}\|[\w .&/-]{1,6})\0/
const LEAST_PRESENCE = 24
const MOST_PRESENCE = 1024

export const geUnity = {
  name: 'ge-unity',
  title: 'GE Unity and CARESCAPE monitoring network (UDP 2000 time, 7000 presence)',
  ports: { udp: [TIME_PORT, PRESENCE_PORT] },
  fields: {
    'ge-unity.message': { label: 'Broadcast sent: time or presence' },
    'ge-unity.place': { label: 'Unit and room the node is set up for, parted by |' },
    'ge-unity.unit': { label: 'Unit (ward) the node is set up for' },
    'ge-unity.room': { label: 'Room or bed the node is set up for' },
    'ge-unity.clock-offset': { label: 'Clock of the network minus packet time, whole minutes' },
  },
  datagram: {
    probe: (p, to) => to.toMany && (isTime(p, to) || presencePlace(p, to) !== null),
    observe(p, to) {
      const time = isTime(p, to)
      const place = time ? text(p.subarray(PLACE, PLACE_END)) : presencePlace(p, to)
      to.observe('sender', 'ge-unity.message', time ? 'time' : 'presence')
      if (time) to.observe('sender', 'ge-unity.clock-offset', Math.round(clockOffset(p, to) / 60))
      reportPlace(place ?? '', to)
    },
  },
} satisfies Protocol

/** The sender's own address in the message is 32 bits of evidence; length, place and time are as many again. */
const isTime = (p: Uint8Array, to: DatagramReport): boolean =>
  to.receiver.port === TIME_PORT &&
  p.length === TIME_OCTETS &&
  ip4At(p, ADDRESS) === to.sender.ip &&
  Math.abs(clockOffset(p, to)) < MOST_CLOCK_OFFSET &&
  UNIT_AND_ROOM.test(text(p.subarray(PLACE, PLACE_END)))

const clockOffset = (p: Uint8Array, to: DatagramReport): number =>
  new DataView(p.buffer, p.byteOffset, p.length).getUint32(TIME) - SINCE_1900 - to.at

/** A presence message holds the sender's own address and names its place; `null` when it is none. */
function presencePlace(p: Uint8Array, to: DatagramReport): string | null {
  if (to.receiver.port !== PRESENCE_PORT || p.length < LEAST_PRESENCE || p.length > MOST_PRESENCE) return null
  for (let i = 0; i + 4 <= p.length; i++)
    if (ip4At(p, i) === to.sender.ip) return NAMED_PLACE.exec(text(p))?.[1] ?? null
  return null
}

function reportPlace(place: string, to: DatagramReport): void {
  const found = UNIT_AND_ROOM.exec(place)
  if (found === null) return
  const [, unit = '', room = ''] = found
  to.observe('sender', 'ge-unity.place', `${unit.trim()}|${room.trim()}`)
  to.observe('sender', 'ge-unity.unit', unit)
  to.observe('sender', 'ge-unity.room', room)
}

const text = (bytes: Uint8Array): string => latin1.decode(bytes)
