/**
 * Medical devices' web services (IEEE 11073 SDC: -20702 MDPWS, -10207 BICEPS) where they run over HTTP in clear: the
 * device's metadata, its description down to the virtual devices in it, and the place it stands at. Measured values,
 * alarms, and every context but the location (patient, encounter, operator) are not read.
 */
import { decodeText } from '../../wire/lines.ts'
import { readXml, type XmlElement } from '../../wire/xml.ts'
import type { Protocol, Report, StreamSide } from '../protocol.ts'
import { metadataIn } from '../ws-discovery/metadata.ts'
import { reportDescription } from './description.ts'
import { sdcFields } from './fields.ts'
import { reportLocations } from './location.ts'

/** Octets in which the envelope and a namespace of SDC must show. */
const HEAD = 4096
/** Namespaces of MDPWS, of the participant and message models, and of the glue (IEEE 11073-20701). */
const NAMESPACE = /standards\.ieee\.org\/downloads\/11073\/11073-(?:20702|10207|20701)-/
/** A description of some hundred metrics; the device's own part stands at its beginning. */
const MOST_OCTETS = 131_072

type To = Report<StreamSide>

export const sdc = {
  name: 'sdc',
  title: 'IEEE 11073 SDC (MDPWS, BICEPS) over HTTP',
  fields: sdcFields,
  payload: {
    name: 'sdc',
    mediaTypes: ['application/soap+xml', 'text/xml', 'application/xml'],
    most: { request: 8192, response: MOST_OCTETS },
    read,
  },
} satisfies Protocol & { payload: unknown }

function read(body: Uint8Array, from: StreamSide, to: To): boolean {
  const head = decodeText(body.subarray(0, HEAD))
  if (!head.includes('Envelope') || !NAMESPACE.test(head)) return false
  const root = readXml(decodeText(body.subarray(0, MOST_OCTETS)))
  const content = root?.children.find(({ name }) => name === 'Body')
  if (root === null || content === undefined) return false
  const message = content.children[0]
  if (message === undefined) return true
  to.observe(from, 'sdc.message', /^\w{1,60}$/.exec(message.name)?.[0] ?? null)
  if (from === 'server') reportAnswer(message, to)
  return true
}

function reportAnswer(message: XmlElement, to: To): void {
  reportMetadata(message, to)
  reportDescription(message, to)
  reportLocations(message, to)
}

/** ThisModel and ThisDevice of a metadata answer (DPWS 1.1 section 5). */
function reportMetadata(message: XmlElement, to: To): void {
  const found = metadataIn(message)
  if (found === null) return
  to.observe('server', 'sdc.manufacturer', found.manufacturer)
  to.observe('server', 'sdc.model-name', found.modelName)
  to.observe('server', 'sdc.model-number', found.modelNumber)
  to.observe('server', 'sdc.friendly-name', found.friendlyName)
  to.observe('server', 'sdc.firmware-version', found.firmwareVersion)
  to.observe('server', 'sdc.serial-number', found.serialNumber)
}
