/** BD Alaris Systems Manager: all Alaris units are connected to it. */
import { certificateOf } from '../dialogues/certificates.ts'
import { overTls, TLS } from '../dialogues/tls.ts'
import type { Persona } from '../persona.ts'
import { officeRhythm } from '../rhythms.ts'
import { ALARIS_LINK } from './bd-alaris-pcu.ts'
import { isMember, onWindows, WINDOWS_HOST } from './shared/windows-host.ts'

export const bdAlarisSystemsManager: Persona = {
  ...WINDOWS_HOST,
  id: 'bd-alaris-systems-manager',
  product: {
    type: 'infusion-server',
    vendor: 'BD',
    model: null,
    product: 'Alaris Systems Manager',
    criticality: 'direct-therapy',
    releases: [onWindows('Windows Server 2012 R2', '9600')],
  },
  ouis: ['005056'],
  addressing: { kind: 'static' },
  zone: 'servers',
  population: { perSite: 1 },
  roles: ['alaris-server'],
  hostname: (unit) => `alarissm${unit.number}`,
  services: (unit) => [
    ALARIS_LINK.offer(null),
    TLS.offer({
      faulty: true,
      server: {
        version: '1.2',
        suite: 'ECDHE_ECDSA_AES_128_GCM_SHA256',
        signature: 71,
        certificates: [
          certificateOf(unit, {
            subject: [
              ['O', 'CareFusion'],
              ['CN', 'Alaris Systems Manager'],
            ],
            age: 6,
            years: 5,
          }),
        ],
      },
    }),
  ],
  wire: {
    'tls:server': {
      shows: ['type', 'vendor'],
      weak: ['cert-expired', 'cert-self-signed', 'cert-name-mismatch'],
    },
  },
  live(unit) {
    isMember(unit)
    unit.often(4, officeRhythm, () => {
      const admin = unit.peer('workstation')
      admin?.talk(unit, TLS, (to) =>
        overTls(admin, to, { stack: 'schannel-10', host: unit.fqdn }, [{ asked: 600, answered: 25_000 }]),
      )
    })
  },
  source: 'ICSMA-23-194-01; product name in the certificate of its web pages',
}
