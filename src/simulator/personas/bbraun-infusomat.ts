/** B. Braun Infusomat Space large volume pump: no network of its own, known by what its server tells. */
import type { ChildPersona } from '../unit.ts'

export const bbraunInfusomat: ChildPersona = {
  id: 'bbraun-infusomat',
  product: {
    type: 'infusion-pump-lvp',
    vendor: 'B. Braun',
    model: 'Infusomat Space',
    criticality: 'life-sustaining',
    releases: [{ version: null, share: 1 }],
    serial: (random) => `P${random.int(10_000, 99_999)}`,
  },
  ouis: ['001221'],
  gateway: 'bbraun-space-server',
  perGateway: 9,
  wire: { hl7: { shows: ['type', 'vendor', 'model', 'serial'] } },
  source: 'IHE PCD TF-2 PCD-01: model attribute and equipment instance with its EUI-64',
}
