/** Somebody outside: a server of a cloud, known by its public address only. */
import type { Persona } from '../persona.ts'

export const internetHost: Persona = {
  id: 'internet-host',
  product: {
    type: 'server',
    vendor: '',
    model: null,
    criticality: 'none',
    releases: [{ version: null, share: 1 }],
  },
  ouis: ['020000'],
  stack: 'linux-5',
  zone: 'internet',
  addressing: { kind: 'static' },
  population: { perSite: 4 },
  roles: ['internet'],
  hostname: (unit) => `host-${unit.number}`,
  wire: {},
  live() {},
  source: 'documentation ranges of RFC 5737 stand for the internet',
}
