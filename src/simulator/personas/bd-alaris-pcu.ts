/** BD Alaris 8015 point of care unit: Wi-Fi; needs DHCP, DNS and its Systems Manager on TCP 3613, nothing else. */
import type { Persona } from '../persona.ts'
import { answer, ask, pause, type Script, told } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'
import { SMALL_DHCP } from './shared/dhcp-clients.ts'

/** The link to the Systems Manager; its format is not published. */
export const ALARIS_LINK = serviceKind<null>('alaris-link', 'tcp', 3613)

export const bdAlarisPcu: Persona = {
  id: 'bd-alaris-pcu',
  product: {
    type: 'infusion-pump-lvp',
    vendor: 'BD',
    model: '8015',
    product: 'Alaris PCU',
    criticality: 'life-sustaining',
    releases: [
      { version: '12.1.3', share: 3 },
      { version: '9.33.1', share: 2 },
      { version: '9.19', share: 1 },
    ],
    serial: (random) => random.digits(8),
  },
  ouis: ['F8C678', '00D075'],
  ouiTellsVendor: true,
  stack: 'linux-2.6',
  zone: 'clinical-wireless',
  addressing: SMALL_DHCP,
  resolves: true,
  population: { perBed: 0.6, wards: ['icu', 'emergency', 'medical', 'surgical'] },
  roles: ['pump', 'alaris-pump'],
  wire: {},
  live(unit) {
    const session = (): void => {
      unit.talk(unit.peer('alaris-server'), ALARIS_LINK, () => stays(unit))
      unit.after(unit.random.between(1500, 2400), session)
    }
    unit.after(unit.random.between(1, 120), session)
  },
  source:
    'ICSMA-23-194-01: the unit needs DNS, DHCP and the Systems Manager on TCP 3613; the stream is not documented',
}

/** A long idle session, with a report twice a minute. */
function* stays(unit: Unit): Script {
  for (let i = 0; i < 50; i++) {
    yield ask(Uint8Array.of(0x5a, 0x5a, ...unit.random.bytes(unit.random.int(60, 180))), 0.2)
    yield answer(Uint8Array.of(0x5a, 0x5a, ...unit.random.bytes(18)), 0.03)
    if (i === 0) yield told
    yield pause(unit.random.jitter(29, 0.1))
  }
}
