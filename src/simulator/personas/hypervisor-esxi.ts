/** VMware ESXi host: its page over TLS with the certificate that the installer makes. */
import { certificateOf } from '../dialogues/certificates.ts'
import { overTls, TLS } from '../dialogues/tls.ts'
import type { Persona } from '../persona.ts'
import { officeRhythm } from '../rhythms.ts'

export const hypervisorEsxi: Persona = {
  id: 'hypervisor-esxi',
  product: {
    type: 'hypervisor',
    vendor: 'VMware',
    model: null,
    criticality: 'support',
    releases: [{ version: null, os: { name: 'VMware ESXi' }, share: 1 }],
  },
  ouis: ['B8AC6F'],
  stack: 'freebsd',
  zone: 'management',
  addressing: { kind: 'static' },
  population: { perSite: 2, per100Beds: 1 },
  roles: ['hypervisor'],
  hostname: (unit) => `esx${String(unit.number).padStart(2, '0')}`,
  services: (unit) => [
    TLS.offer({
      faulty: true,
      server: {
        version: '1.2',
        suite: 'ECDHE_ECDSA_AES_128_GCM_SHA256',
        signature: 71,
        certificates: [
          certificateOf(unit, {
            subject: [
              ['C', 'US'],
              ['O', 'VMware, Inc'],
              ['OU', 'VMware ESX Server Default Certificate'],
              ['CN', unit.fqdn],
            ],
            dns: [unit.fqdn],
            age: 3,
            years: 12,
          }),
        ],
      },
    }),
  ],
  wire: {
    'tls:server': {
      shows: ['type', 'vendor'],
      weak: ['cert-self-signed', 'cert-default-vendor', 'cert-long-validity'],
    },
  },
  live(unit) {
    unit.often(2, officeRhythm, () => {
      const admin = unit.peer('management-server')
      admin?.talk(unit, TLS, (to) =>
        overTls(admin, to, { stack: 'openssl', host: unit.fqdn }, [{ asked: 900, answered: 60_000 }]),
      )
    })
  },
  source: 'subject of the certificate that ESXi makes when it is installed',
}
