/** What the variables of a response or trap tell about the device that sent them. */
import type { FieldTable } from '../../model/observation.ts'
import { BER_OCTETS, BER_OID, Ber } from '../../wire/ber.ts'
import { deviceIp, deviceMac } from '../addresses.ts'
import { printable } from '../printable.ts'
import type { About, DatagramReport } from '../protocol.ts'
import { IP_ADDRESS, TIME_TICKS, type Variable } from './message.ts'
import { ENTITY, ENTITY_COLUMN, type Kind, OBJECTS } from './objects.ts'

export const objectFields = {
  'snmp.sys-descr': { label: 'sysDescr (RFC 3418)' },
  'snmp.sys-object-id': { label: "sysObjectID: the vendor's own identifier of the product" },
  'snmp.sys-contact': { label: 'sysContact is filled in (its text may name a person)' },
  'snmp.sys-name': { label: 'sysName: administrative name, often the host name' },
  'snmp.sys-location': { label: 'sysLocation' },
  'snmp.sys-services': { label: 'sysServices: sum of 2^(layer-1) served' },
  'snmp.boot-time': { label: 'Start of the agent by sysUpTime or engine time, to ten minutes' },
  'snmp.ip-forwarding': { label: 'ipForwarding: 1 forwards (RFC 4293)' },
  'snmp.if-phys-address': { label: 'ifPhysAddress: MAC of an interface (RFC 2863)' },
  'snmp.bridge-address': { label: 'dot1dBaseBridgeAddress (RFC 4188)' },
  'snmp.device-descr': { label: 'hrDeviceDescr: a device of the host; the printer on printers (RFC 2790)' },
  'snmp.printer-name': { label: 'prtGeneralPrinterName (RFC 3805)' },
  'snmp.printer-serial': { label: 'prtGeneralSerialNumber (RFC 3805)' },
  'snmp.device-id': { label: 'IEEE 1284 device id of a printer' },
  'snmp.ups-manufacturer': { label: 'upsIdentManufacturer (RFC 1628)' },
  'snmp.ups-model': { label: 'upsIdentModel (RFC 1628)' },
  'snmp.ups-software': { label: 'upsIdentUPSSoftwareVersion (RFC 1628)' },
  'snmp.ups-agent-software': { label: 'upsIdentAgentSoftwareVersion (RFC 1628)' },
  'snmp.ups-name': { label: 'upsIdentName (RFC 1628)' },
  'snmp.lldp-chassis': { label: 'lldpLocChassisId (IEEE 802.1AB)' },
  'snmp.lldp-name': { label: 'lldpLocSysName (IEEE 802.1AB)' },
  'snmp.lldp-descr': { label: 'lldpLocSysDesc (IEEE 802.1AB)' },
  'snmp.agent-version': { label: 'Version of the agent software (UCD-SNMP-MIB versionTag)' },
  'snmp.vendor-model': { label: "Model in the vendor's MIB" },
  'snmp.vendor-serial': { label: "Serial number in the vendor's MIB" },
  'snmp.vendor-firmware': { label: "Firmware or software version in the vendor's MIB" },
  'snmp.vendor-hardware': { label: "Hardware version in the vendor's MIB" },
  'snmp.mib-enterprise': { label: 'Enterprise number of a MIB the agent has objects of' },
  'snmp.entity-descr': { label: 'entPhysicalDescr of the whole (RFC 6933)' },
  'snmp.entity-name': { label: 'entPhysicalName of the whole' },
  'snmp.entity-hardware': { label: 'entPhysicalHardwareRev of the whole' },
  'snmp.entity-firmware': { label: 'entPhysicalFirmwareRev of the whole' },
  'snmp.entity-software': { label: 'entPhysicalSoftwareRev of the whole' },
  'snmp.entity-serial': { label: 'entPhysicalSerialNum of the whole' },
  'snmp.entity-manufacturer': { label: 'entPhysicalMfgName of the whole' },
  'snmp.entity-model': { label: 'entPhysicalModelName of the whole' },
  'snmp.part-descr': { label: 'entPhysicalDescr of a part' },
  'snmp.part-serial': { label: 'entPhysicalSerialNum of a part' },
  'snmp.part-model': { label: 'entPhysicalModelName of a part' },
  'snmp.part-firmware': { label: 'entPhysicalFirmwareRev of a part' },
} as const satisfies FieldTable

