/** The descriptive part of a medical data information base (IEEE 11073-10207 annex B): systems and what is in them. */
import { cleanText } from '../../wire/text.ts'
import { childText, findElement, type XmlElement } from '../../wire/xml.ts'
import type { About, Report, StreamSide } from '../protocol.ts'

/** Systems of one description, virtual devices of one system, and entries of a production specification. */
const MOST_SYSTEMS = 16
const MOST_PARTS = 24
const MOST_ENTRIES = 16

type To = Report<StreamSide>
type Who = About<StreamSide>

export function reportDescription(message: XmlElement, to: To): void {
  const description = findElement(message, 'MdDescription')
  const systems = description?.children.filter(({ name }) => name === 'Mds').slice(0, MOST_SYSTEMS) ?? []
  for (const [i, system] of systems.entries()) reportSystem(system, i === 0 ? 'server' : behind(system), to)
}

/** A provider may describe further systems that are connected to it. */
function behind(system: XmlElement): Who {
  const data = own(system, 'MetaData')
  const serial = data && cleanText(childText(data, 'SerialNumber') ?? '')
  const model = data && cleanText(childText(data, 'ModelName') ?? '')
  const device = serial ? `serial:${serial}` : `model:${model ?? ''}@${system.attribute('Handle') ?? ''}`
  return { behind: 'server', device }
}

function reportSystem(system: XmlElement, about: Who, to: To): void {
  to.observe(about, 'sdc.device-code', codeOf(system), true)
  const data = own(system, 'MetaData')
  if (data !== undefined) {
    to.observe(about, 'sdc.manufacturer', childText(data, 'Manufacturer'), true)
    to.observe(about, 'sdc.model-name', childText(data, 'ModelName'), true)
    to.observe(about, 'sdc.model-number', childText(data, 'ModelNumber'), true)
    to.observe(about, 'sdc.serial-number', childText(data, 'SerialNumber'), true)
    const udi = own(data, 'Udi')
    if (udi !== undefined) to.observe(about, 'sdc.udi', childText(udi, 'HumanReadableForm'), true)
  }
  reportSpecification(system, about, to)
  for (const part of system.children.filter(({ name }) => name === 'Vmd').slice(0, MOST_PARTS))
    to.observe(about, 'sdc.part-code', codeOf(part), true)
}

/** MDC_ID_PROD_SPEC terms of IEEE 11073-10101 partition 8. */
const SPECIFIED: Readonly<Record<string, `sdc.${string}`>> = {
  '531972': 'sdc.serial-number',
  '531974': 'sdc.hardware-revision',
  '531975': 'sdc.software-revision',
  '531976': 'sdc.firmware-version',
}

function reportSpecification(system: XmlElement, about: Who, to: To): void {
  const entries = system.children.filter(({ name }) => name === 'ProductionSpecification')
  for (const entry of entries.slice(0, MOST_ENTRIES)) {
    const field = SPECIFIED[own(entry, 'SpecType')?.attribute('Code') ?? '']
    if (field !== undefined) to.observe(about, field, childText(entry, 'ProductionSpec'), true)
  }
}

/** Codes of another coding system than IEEE 11073-10101 are no nomenclature codes. */
function codeOf(element: XmlElement): string | null {
  const type = own(element, 'Type')
  const coding = type?.attribute('CodingSystem') ?? null
  if (type === undefined || (coding !== null && !/1\.2\.840\.10004|11073-10101|11073:10101/.test(coding)))
    return null
  return /^\d{1,7}$/.exec(type.attribute('Code') ?? '')?.[0] ?? null
}

const own = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name)
