/**
 * UPnP device descriptions (UPnP Device Architecture 2.0 section 2.3): the XML that LOCATION points to, which
 * names maker, model, version and serial number. Whoever sees the document transferred reads it here.
 */
import { cleanText } from '../../wire/text.ts'
import { childText, findElement, readXml, type XmlElement } from '../../wire/xml.ts'

/** As the document spells them; `null` where it is silent. Embedded devices are listed, too, at most 16 in all. */
export interface DeviceDescription {
  /** `urn:schemas-upnp-org:device:MediaRenderer:1` */
  readonly deviceType: string | null
  /** Chosen by people: may hold a person's name. */
  readonly friendlyName: string | null
  readonly manufacturer: string | null
  readonly modelName: string | null
  readonly modelNumber: string | null
  readonly modelDescription: string | null
  readonly serialNumber: string | null
  /** Without `uuid:`. */
  readonly udn: string | null
  readonly upc: string | null
  /** Version elements that vendors add: `firmwareVersion`, `softwareVersion`, `hardwareVersion`, `swGen` ... */
  readonly firmwareVersion: string | null
  readonly hardwareVersion: string | null
  /** Device types of the devices within, outermost first. */
  readonly embeddedTypes: readonly string[]
}

/** Characters of a document that are read; real ones have 1 to 20 KiB. */
const MOST_CHARACTERS = 131_072
const MOST_EMBEDDED = 15

const FIRMWARE = ['firmwareVersion', 'softwareVersion', 'firmware', 'swVersion', 'X_firmwareVersion']
const HARDWARE = ['hardwareVersion', 'hwVersion', 'X_hardwareVersion']

/** Reads a description; `null` when the text holds no UPnP device. Cut documents give what stands before the cut. */
export function readDeviceDescription(xml: string): DeviceDescription | null {
  if (!/<([\w-]{1,32}:)?root[\s>]/i.test(xml.slice(0, 2048))) return null
  const root = readXml(xml.slice(0, MOST_CHARACTERS))
  const device = root && findElement(root, 'device')
  if (device === null) return null
  const text = (name: string): string | null => cleanText(childText(device, name) ?? '')
  return {
    deviceType: text('deviceType'),
    friendlyName: text('friendlyName'),
    manufacturer: text('manufacturer'),
    modelName: text('modelName'),
    modelNumber: text('modelNumber'),
    modelDescription: text('modelDescription'),
    serialNumber: text('serialNumber'),
    udn: text('UDN')?.replace(/^uuid:/i, '') ?? null,
    upc: text('UPC'),
    firmwareVersion: first(FIRMWARE, text),
    hardwareVersion: first(HARDWARE, text),
    embeddedTypes: embeddedTypes(device).slice(0, MOST_EMBEDDED),
  }
}

function first(names: readonly string[], text: (name: string) => string | null): string | null {
  for (const name of names) {
    const found = text(name)
    if (found !== null) return found
  }
  return null
}

/** Devices nest in `deviceList`; depth is bounded by the XML reader. */
function embeddedTypes(device: XmlElement): string[] {
  return device.children
    .filter(({ name }) => name === 'deviceList')
    .flatMap((list) => list.children.filter(({ name }) => name === 'device'))
    .flatMap((inner) => [cleanText(childText(inner, 'deviceType') ?? ''), ...embeddedTypes(inner)])
    .filter((type) => type !== null)
}
