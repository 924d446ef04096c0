/** The cabinets' server: OmniCenter. */
import { certificateOf } from '../dialogues/certificates.ts'
import { TLS } from '../dialogues/tls.ts'
import type { Persona } from '../persona.ts'
import { isMember, onWindows, sharesFiles, WINDOWS_HOST } from './shared/windows-host.ts'

export const omnicellServer: Persona = {
  ...WINDOWS_HOST,
  id: 'omnicell-server',
  product: {
    type: 'server',
    vendor: 'Omnicell',
    model: null,
    product: 'OmniCenter',
    criticality: 'support',
    releases: [onWindows('Windows Server 2016', '14393')],
  },
  ouis: ['005056'],
  addressing: { kind: 'static' },
  zone: 'servers',
  population: { perSite: 1 },
  roles: ['cabinet-server'],
  hostname: (unit) => `omnicenter${unit.number}`,
  services: (unit) => [
    sharesFiles(unit),
    TLS.offer({
      faulty: true,
      server: {
        version: '1.2',
        suite: 'ECDHE_ECDSA_AES_128_GCM_SHA256',
        signature: 71,
        certificates: [
          certificateOf(unit, {
            subject: [
              ['O', 'Omnicell, Inc.'],
              ['CN', 'OmniCenter'],
            ],
            age: 2,
            years: 5,
          }),
        ],
      },
    }),
  ],
  wire: { 'tls:server': { shows: ['vendor'], weak: ['cert-self-signed', 'cert-name-mismatch'] } },
  live: isMember,
  source: 'names in the certificate that the maker installs',
}
