/** `wardline explain ASSET INPUT`: everything that is known of one device's vulnerabilities, worst first. */
import type { AssetAssessment } from '../assessment/observed.ts'
import type { Advice } from './advice.ts'
import type { Io } from './command.ts'
import type { FoundDevice } from './known-devices.ts'

/** What is said of it: what `assess` says of a row, or `inspect --assess` of what was seen. */
async function assessed(device: FoundDevice, { settings }: Advice): Promise<AssetAssessment> {
  if ('seen' in device) {
    const { observedJudge } = await import('../assessment/observed.ts')
    return observedJudge(settings)(device.seen)
  }
  const { Assessment } = await import('../assessment/assess.ts')
  const assessment = new Assessment(settings)
  const one = assessment.add(device.row)
  return { ...one, risk: assessment.risk(one, device.row) }
}

export async function explainDevices(
  devices: readonly FoundDevice[],
  advice: Advice,
  json: boolean,
  io: Io,
): Promise<void> {
  const told = await Promise.all(
    devices.map(async (device) => ({ device, known: await assessed(device, advice) })),
  )
  const { deviceDocument, deviceText } = await import('../reports/vulnerability/device.ts')
  if (json) await io.out(`${JSON.stringify(deviceDocument(told, advice.note), null, 1)}\n`)
  else await io.out(`${told.map((one) => deviceText(one, io)).join('\n\n\n')}\n`)
}
