/** The server of B. Braun Space pumps: hears the racks, and tells the hospital what the pumps do as PCD-01. */
import * as hl7 from '../encoders/hl7/index.ts'
import type { Persona } from '../persona.ts'
import { SPACE_LINK } from './bbraun-spacecom.ts'
import { reportsChildren } from './shared/pcd-gateway.ts'
import { isMember, onWindows, WINDOWS_HOST } from './shared/windows-host.ts'

export const bbraunSpaceServer: Persona = {
  ...WINDOWS_HOST,
  id: 'bbraun-space-server',
  product: {
    type: 'infusion-server',
    vendor: 'B. Braun',
    model: null,
    product: 'OnlineSuite',
    criticality: 'direct-therapy',
    releases: [onWindows('Windows Server 2016', '14393')],
  },
  ouis: ['005056'],
  addressing: { kind: 'static' },
  zone: 'servers',
  population: { perSite: 1, mainSiteOnly: true },
  roles: ['space-server'],
  hostname: () => 'onlinesuite',
  services: () => [SPACE_LINK.offer(null)],
  wire: { 'hl7:client': { shows: ['type', 'vendor'], weak: ['hl7-cleartext-phi'] } },
  live(unit) {
    isMember(unit)
    reportsChildren(unit, {
      application: 'PAT_DEVICE_BBRAUN^0012210000000000^EUI-64',
      seconds: 60,
      reporter: ({ persona, serial, eui64 }) => ({
        mds: persona.id.includes('perfusor') ? hl7.pcd.TERMS.syringePump : hl7.pcd.TERMS.volumetricPump,
        instance: `${serial}^^${eui64}^EUI-64`,
        model: persona.product.model ?? '',
      }),
      metrics: (child) => [
        {
          term: hl7.pcd.TERMS.pumpRate,
          value: child.random.int(1, 250) / 2,
          unit: '265266^MDC_DIM_MILLI_L_PER_HR^MDC',
        },
        { term: hl7.pcd.TERMS.pumpStatus, value: 'pump-status-infusing' },
      ],
    })
  },
  source: 'sending application and EUI-64 of B. Braun gateways in public IHE PCD samples',
}
