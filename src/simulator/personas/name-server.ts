/** The hospital's DNS, DHCP and time server: Linux with ISC dhcpd, BIND and ntpd. */
import { DHCP } from '../boot.ts'
import { DNS } from '../dialogues/dns.ts'
import { NTP } from '../dialogues/ntp.ts'
import type { Persona } from '../persona.ts'

export const nameServer: Persona = {
  id: 'name-server',
  product: {
    type: 'server',
    vendor: 'VMware',
    model: null,
    criticality: 'support',
    releases: [{ version: null, os: { name: 'Linux' }, share: 1 }],
  },
  ouis: ['005056'],
  stack: 'linux-5',
  zone: 'servers',
  addressing: { kind: 'static' },
  roles: ['dns', 'dhcp', 'ntp'],
  hostname: (unit) => `ns${unit.number}`,
  services: () => [
    DNS.offer({ ttl: 1800 }),
    DHCP.offer({ lease: 7200 }),
    NTP.offer({ stratum: 2, reference: '10.10.0.1' }),
  ],
  population: { perSite: 1 },
  wire: { dns: { shows: [] } },
  live() {},
  source: 'RFC 1035, 2131, 5905; what such a server says names neither maker nor product',
}
