/** What fingerprints can be written about in an inventory's own words. */
import type { FieldTable } from '../../model/observation.ts'

export const inventoryFields = {
  'inventory.product': { label: 'Maker and model of an inventory, as one text' },
  'inventory.kind': { label: 'Words with which an inventory describes the kind of equipment' },
} as const satisfies FieldTable
