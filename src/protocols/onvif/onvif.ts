/**
 * ONVIF web services (ONVIF Core Specification): SOAP over HTTP, in which a camera or recorder tells its maker,
 * model, firmware, serial number and scopes, and clients show how they authenticate.
 */
import { isGroupMac, parseMac } from '../../model/mac.ts'
import { decodeText } from '../../wire/lines.ts'
import { childText, findElement, readXml, type XmlElement } from '../../wire/xml.ts'
import type { Protocol, Report, StreamSide } from '../protocol.ts'
import { readScope } from '../ws-discovery/scopes.ts'
import { onvifFields } from './fields.ts'

/** Octets in which the envelope and a namespace of ONVIF must show. */
const HEAD = 4096
/** Scopes, services and interfaces of one answer. */
const MOST = 32
/** Namespaces of services and of the schema (ONVIF Core Specification section 4.5). */
const NAMESPACE = /^http:\/\/www\.onvif\.org\/ver\d\d\/([\w/.-]{1,60})/

type To = Report<StreamSide>

export const onvif = {
  name: 'onvif',
  title: 'ONVIF device management (ONVIF Core Specification) over HTTP',
  fields: onvifFields,
  payload: {
    name: 'onvif',
    mediaTypes: ['application/soap+xml', 'text/xml', 'application/xml'],
    most: { request: 8192, response: 32_768 },
    read,
  },
} satisfies Protocol & { payload: unknown }

function read(body: Uint8Array, from: StreamSide, to: To): boolean {
  const head = decodeText(body.subarray(0, HEAD))
  if (!head.includes('Envelope') || !head.includes('www.onvif.org/')) return false
  const root = readXml(decodeText(body))
  const message = root?.children.find(({ name }) => name === 'Body')?.children[0]
  if (root === null || message === undefined || !NAMESPACE.test(message.namespace)) return false
  if (from === 'client') reportRequest(root, message, to)
  else ANSWERS[message.name]?.(message, to)
  return true
}

function reportRequest(root: XmlElement, message: XmlElement, to: To): void {
  to.observe('client', 'onvif.operation', /^\w{1,60}$/.exec(message.name)?.[0] ?? null)
  const token = findElement(root, 'UsernameToken')
  const password = token?.children.find(({ name }) => name === 'Password')
  if (token === null || password === undefined) return
  // Web Services Security UsernameToken Profile 1.1 section 3.1: without a type it is the password itself.
  const digest = /#PasswordDigest$/.test(password.attribute('Type') ?? '')
  to.observe('server', 'onvif.auth-used', digest ? 'digest' : 'text', false)
  if (!digest && password.text !== '')
    to.credential({ user: childText(token, 'Username'), password: password.text, accepted: null })
}

/** What is read of each answer. */
const ANSWERS: Readonly<Record<string, (message: XmlElement, to: To) => void>> = {
  GetDeviceInformationResponse: reportInformation,
  GetScopesResponse: reportScopes,
  GetServicesResponse: reportServices,
  GetNetworkInterfacesResponse: reportInterfaces,
  GetHostnameResponse: (message, to) =>
    to.observe('server', 'onvif.hostname', findElement(message, 'Name')?.text ?? null),
}

function reportServices(message: XmlElement, to: To): void {
  for (const service of message.children.slice(0, MOST)) {
    const namespace = NAMESPACE.exec(childText(service, 'Namespace') ?? '')
    to.observe('server', 'onvif.service', namespace?.[1] ?? null)
  }
}

function reportInterfaces(message: XmlElement, to: To): void {
  for (const card of message.children.slice(0, MOST))
    to.observe('server', 'onvif.mac', stationMac(findElement(card, 'HwAddress')?.text ?? ''))
}

function reportInformation(message: XmlElement, to: To): void {
  to.observe('server', 'onvif.manufacturer', childText(message, 'Manufacturer'))
  to.observe('server', 'onvif.model', childText(message, 'Model'))
  to.observe('server', 'onvif.firmware-version', childText(message, 'FirmwareVersion'))
  to.observe('server', 'onvif.serial-number', childText(message, 'SerialNumber'))
  to.observe('server', 'onvif.hardware-id', childText(message, 'HardwareId'))
}

function reportScopes(message: XmlElement, to: To): void {
  for (const scope of message.children.slice(0, MOST)) {
    const found = readScope(childText(scope, 'ScopeItem') ?? '')
    if (found !== null) to.observe('server', found.field, found.value)
  }
}

function stationMac(text: string): string | null {
  const mac = text.length > 20 ? null : parseMac(text)
  return mac === null || isGroupMac(mac) || mac === '00:00:00:00:00:00' ? null : mac
}
