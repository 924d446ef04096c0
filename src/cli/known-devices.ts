/** The devices a person asks about, out of inventories, inspection documents or captures, with where each word is from. */
import { observedProfile } from '../assessment/observed.ts'
import { declaredProfile } from '../assessment/profile-table.ts'
import type { InspectedDevice, InspectedEvidence } from '../model/inspected.ts'
import type { InventoryRow, RejectedRow } from '../model/inventory.ts'
import type { KnownFrom, QuestionedDevice } from '../reports/vulnerability/explanation.ts'
import type { Io } from './command.ts'
import { calledBy, type IsCalled, namesOfDevice, namesOfRow } from './device-names.ts'
import { noteText, rejectedText } from './headings-text.ts'
import { inputKind } from './input-kind.ts'
import { inspectedFrom } from './inspected-inputs.ts'
import { faultText, readInventories } from './inventory-files.ts'

/** A device and what it was found in. */
export type FoundDevice = QuestionedDevice &
  ({ readonly row: InventoryRow } | { readonly seen: InspectedDevice })

export interface FoundDevices {
  readonly devices: readonly FoundDevice[]
  /** Devices looked through. */
  readonly among: number
}

/** All captures are one network. Files that cannot be used are told on standard error. */
export async function devicesCalled(
  wanted: string,
  inputs: readonly string[],
  io: Io,
  quiet: boolean,
): Promise<FoundDevices> {
  const captures: string[] = []
  const inventories: string[] = []
  const documents: string[] = []
  for (const input of inputs) {
    const kind = await inputKind(input)
    if (kind === 'captures') captures.push(input)
    else if (kind === 'inventory') inventories.push(input)
    else documents.push(input)
  }
  const inspected = await inspectedFrom(documents, captures, io, quiet)
  const isCalled = calledBy(wanted)
  const declared = await fromInventories(inventories, isCalled, io)
  const seen = inspected.filter((device) => isCalled(namesOfDevice(device))).map(ofDevice)
  return { devices: [...declared.devices, ...seen], among: declared.among + inspected.length }
}

async function fromInventories(files: readonly string[], isCalled: IsCalled, io: Io): Promise<FoundDevices> {
  const devices: FoundDevice[] = []
  let among = 0
  const row = (one: InventoryRow) => {
    among++
    if (isCalled(namesOfRow(one))) devices.push(ofRow(one))
  }
  const rejected: RejectedRow[] = []
  const faults = await readInventories(files, {
    row,
    rejected: (one) => {
      if (rejected.length < MOST_LEFT_OUT) rejected.push(one)
    },
    noted: (note) => io.err(noteText(note)),
  })
  for (const fault of faults) io.err(faultText(fault))
  // The device may stand in one of them.
  if (devices.length === 0) for (const row of rejected) io.err(rejectedText(row))
  return { devices, among }
}

/** Rows that cannot be used named each, where the device was not found. */
const MOST_LEFT_OUT = 10

function ofRow(row: InventoryRow): FoundDevice {
  const { file, sheet, line } = row
  const where = sheet === undefined ? { file, line } : { file, sheet, line }
  const from = (attribute: string, value: string | null): KnownFrom[] =>
    value === null ? [] : [{ attribute, value, ...where }]
  return {
    id: row.id,
    profile: declaredProfile(row),
    known: [
      ...from('version', row.version),
      ...from('vendor', row.vendor),
      ...from('model', row.model),
      ...from('model number', row.modelNumber),
      ...from('os', row.os),
      ...from('os.version', row.osVersion),
      ...from('serial', row.serial),
      ...row.components.flatMap(({ name, version }) =>
        from('component', [name, version].filter((part) => part !== null).join(' ')),
      ),
      ...row.options.flatMap((option) => from('option', option)),
      ...row.remediated.flatMap((id) => from('remediated', id)),
    ],
    remediated: row.remediated,
    row,
  }
}

/** Attributes that matching rests on, in the order in which they are told. */
const TOLD = [
  'version',
  'vendor',
  'model',
  'product',
  'os.name',
  'os.version',
  'os.build',
  'component.name',
  'serial',
]

function ofDevice(device: InspectedDevice): FoundDevice {
  const rank = ({ attribute }: KnownFrom) => TOLD.indexOf(attribute)
  /** A part is told by its name, and its version is what an answer may rest on. */
  const withPart = (one: InspectedEvidence): InspectedEvidence => {
    if (one.attribute !== 'component.name') return one
    const version = device.components.find(({ name }) => name === one.value)?.version ?? null
    return version === null ? one : { ...one, value: `${one.value} ${version}` }
  }
  const known = device.evidence.filter(({ attribute }) => TOLD.includes(attribute)).map(withPart)
  return {
    id: device.ips[0]?.address ?? device.macs[0] ?? device.id,
    profile: observedProfile(device),
    known: [...known].sort((a, b) => rank(a) - rank(b)),
    remediated: [],
    seen: device,
  }
}
