/** A visitor's Android phone on the guest network. */
import { callsOutside } from '../dialogues/outside.ts'
import type { Persona } from '../persona.ts'
import { visitorRhythm } from '../rhythms.ts'
import { android } from './shared/dhcp-clients.ts'

const NAMES = ['connectivitycheck.gstatic.com', 'mtalk.google.com', 'play.googleapis.com'] as const

export const androidPhone: Persona = {
  id: 'android-phone',
  product: {
    type: 'mobile-iot',
    subtype: 'smartphone',
    vendor: 'Samsung',
    model: null,
    criticality: 'none',
    releases: [{ version: null, os: { name: 'Android', version: '13' }, share: 1 }],
  },
  ouis: ['8C71F8', 'CC07AB'],
  ouiTellsVendor: true,
  stack: 'android',
  zone: 'guest',
  addressing: android('13'),
  population: { perBed: 0.35, per100Beds: 10 },
  resolves: true,
  ipv6: true,
  roles: ['visitor'],
  hostname: (unit) => `Galaxy-A${unit.random.fork('name').int(10, 54)}-${unit.number}`,
  wire: { dhcp: { shows: ['os.name', 'os.version', 'hostname'] } },
  live(unit) {
    unit.often(20, visitorRhythm, () => {
      const outside = unit.random.pick(unit.peers('internet'))
      callsOutside(unit, outside, unit.random.pick(NAMES), [
        { asked: 700, answered: unit.random.int(2000, 900_000), rest: 1 },
        { asked: 500, answered: unit.random.int(1000, 2_000_000) },
      ])
    })
  },
  source: 'AOSP DhcpClient: option 60 names the release; names that Android asks for by itself',
}
