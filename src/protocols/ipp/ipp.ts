/**
 * Internet Printing Protocol (RFC 8010, 8011) in the bodies of HTTP, port 631 or any: what a printer says of its
 * make, model, firmware, serial number and place. Names of jobs and users, and documents, are never read.
 */
import { readDeviceId } from '../bjnp/device-id.ts'
import type { Protocol, Report, StreamSide } from '../protocol.ts'
import { ippFields } from './fields.ts'
import { type Attributes, PRINTER_GROUP, readIppGroups, readIppHead } from './message.ts'
import { OPERATIONS } from './operations.ts'

/** Printers that one answer describes; only a print server describes several. */
const MOST_PRINTERS = 16

type To = Report<StreamSide>
type Field = keyof typeof ippFields

export const ipp = {
  name: 'ipp',
  title: 'Internet Printing Protocol (RFC 8010, RFC 8011) over HTTP',
  fields: ippFields,
  payload: {
    name: 'ipp',
    mediaTypes: ['application/ipp'],
    most: { request: 512, response: 49_152 },
    read,
  },
} satisfies Protocol & { payload: unknown }

function read(body: Uint8Array, from: StreamSide, to: To): boolean {
  const head = readIppHead(body)
  if (head === null) return false
  if (from === 'client') {
    const operation = OPERATIONS[head.code] ?? `0x${head.code.toString(16).padStart(4, '0')}`
    to.observe('client', 'ipp.operation', operation)
    return true
  }
  for (const printer of readIppGroups(body, PRINTER_GROUP, MOST_PRINTERS)) reportPrinter(printer, to)
  return true
}

/** Attributes taken over as they are. */
const PLAIN: readonly (readonly [string, Field])[] = [
  ['printer-make-and-model', 'ipp.make-and-model'],
  ['printer-firmware-name', 'ipp.firmware-name'],
  ['printer-firmware-string-version', 'ipp.firmware-version'],
  ['printer-serial-number', 'ipp.serial-number'],
  ['printer-location', 'ipp.location'],
  ['mopria-certified', 'ipp.mopria'],
]
const LISTS: readonly (readonly [string, Field])[] = [
  ['ipp-versions-supported', 'ipp.versions'],
  ['document-format-supported', 'ipp.document-formats'],
  ['uri-authentication-supported', 'ipp.authentication'],
  ['uri-security-supported', 'ipp.security'],
]
const NAMES = ['printer-info', 'printer-name', 'printer-dns-sd-name']

function reportPrinter(printer: Attributes, to: To): void {
  const text = (name: string): string | null => printer.get(name)?.[0] ?? null
  if (isQueue(printer)) {
    to.observe('server', 'ipp.queue', text('printer-make-and-model'))
    to.observe('server', 'ipp.cups-version', text('cups-version'))
    return
  }
  for (const [name, field] of PLAIN) to.observe('server', field, text(name))
  for (const [name, field] of LISTS) to.observe('server', field, [...new Set(printer.get(name))].join(','))
  to.observe('server', 'ipp.uuid', text('printer-uuid')?.replace(/^urn:uuid:/i, '') ?? null)
  for (const name of NAMES) if (printer.has(name)) to.match('server', 'ipp.info', text(name) ?? '')
  const id = readDeviceId(text('printer-device-id') ?? '')
  to.observe('server', 'ipp.manufacturer', id.manufacturer)
  to.observe('server', 'ipp.model', id.model)
  to.observe('server', 'ipp.description', id.description)
  to.observe('server', 'ipp.device-version', id.version)
  to.observe('server', 'ipp.serial-number', id.serialNumber)
}

/** CUPS describes the queues it shares: their model is the driver's, and what it says is of no device at this address. */
const isQueue = (printer: Attributes): boolean =>
  printer.has('printer-type') || printer.has('cups-version') || printer.has('device-uri')
