/** Omnicell XT dispensing cabinet: Windows 10, works with its server by SMB and TLS. */
import { overTls, TLS } from '../dialogues/tls.ts'
import type { Persona } from '../persona.ts'
import { wardRhythm } from '../rhythms.ts'
import { isMember, onWindows, WINDOWS_HOST } from './shared/windows-host.ts'

export const omnicellCabinet: Persona = {
  ...WINDOWS_HOST,
  id: 'omnicell-cabinet',
  product: {
    type: 'medication-cabinet',
    vendor: 'Omnicell',
    model: null,
    product: 'Omnicell XT',
    criticality: 'support',
    releases: [onWindows('Windows 10', '17763', 3), onWindows('Windows 7', '7601', 1)],
  },
  ouis: ['74FE48', '00D0C9'],
  zone: 'pharmacy',
  population: { perWard: 1, wards: ['icu', 'emergency', 'medical', 'surgical', 'operating'] },
  roles: ['cabinet'],
  hostname: (unit) => `OMNICELL-${unit.place.ward ?? unit.number}`,
  wire: { dhcp: { shows: ['vendor', 'hostname'] } },
  live(unit) {
    isMember(unit)
    unit.often(14, wardRhythm, () =>
      unit.talk(unit.peer('cabinet-server'), TLS, (to, peer) =>
        overTls(unit, to, { stack: 'schannel-10', host: peer.fqdn }, [
          { asked: 1200, answered: 4800, rest: 1 },
          { asked: 900, answered: 600 },
        ]),
      ),
    )
  },
  source:
    'Windows-based cabinets on board computers of other makers; named by their installers after the product',
}
