/** What the hellos of one side say of whom: one device is the party itself, several stand behind it. */
import type { FieldName } from '../../model/observation.ts'
import type { About, StreamReport, StreamSide } from '../protocol.ts'
import type { Hello } from './hello.ts'

export function reportDevices(hellos: readonly Hello[], side: StreamSide, to: StreamReport): void {
  for (const hello of hellos) {
    const about = aboutDevice(hello, hellos.length, side)
    const facts: readonly (readonly [FieldName, string | null])[] = [
      ['poct1a.device-id', hello.deviceId],
      ['poct1a.vendor-id', hello.vendorId],
      ['poct1a.model-id', hello.modelId],
      ['poct1a.serial-id', hello.serialId],
      ['poct1a.manufacturer', hello.manufacturer],
      ['poct1a.hardware-version', hello.hardwareVersion],
      ['poct1a.software-version', hello.softwareVersion],
      ['poct1a.device-name', hello.deviceName],
    ]
    for (const [field, value] of facts) to.observe(about, field, value, true)
    to.observe(about, 'poct1a.version', hello.version, true)
    to.observe(side, 'poct1a.profile', hello.profile)
  }
}

/** Several devices on one connection are relayed by a docking station or hub. */
const aboutDevice = (hello: Hello, several: number, side: StreamSide): About<StreamSide> =>
  several < 2 ? side : { behind: side, device: hello.key }
