/** BACnet/IP (ASHRAE 135 annex J): who is there, what a device says of itself, and its values. */
import * as bacnet from '../encoders/bacnet.ts'
import { answer, ask, type Script, told } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

export interface BacnetTraits {
  readonly device: bacnet.Device
  /** What its device object says: text by property. */
  readonly properties: Readonly<Partial<Record<keyof typeof bacnet.PROPERTY, string>>>
}

export const BACNET = serviceKind<BacnetTraits>('bacnet', 'udp', 47_808)

/** Reads the device object, one property at a time, as simple tools do. */
export function* readDevice(unit: Unit, { device, properties }: BacnetTraits): Script {
  const object = { type: 8, instance: device.instance }
  for (const [name, text] of Object.entries(properties)) {
    const invoke = unit.random.int(0, 255)
    const property = bacnet.PROPERTY[name as keyof typeof bacnet.PROPERTY]
    yield ask(bacnet.readProperty(invoke, object, property), 0.05)
    yield answer(bacnet.propertyValue(invoke, object, property, { text }), 0.02)
  }
  yield told
}

/** Reads some present values. */
export function* readValues(unit: Unit, count: number): Script {
  for (let i = 0; i < count; i++) {
    const invoke = unit.random.int(0, 255)
    const object = { type: 0, instance: i }
    yield ask(bacnet.readProperty(invoke, object, bacnet.PROPERTY.presentValue), 0.02)
    yield answer(
      bacnet.propertyValue(invoke, object, bacnet.PROPERTY.presentValue, {
        real: unit.random.int(180, 260) / 10,
      }),
      0.015,
    )
  }
}

/** A device tells its instance and vendor to the link, as it does when it comes and when it is asked. */
export function tellsIAm(unit: Unit, device: bacnet.Device, seconds: number): void {
  unit.every(seconds, () =>
    unit.announce('bacnet', 'subnet', [47_808, 47_808], bacnet.iAm(device), unit.station.stack.ttl),
  )
}
