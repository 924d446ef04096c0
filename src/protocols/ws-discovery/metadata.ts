/**
 * Device metadata of the Devices Profile for Web Services (DPWS 1.1 section 5): the answer to a metadata
 * request, which names maker, model, firmware and serial number. Whoever sees it transferred reads it here.
 */
import type { FieldName, FieldTable } from '../../model/observation.ts'
import { cleanText } from '../../wire/text.ts'
import { childText, findElement, readXml, type XmlElement } from '../../wire/xml.ts'
import type { About, Report } from '../protocol.ts'

/** Fields of the metadata, for whoever sees it transferred. */
export const dpwsFields = {
  'ws-discovery.computer': { label: 'Windows computer with workgroup or domain (MS-PBSD)' },
  'ws-discovery.manufacturer': { label: 'Manufacturer (DPWS ThisModel)' },
  'ws-discovery.model-name': { label: 'Model name (DPWS ThisModel)' },
  'ws-discovery.model-number': { label: 'Model number (DPWS ThisModel)' },
  'ws-discovery.firmware-version': { label: 'Firmware version (DPWS ThisDevice)' },
  'ws-discovery.serial-number': { label: 'Serial number (DPWS ThisDevice)' },
} as const satisfies FieldTable

/** As the document spells them; `null` where it is silent. */
export interface DpwsMetadata {
  readonly manufacturer: string | null
  readonly modelName: string | null
  readonly modelNumber: string | null
  /** Chosen by people: may hold a person's name. */
  readonly friendlyName: string | null
  readonly firmwareVersion: string | null
  readonly serialNumber: string | null
  /** `NAME/Workgroup:GROUP` or `NAME/Domain:DOMAIN` of a Windows host ([MS-PBSD] section 2.2.1). */
  readonly computer: string | null
}

/** Characters of a document that are read. */
const MOST_CHARACTERS = 131_072

/** Reads metadata; `null` when the text holds neither ThisModel, ThisDevice nor Computer. */
export function readDpwsMetadata(xml: string): DpwsMetadata | null {
  if (!/ThisModel|ThisDevice|Computer/.test(xml.slice(0, MOST_CHARACTERS))) return null
  const root = readXml(xml.slice(0, MOST_CHARACTERS))
  return root && metadataIn(root)
}

/** The same from a document that has been read. */
export function metadataIn(root: XmlElement): DpwsMetadata | null {
  const model = findElement(root, 'ThisModel')
  const device = findElement(root, 'ThisDevice')
  const computer = cleanText(findElement(root, 'Computer')?.text ?? '')
  if (model === null && device === null && computer === null) return null
  const text = (element: XmlElement | null, name: string): string | null =>
    element && cleanText(childText(element, name) ?? '')
  return {
    manufacturer: text(model, 'Manufacturer'),
    modelName: text(model, 'ModelName'),
    modelNumber: text(model, 'ModelNumber'),
    friendlyName: text(device, 'FriendlyName'),
    firmwareVersion: text(device, 'FirmwareVersion'),
    serialNumber: text(device, 'SerialNumber'),
    computer,
  }
}

/** States metadata about the device that gave it. The friendly name is not kept: it may be a person's. */
export function reportDpwsMetadata<P extends string>(
  found: DpwsMetadata,
  about: About<P>,
  to: Report<P>,
): void {
  const facts: [FieldName, string | null][] = [
    ['ws-discovery.computer', found.computer],
    ['ws-discovery.manufacturer', found.manufacturer],
    ['ws-discovery.model-name', found.modelName],
    ['ws-discovery.model-number', found.modelNumber],
    ['ws-discovery.firmware-version', found.firmwareVersion],
    ['ws-discovery.serial-number', found.serialNumber],
  ]
  for (const [field, value] of facts) to.observe(about, field, value)
}
