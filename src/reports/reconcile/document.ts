/** What an inventory says against what was seen, as a document (`wardline.reconciliation/1`). */
import type { Matched, Reconciliation } from '../../assessment/reconcile/reconcile.ts'
import type { InspectedDevice } from '../../model/inspected.ts'
import type { InventoryRow, RejectedRow } from '../../model/inventory.ts'

export const RECONCILIATION_SCHEMA = 'wardline.reconciliation/1'

export function reconciliationDocument(found: Reconciliation, rejectedRows: readonly RejectedRow[]): object {
  const { first, last, rows, devices } = found
  return {
    schema: RECONCILIATION_SCHEMA,
    rows,
    devices,
    first,
    last,
    counts: countsOf(found),
    seen: found.matched.map(matchedDocument),
    silent: [
      ...found.matched
        .filter(({ silent }) => silent)
        .map(({ row, lastSeen, because }) => ({
          row: rowDocument(row),
          since: lastSeen,
          because: `${because} was last seen then`,
        })),
      ...found.silent.map(({ row, because }) => ({ row: rowDocument(row), since: null, because })),
    ],
    unlisted: found.unlisted.map(({ device, hint }) => ({ device: deviceDocument(device), hint })),
    ambiguous: found.ambiguous.map((one) => ({
      row: rowDocument(one.row),
      by: one.by,
      devices: one.devices.map(deviceDocument),
      because: one.because,
    })),
    duplicates: found.duplicates.map(({ row, of, device, because }) => ({
      row: rowDocument(row),
      of: rowDocument(of),
      device: deviceDocument(device),
      because,
    })),
    unrecognisable: found.unrecognisable.map(({ row, because }) => ({ row: rowDocument(row), because })),
    rejectedRows,
  }
}

export interface ReconciliationCounts {
  readonly seen: number
  /** Seen, but not for some time before the end. */
  readonly silentSince: number
  readonly silent: number
  readonly unlisted: number
  readonly contradicting: number
  readonly ambiguous: number
  readonly duplicates: number
  readonly unrecognisable: number
}

export function countsOf(found: Reconciliation): ReconciliationCounts {
  return {
    seen: found.matched.length,
    silentSince: found.matched.filter(({ silent }) => silent).length,
    silent: found.silent.length,
    unlisted: found.unlisted.length,
    contradicting: found.matched.filter(({ contradictions }) => contradictions.length > 0).length,
    ambiguous: found.ambiguous.length,
    duplicates: found.duplicates.length,
    unrecognisable: found.unrecognisable.length,
  }
}

const matchedDocument = ({ row, device, further, by, because, contradictions }: Matched): object => ({
  row: rowDocument(row),
  device: deviceDocument(device),
  ...(further.length === 0 ? {} : { further: further.map(deviceDocument) }),
  by,
  because,
  contradictions,
})

const rowDocument = ({ id, file, line, vendor, model, version, serial, location }: InventoryRow): object => ({
  id,
  file,
  line,
  vendor,
  model,
  version,
  serial,
  location,
})

const deviceDocument = (device: InspectedDevice): object => ({
  id: device.id,
  macs: device.macs,
  ips: device.ips.map(({ address }) => address),
  hostnames: device.hostnames,
  vendor: device.vendor,
  model: device.model ?? device.product,
  version: device.version,
  serial: device.serial,
  type: device.type,
  lastSeen: device.lastSeen,
})
