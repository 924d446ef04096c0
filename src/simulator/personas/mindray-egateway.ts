/** Mindray eGateway: passes on what BeneVision monitors measure. */
import * as hl7 from '../encoders/hl7/index.ts'
import type { Persona } from '../persona.ts'
import { reportsChildren } from './shared/pcd-gateway.ts'
import { isMember, onWindows, WINDOWS_HOST } from './shared/windows-host.ts'

export const mindrayEgateway: Persona = {
  ...WINDOWS_HOST,
  id: 'mindray-egateway',
  product: {
    type: 'device-integration-hub',
    vendor: 'Mindray',
    model: null,
    product: 'eGateway',
    criticality: 'diagnostic',
    releases: [onWindows('Windows Server 2016', '14393')],
  },
  ouis: ['005056'],
  addressing: { kind: 'static' },
  zone: 'servers',
  population: { per100Beds: 0.4, atLeast: 1 },
  roles: ['monitor-gateway'],
  hostname: (unit) => `egateway${unit.number}`,
  wire: { 'hl7:client': { shows: ['type', 'vendor'], weak: ['hl7-cleartext-phi'] } },
  live(unit) {
    isMember(unit)
    reportsChildren(unit, {
      application: 'MINDRAY_EGATEWAY^00A037009A0031DE^EUI-64',
      seconds: 60,
      reporter: ({ serial, eui64, persona }) => ({
        mds: hl7.pcd.TERMS.monitor,
        instance: `${serial}^^${eui64}^EUI-64`,
        model: persona.product.model ?? '',
      }),
      metrics: (child) => [
        {
          term: hl7.pcd.TERMS.heartRate,
          value: child.random.int(55, 120),
          unit: '264864^MDC_DIM_BEAT_PER_MIN^MDC',
        },
        {
          term: hl7.pcd.TERMS.oxygenSaturation,
          value: child.random.int(91, 100),
          unit: '262688^MDC_DIM_PERCENT^MDC',
        },
      ],
    })
  },
  source: 'sending application MINDRAY_EGATEWAY with its EUI-64 in public IHE PCD samples',
}
