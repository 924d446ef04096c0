/** The devices a person asks about, out of inventories, inspection documents or captures, with where each word is from. */
import { readFile } from 'node:fs/promises'
import { observedProfile } from '../assessment/observed.ts'
import { declaredProfile } from '../assessment/profile-table.ts'
import { devicesOf, inspectedDevices } from '../intake/inspection.ts'
import type { InspectedDevice } from '../model/inspected.ts'
import type { InventoryRow } from '../model/inventory.ts'
import type { KnownFrom, QuestionedDevice } from '../reports/vulnerability/explanation.ts'
import type { Io } from './command.ts'
import { calledBy, type IsCalled, namesOfDevice, namesOfRow } from './device-names.ts'
import { inputKind } from './input-kind.ts'
import { readInventories } from './inventory-files.ts'
import { progressLine } from './progress.ts'

export interface FoundDevices {
  readonly devices: readonly QuestionedDevice[]
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
  const inspected: InspectedDevice[] = []
  for (const input of inputs) {
    const kind = await inputKind(input)
    if (kind === 'captures') captures.push(input)
    else if (kind === 'inventory') inventories.push(input)
    else inspected.push(...(await fromDocument(input, io)))
  }
  if (captures.length > 0) inspected.push(...(await fromCaptures(captures, io, quiet)))
  const isCalled = calledBy(wanted)
  const declared = await fromInventories(inventories, isCalled, io)
  const seen = inspected.filter((device) => isCalled(namesOfDevice(device))).map(ofDevice)
  return { devices: [...declared.devices, ...seen], among: declared.among + inspected.length }
}

async function fromDocument(path: string, io: Io): Promise<readonly InspectedDevice[]> {
  const devices = inspectedDevices(await readFile(path, 'utf8'))
  if (devices === null) io.err(`${path}: not used, this inspection document is damaged\n`)
  return devices ?? []
}

async function fromCaptures(
  captures: readonly string[],
  io: Io,
  quiet: boolean,
): Promise<readonly InspectedDevice[]> {
  const { readFacts } = await import('../sensor/read-facts.ts')
  const { identify } = await import('../identity/identify.ts')
  const { inspectionDocument } = await import('../reports/inspection/document.ts')
  const progress = quiet ? null : progressLine(io)
  const facts = await readFacts(captures, progress === null ? {} : { progress: progress.update })
  progress?.clear()
  for (const { file, error } of facts.captures)
    if (error !== null) io.err(`${error.startsWith(file) ? error : `${file}: ${error}`}\n`)
  return devicesOf(inspectionDocument(facts, identify(facts).assets, { conversations: false }))
}

async function fromInventories(files: readonly string[], isCalled: IsCalled, io: Io): Promise<FoundDevices> {
  const devices: QuestionedDevice[] = []
  let among = 0
  const row = (one: InventoryRow) => {
    among++
    if (isCalled(namesOfRow(one))) devices.push(ofRow(one))
  }
  const faults = await readInventories(files, { row, rejected: () => {} })
  for (const { file, because } of faults) io.err(`${file}: not used, ${because}\n`)
  return { devices, among }
}

function ofRow(row: InventoryRow): QuestionedDevice {
  const from = (attribute: string, value: string | null): KnownFrom[] =>
    value === null ? [] : [{ attribute, value, file: row.file, line: row.line }]
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
    ],
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

function ofDevice(device: InspectedDevice): QuestionedDevice {
  const rank = ({ attribute }: KnownFrom) => TOLD.indexOf(attribute)
  const known = device.evidence.filter(({ attribute }) => TOLD.includes(attribute))
  return {
    id: device.ips[0]?.address ?? device.macs[0] ?? device.id,
    profile: observedProfile(device),
    known: [...known].sort((a, b) => rank(a) - rank(b)),
  }
}
