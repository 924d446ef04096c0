/** A visitor's iPhone on the guest network: private MAC, mDNS, TLS outside. */
import { looksForMdns } from '../dialogues/mdns.ts'
import { callsOutside } from '../dialogues/outside.ts'
import type { Persona } from '../persona.ts'
import { visitorRhythm } from '../rhythms.ts'

const NAMES = ['gateway.icloud.com', 'init.push.apple.com', 'configuration.apple.com'] as const

export const appleIphone: Persona = {
  id: 'apple-iphone',
  product: {
    type: 'mobile-iot',
    subtype: 'smartphone',
    vendor: 'Apple',
    model: null,
    criticality: 'none',
    releases: [{ version: null, os: { name: 'iOS' }, share: 1 }],
  },
  // Locally administered: iOS takes another MAC in every network.
  ouis: ['5E1A2B', 'A2C3D4', '7E9F10'],
  stack: 'apple',
  zone: 'guest',
  addressing: {
    kind: 'dhcp',
    parameters: [1, 121, 3, 6, 15, 108, 114, 119, 252],
    clientId: true,
    tellsName: false,
  },
  population: { perBed: 0.3, per100Beds: 10 },
  resolves: true,
  ipv6: true,
  roles: ['visitor'],
  hostname: () => 'iPhone',
  wire: { dhcp: { shows: [] } },
  live(unit) {
    looksForMdns(unit, ['_airplay._tcp', '_raop._tcp', '_companion-link._tcp'], 900)
    unit.often(18, visitorRhythm, () => {
      const outside = unit.random.pick(unit.peers('internet'))
      callsOutside(unit, outside, unit.random.pick(NAMES), [
        { asked: 900, answered: unit.random.int(3000, 1_200_000), rest: 1 },
      ])
    })
  },
  source: 'DHCP option 55 of iOS 14 and later as fingerbank lists it; names that iOS asks for by itself',
}
