/** Draeger Evita V ventilator on the clinical network: announces itself as an SDC device. */

import { HTTP } from '../dialogues/http.ts'
import * as http from '../encoders/http.ts'
import * as sdc from '../encoders/sdc.ts'
import * as discovery from '../encoders/ws-discovery.ts'
import type { Persona } from '../persona.ts'
import { hash } from '../random.ts'
import { answer, ask, type Script } from '../script.ts'
import type { Unit } from '../unit.ts'
import { SMALL_DHCP } from './shared/dhcp-clients.ts'

const PORT = 6464

export const draegerEvitaV: Persona = {
  id: 'draeger-evita-v',
  product: {
    type: 'ventilator',
    vendor: 'Draeger',
    model: 'Evita V600',
    criticality: 'life-sustaining',
    releases: [
      { version: '02.60.00', share: 2 },
      { version: '02.30.01', share: 1 },
    ],
    serial: (random) => `ASR${random.digits(5)}`,
  },
  ouis: ['00105D', '0030E6'],
  ouiTellsVendor: true,
  stack: 'qnx',
  zone: 'clinical',
  addressing: SMALL_DHCP,
  population: { perBed: 0.5, wards: ['icu'], atLeast: 1 },
  roles: ['ventilator'],
  services: () => [HTTP.offer({ headers: {}, pages: {} }, { port: PORT })],
  wire: {
    'http:server': { shows: ['type', 'vendor', 'model', 'version', 'serial'] },
  },
  live(unit) {
    unit.every(
      900,
      () => {
        const stamp = {
          edition: '2009',
          messageId: `urn:uuid:${uuid(unit, unit.random.int(1, 1e6))}`,
          instance: 1,
          number: 1,
        } as const
        unit.announce(
          'ws-discovery',
          '239.255.255.250',
          [3702, 3702],
          discovery.hello(stamp, sdc.target(describe(unit))),
        )
      },
      { first: unit.random.between(5, 200) },
    )
    unit.every(3600, () => unit.peer('central-station')?.talk(unit, HTTP, () => metadata(unit)), {
      first: unit.random.between(20, 400),
    })
  },
  source:
    'ISO/IEEE 11073-20702 and DPWS 1.1: ThisModel and ThisDevice name maker, model, firmware and serial number',
}

function* metadata(unit: Unit): Script {
  const device = describe(unit)
  const asked = `urn:uuid:${uuid(unit, 7)}`
  const headers = { 'Content-Type': 'application/soap+xml' }
  const host = `${unit.ip}:${PORT}`
  yield ask(
    http.request({
      method: 'POST',
      target: `/${device.endpoint.slice(9)}`,
      headers: { Host: host, ...headers },
      body: sdc.getMetadata(device, asked),
    }),
  )
  yield answer(
    http.response({ status: 200, headers, body: sdc.metadata(device, `urn:uuid:${uuid(unit, 8)}`, asked) }),
    0.03,
  )
}

const uuid = (unit: Unit, n: number): string =>
  `00000000-0000-4000-8000-${hash(unit.mac, n).toString(16).padStart(12, '0')}`

const describe = (unit: Unit): sdc.Device => ({
  endpoint: `urn:uuid:${uuid(unit, 0)}`,
  url: `http://${unit.ip}:${PORT}/${uuid(unit, 0)}`,
  place: {
    facility: 'MERCY',
    unit: unit.place.ward ?? 'ICU',
    ...(unit.place.bed === null ? {} : { bed: unit.place.bed }),
  },
  kind: 70_001,
  manufacturer: 'Drägerwerk AG & Co. KGaA',
  model: 'Evita V600',
  friendlyName: 'Evita V600',
  firmware: unit.version,
  serial: unit.serial ?? '',
})
