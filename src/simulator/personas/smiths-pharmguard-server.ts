/** Smiths Medical PharmGuard server: tells the hospital what Medfusion pumps do as PCD-01. */
import * as hl7 from '../encoders/hl7/index.ts'
import type { Persona } from '../persona.ts'
import { reportsChildren } from './shared/pcd-gateway.ts'
import { isMember, onWindows, WINDOWS_HOST } from './shared/windows-host.ts'

export const smithsPharmguardServer: Persona = {
  ...WINDOWS_HOST,
  id: 'smiths-pharmguard-server',
  product: {
    type: 'infusion-server',
    vendor: 'ICU Medical',
    model: null,
    product: 'PharmGuard',
    criticality: 'direct-therapy',
    releases: [onWindows('Windows Server 2016', '14393')],
  },
  ouis: ['005056'],
  addressing: { kind: 'static' },
  zone: 'servers',
  population: { perSite: 1, mainSiteOnly: true },
  roles: ['pharmguard'],
  hostname: () => 'pharmguard',
  wire: { 'hl7:client': { shows: ['type', 'vendor'], weak: ['hl7-cleartext-phi'] } },
  live(unit) {
    isMember(unit)
    reportsChildren(unit, {
      application: 'PharmGuard',
      seconds: 60,
      reporter: ({ serial, eui64, persona }) => ({
        mds: hl7.pcd.TERMS.syringePump,
        instance: `${serial}^^${eui64}^EUI-64`,
        model: persona.product.model ?? '',
      }),
      metrics: (child) => [
        {
          term: hl7.pcd.TERMS.pumpRate,
          value: child.random.int(1, 120) / 4,
          unit: '265266^MDC_DIM_MILLI_L_PER_HR^MDC',
        },
        { term: hl7.pcd.TERMS.pumpStatus, value: 'pump-status-infusing' },
      ],
    })
  },
  source: 'Medfusion pumps stand in public HL7 samples as model and EUI-64; application name of PharmGuard',
}