type ObjectFact = keyof typeof objectFields

/** Instances under which agents keep the chassis: the first, that of a Cisco router, a Nexus, a stacked Catalyst. */
const CHASSIS = ['0', '1', '10', '149', '1001']
/** Facts of parts that are told of one message at most. */
const MAX_PARTS = 24
const PARTS = ['descr', 'serial', 'model', 'firmware']

const SYS_UP_TIME = '1.3.6.1.2.1.1.3.0'
const ENTERPRISES = '1.3.6.1.4.1.'

/** Reports what `variables` say about the agent that holds them. */
export function reportVariables(
  variables: readonly Variable[],
  about: About<'sender' | 'receiver'>,
  to: DatagramReport,
): void {
  const self = about === 'sender'
  const enterprises = new Set<string>()
  let parts = 0
  const tell = (field: ObjectFact, value: string | number | null) => to.observe(about, field, value, self)
  for (const variable of variables) {
    const { oid, tag, value } = variable
    const dot = oid.lastIndexOf('.')
    const column = oid.slice(0, dot)
    if (oid.startsWith(ENTERPRISES)) enterprises.add(oid.slice(ENTERPRISES.length).split('.', 1)[0]!)
    const object = OBJECTS.get(column)
    if (object !== undefined) tell(object[0], read(variable, object[1]))
    else if (oid === SYS_UP_TIME && tag === TIME_TICKS)
      tell('snmp.boot-time', bootTime(to.at, unsigned(value) / 100))
    else if (column.startsWith(ENTITY_COLUMN) && tag === BER_OCTETS) {
      const what = ENTITY[column.slice(ENTITY_COLUMN.length)]
      if (what === undefined) continue
      if (CHASSIS.includes(oid.slice(dot + 1))) tell(`snmp.entity-${what}` as ObjectFact, text(value))
      else if (PARTS.includes(what) && parts++ < MAX_PARTS)
        tell(`snmp.part-${what}` as ObjectFact, text(value))
    }
  }
  for (const enterprise of enterprises) tell('snmp.mib-enterprise', enterprise)
}

/** When something began that has lasted `seconds`, to ten minutes: so it stays one fact however often it is asked. */
export function bootTime(at: number, seconds: number): string | null {
  const time = Math.round((at - seconds) / 600) * 600_000
  return Number.isFinite(time) && time > 0 && time < 8.64e15
    ? new Date(time).toISOString().replace(':00.000', '')
    : null
}

/** The address in a value of type IpAddress, if it can be a host's. */
export const addressOf = ({ tag, value }: Variable) => (tag === IP_ADDRESS ? deviceIp(value) : null)

/** A value that is an object identifier, dotted. */
export function oidOf({ tag, value }: Variable): string | null {
  if (tag !== BER_OID) return null
  const whole = new Ber(Uint8Array.from([BER_OID, value.length, ...value]))
  return value.length < 128 && whole.next() ? whole.oid() : null
}

function read(variable: Variable, kind: Kind): string | number | null {
  const { tag, value } = variable
  if (kind === 'oid') return oidOf(variable)
  if (kind === 'number') return tag === 2 && value.length <= 4 ? unsigned(value) : null
  if (tag !== BER_OCTETS) return null
  if (kind === 'set') return value.length > 0 ? 'filled in' : null
  return kind === 'mac' ? deviceMac(value) : text(value)
}

/** Some agents put control characters before the text (symbol sets of printers); a MAC may stand in for text. */
function text(value: Uint8Array): string | null {
  let start = 0
  while (start < value.length && value[start]! < 0x20) start++
  return printable(value.subarray(start)) ?? (value.length === 6 ? deviceMac(value) : null)
}

/** Octets as an unsigned number; agents differ in whether they put a zero before the highest bit. */
const unsigned = (value: Uint8Array): number => value.subarray(-5).reduce((n, octet) => n * 256 + octet, 0)
