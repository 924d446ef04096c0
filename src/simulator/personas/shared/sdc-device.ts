/** Devices that speak IEEE 11073 SDC: they announce themselves, and tell what they are when asked for metadata. */
import { HTTP } from '../../dialogues/http.ts'
import * as http from '../../encoders/http.ts'
import * as sdc from '../../encoders/sdc.ts'
import * as discovery from '../../encoders/ws-discovery.ts'
import { hash } from '../../random.ts'
import { answer, ask, type Script } from '../../script.ts'
import type { Service } from '../../service.ts'
import type { Unit } from '../../unit.ts'

const PORT = 6464

export const sdcService = (): Service => HTTP.offer({ headers: {}, pages: {} }, { port: PORT })

export interface SdcProduct {
  readonly manufacturer: string
  readonly model: string
  /** MDC code of the device. */
  readonly kind: number
}

export function livesAsSdcDevice(unit: Unit, product: SdcProduct): void {
  const hello = (): void => {
    const messageId = `urn:uuid:${uuid(unit, unit.random.int(1, 1e6))}`
    const stamp = { edition: '2009', messageId, instance: 1, number: 1 } as const
    unit.announce(
      'ws-discovery',
      '239.255.255.250',
      [3702, 3702],
      discovery.hello(stamp, sdc.target(describe(unit, product))),
    )
  }
  unit.every(900, hello, { first: unit.random.between(5, 200) })
  unit.every(3600, () => unit.peer('central-station')?.talk(unit, HTTP, () => metadata(unit, product)), {
    first: unit.random.between(20, 400),
  })
}

function* metadata(unit: Unit, product: SdcProduct): Script {
  const device = describe(unit, product)
  const asked = `urn:uuid:${uuid(unit, 7)}`
  const headers = { 'Content-Type': 'application/soap+xml' }
  const body = sdc.getMetadata(device, asked)
  const target = `/${device.endpoint.slice('urn:uuid:'.length)}`
  yield ask(
    http.request({ method: 'POST', target, headers: { Host: `${unit.ip}:${PORT}`, ...headers }, body }),
  )
  yield answer(
    http.response({ status: 200, headers, body: sdc.metadata(device, `urn:uuid:${uuid(unit, 8)}`, asked) }),
    0.03,
  )
}

const uuid = (unit: Unit, n: number): string =>
  `00000000-0000-4000-8000-${hash(unit.mac, n).toString(16).padStart(12, '0')}`

const describe = (unit: Unit, { manufacturer, model, kind }: SdcProduct): sdc.Device => ({
  endpoint: `urn:uuid:${uuid(unit, 0)}`,
  url: `http://${unit.ip}:${PORT}/${uuid(unit, 0)}`,
  place: {
    facility: 'MERCY',
    unit: unit.place.ward ?? 'ICU',
    ...(unit.place.bed === null ? {} : { bed: unit.place.bed }),
  },
  kind,
  manufacturer,
  model,
  friendlyName: model,
  firmware: unit.version,
  serial: unit.serial ?? '',
})
