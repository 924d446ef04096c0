/** The firewall between the hospital and the internet; frames from outside carry its inner MAC. */
import { tellsLldp } from '../dialogues/neighbours.ts'
import type { Persona } from '../persona.ts'

export const firewall: Persona = {
  id: 'firewall',
  product: {
    type: 'firewall',
    vendor: 'Fortinet',
    model: 'FortiGate-100F',
    criticality: 'support',
    releases: [{ version: '6.4.5', share: 1 }],
  },
  ouis: ['00090F', '906CAC'],
  ouiTellsVendor: true,
  stack: 'linux-3',
  zone: 'management',
  addressing: { kind: 'static' },
  population: { perSite: 1 },
  roles: ['firewall'],
  hostname: (unit) => `fw-${unit.place.site}`,
  wire: { 'lldp:client': { shows: ['type', 'vendor', 'model', 'version', 'hostname'] } },
  live(unit) {
    tellsLldp(unit, () => ({
      port: 'port1',
      name: unit.hostname,
      description: `${unit.persona.product.model} v${unit.version},build1828,210217 (GA)`,
      capabilities: [2, 4],
      management: unit.ip,
    }))
  },
  source:
    'RFC 1812: a router says nothing of itself while it forwards; LLDP of FortiOS, system description as it writes it',
}
