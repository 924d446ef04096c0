/** The attributes of a monitor as a system: who made it, which one it is, where it stands. */
import { Cursor } from '../../wire/cursor.ts'
import { cleanText } from '../../wire/text.ts'
import { deviceIp, deviceMac } from '../addresses.ts'
import {
  ATTRIBUTE,
  type Attribute,
  nomenclatureCode,
  productionSpecification,
  type Specification,
  systemId,
  systemModel,
} from '../mder.ts'
import type { DatagramReport } from '../protocol.ts'

/** Attributes of Philips' own: network address, protocols with their ports, bed label of a connect indication. */
const NETWORK_ADDRESS = 0xf100
const PROTOCOLS = 0xf101
const ANNOUNCED_BED_LABEL = 0xf135

/** Bits of the operating mode. */
const MODES: readonly (readonly [bit: number, name: string])[] = [
  [0x4000, 'monitoring'],
  [0x2000, 'demo'],
  [0x1000, 'service'],
  [0x0002, 'standby'],
  [0x0001, 'configuration'],
]
/** Components of a production specification that stand for the whole monitor: none given, product, software. */
const WHOLE: readonly number[] = [0, 0x08, 0x58]
/** Application protocol "data out" in the protocol support attribute. */
const DATA_OUT = 5
const MOST_PROTOCOLS = 8
const utf16be = new TextDecoder('utf-16be')

export function reportSystem(attributes: readonly Attribute[], to: DatagramReport): void {
  for (const [id, value] of attributes) READERS[id]?.(value, to)
}

const READERS: Readonly<Record<number, (value: Uint8Array, to: DatagramReport) => void>> = {
  [ATTRIBUTE.model](value, to) {
    const { manufacturer, model } = systemModel(value)
    to.observe('sender', 'intellivue.manufacturer', manufacturer)
    to.observe('sender', 'intellivue.model', model)
  },
  [ATTRIBUTE.systemId]: (value, to) => to.observe('sender', 'intellivue.system-id', systemId(value)),
  [ATTRIBUTE.systemType](value, to) {
    const c = new Cursor(value)
    const code = nomenclatureCode(c.u16(), c.u16())
    if (!c.missing) to.observe('sender', 'intellivue.system-type', code)
  },
  [ATTRIBUTE.operatingMode](value, to) {
    const bits = new Cursor(value).u16()
    for (const [bit, name] of MODES) if (bits & bit) to.observe('sender', 'intellivue.operating-mode', name)
  },
  [ATTRIBUTE.bedLabel]: reportBedLabel,
  [ANNOUNCED_BED_LABEL]: reportBedLabel,
  [ATTRIBUTE.productionSpecification]: reportSpecification,
  [NETWORK_ADDRESS]: reportAddress,
  [PROTOCOLS]: reportProtocols,
}

/** Length in octets, then UTF-16. */
function reportBedLabel(value: Uint8Array, to: DatagramReport): void {
  const c = new Cursor(value)
  to.observe('sender', 'intellivue.bed-label', cleanText(utf16be.decode(c.view(c.u16() & ~1))))
}

const SPECIFIED: Readonly<Partial<Record<Specification, `intellivue.${string}`>>> = {
  'serial-number': 'intellivue.serial-number',
  'part-number': 'intellivue.part-number',
  'hardware-revision': 'intellivue.hardware-revision',
  'software-revision': 'intellivue.software-revision',
  'firmware-revision': 'intellivue.firmware-revision',
}

function reportSpecification(value: Uint8Array, to: DatagramReport): void {
  for (const { kind, component, text } of productionSpecification(value)) {
    const field = SPECIFIED[kind]
    if (field !== undefined && WHOLE.includes(component)) to.observe('sender', field, text)
  }
}

/** MAC, IPv4 address, mask. The pair is the monitor's own word, where it sends from that address. */
function reportAddress(value: Uint8Array, to: DatagramReport): void {
  const mac = deviceMac(value.subarray(0, 6))
  const ip = deviceIp(value.subarray(6, 10))
  to.observe('sender', 'intellivue.mac', mac)
  if (mac !== null && ip !== null && ip === to.sender.ip) to.binding(mac, ip)
}

/** Count, length, then application protocol, transport, port and options of each. */
function reportProtocols(value: Uint8Array, to: DatagramReport): void {
  const c = new Cursor(value)
  const count = Math.min(c.u16(), MOST_PROTOCOLS)
  c.u16()
  for (let i = 0; i < count; i++) {
    const application = c.u16()
    c.u16()
    const port = c.u16()
    c.u16()
    if (!c.missing && application === DATA_OUT) to.observe('sender', 'intellivue.data-port', port)
  }
}
