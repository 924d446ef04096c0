/** Devices that were seen, from inspection documents and captures alike. */
import { readFile } from 'node:fs/promises'
import { devicesOf, inspectedDevices } from '../intake/inspection.ts'
import type { InspectedDevice } from '../model/inspected.ts'
import type { Io } from './command.ts'
import { inspectCaptures } from './inspect-captures.ts'

/** What cannot be used is told on standard error. All captures are one network. */
export async function inspectedFrom(
  documents: readonly string[],
  captures: readonly string[],
  io: Io,
  quiet: boolean,
): Promise<readonly InspectedDevice[]> {
  const devices: InspectedDevice[] = []
  for (const path of documents) for (const device of await fromDocument(path, io)) devices.push(device)
  if (captures.length === 0) return devices
  const asOf = new Date().toISOString()
  const inspected = await inspectCaptures(captures, { conversations: false, quiet, asOf }, io)
  return inspected === null ? devices : [...devices, ...devicesOf(inspected)]
}

async function fromDocument(path: string, io: Io): Promise<readonly InspectedDevice[]> {
  const devices = inspectedDevices(await readFile(path, 'utf8'))
  if (devices === null) io.err(`${path}: not used, this inspection document is damaged\n`)
  return devices ?? []
}
