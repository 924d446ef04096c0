/** Mindray BeneVision N15 monitor behind the eGateway. */
import type { ChildPersona } from '../unit.ts'

export const mindrayBenevision: ChildPersona = {
  id: 'mindray-benevision',
  product: {
    type: 'patient-monitor',
    vendor: 'Mindray',
    model: 'BeneVision N15',
    criticality: 'diagnostic',
    releases: [{ version: null, share: 1 }],
    serial: (random) => `FA-${random.digits(8)}`,
  },
  ouis: ['00A037'],
  gateway: 'mindray-egateway',
  perGateway: 14,
  wire: { hl7: { shows: ['type', 'vendor', 'model', 'serial'] } },
  source: 'IHE PCD TF-2 PCD-01; EUI-64 from a block of Mindray DS USA as in public samples',
}
