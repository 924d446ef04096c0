/** The hello message HEL.R01 (POCT01-A2 annex B): a device's description of itself. */
import { cleanText } from '../../wire/text.ts'
import { findElement, readXml, type XmlElement } from '../../wire/xml.ts'

export interface Hello {
  /** What tells the device apart from others of the same connection. */
  readonly key: string
  readonly deviceId: string | null
  readonly vendorId: string | null
  readonly modelId: string | null
  readonly serialId: string | null
  readonly manufacturer: string | null
  readonly hardwareVersion: string | null
  readonly softwareVersion: string | null
  readonly deviceName: string | null
  readonly version: string | null
  readonly profile: string | null
}

/** Reads a hello; `null` when it is none, or names no device. */
export function readHello(xml: string): Hello | null {
  const root = readXml(xml)
  if (root?.name !== 'HEL.R01') return null
  const device = findElement(root, 'DEV')
  if (device === null) return null
  const value = (name: string, within: XmlElement = device): string | null =>
    cleanText(findElement(within, name)?.attribute('V') ?? '')
  const known = {
    deviceId: value('DEV.device_id'),
    vendorId: value('DEV.vendor_id'),
    modelId: value('DEV.model_id'),
    serialId: value('DEV.serial_id'),
    manufacturer: value('DEV.manufacturer_name'),
    hardwareVersion: value('DEV.hw_version'),
    softwareVersion: value('DEV.sw_version'),
    deviceName: value('DEV.device_name'),
  }
  const key = keyOf(known.serialId, known.deviceId, known.modelId ?? known.deviceName)
  if (key === null) return null
  return {
    ...known,
    key,
    version: value('HDR.version_id', root),
    profile: value('DCP.connection_profile_cd', root) ?? value('DSC.connection_profile_cd', root),
  }
}

function keyOf(serial: string | null, id: string | null, model: string | null): string | null {
  const octets = id?.replace(/[:-]/g, '').toLowerCase() ?? ''
  if (/^[0-9a-f]{16}$/.test(octets)) return `eui64:${octets}`
  if (serial !== null) return `serial:${serial}`
  const name = id ?? model
  return name === null ? null : `model:${name}`
}
