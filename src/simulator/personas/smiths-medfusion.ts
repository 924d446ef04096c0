/** Smiths Medical Medfusion 4000 syringe pump: no network of its own, known by what its server tells. */
import type { ChildPersona } from '../unit.ts'

export const smithsMedfusion: ChildPersona = {
  id: 'smiths-medfusion',
  product: {
    type: 'infusion-pump-syringe',
    vendor: 'ICU Medical',
    model: 'Medfusion 4000',
    criticality: 'life-sustaining',
    releases: [{ version: null, share: 1 }],
    serial: (random) => `M${random.digits(6)}`,
  },
  ouis: ['001A01'],
  gateway: 'smiths-pharmguard-server',
  perGateway: 12,
  wire: { hl7: { shows: ['type', 'vendor', 'model', 'serial'] } },
  source: 'IHE PCD TF-2 PCD-01: model attribute and equipment instance with its EUI-64',
}
