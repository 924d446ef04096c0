/**
 * CoAP (RFC 7252) over UDP without DTLS: devices that register with a LightweightM2M server or are asked what they are,
 * Shelly's announcements, and whether something is handed out to anybody. Other resources are not read.
 */
import { textOf } from '../printable.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'
import { isDeviceObject, readDeviceObject } from './device-object.ts'
import { type Message, readMessage } from './message.ts'

export const coap = {
  name: 'coap',
  title: 'Constrained Application Protocol (RFC 7252) and OMA LightweightM2M',
  ports: { udp: [5683] },
  fields: {
    'coap.access': {
      label: 'open where a resource is handed out without a login, login where one is wanted',
      service: true,
    },
    'coap.endpoint': { label: 'Name a device registers with (LightweightM2M, ep)' },
    'coap.lwm2m-version': { label: 'Version of LightweightM2M a device registers with (lwm2m)' },
    'coap.manufacturer': { label: 'Manufacturer (LightweightM2M object 3, resource 0)' },
    'coap.model': { label: 'Model number (LightweightM2M object 3, resource 1)' },
    'coap.serial': { label: 'Serial number (LightweightM2M object 3, resource 2)' },
    'coap.firmware': { label: 'Firmware version (LightweightM2M object 3, resource 3)' },
    'coap.device-type': { label: 'Device type (LightweightM2M object 3, resource 17)' },
    'coap.hardware-version': { label: 'Hardware version (LightweightM2M object 3, resource 18)' },
    'coap.software-version': { label: 'Software version (LightweightM2M object 3, resource 19)' },
    'coap.coiot-device': { label: 'Model of a Shelly device (CoIoT, option 3332, first part)' },
    'coap.resources': {
      label: 'Resources a server lists (/.well-known/core, RFC 6690), as far as they name a known product',
      transient: true,
    },
  },
  datagram: { follow: 'all', probe, observe },
} satisfies Protocol

const PORT = 5683
const POST = 2
const CONTENT = 205
const UNAUTHORIZED = 401
/** Requests of a conversation whose answers are waited for. */
const MAX_WAITING = 32
const MEMORY = 'asked'
/** Longest registration list and link list that is looked at, octets. */
const MAX_LINKS = 512

/** Paths that are documented: discovery, registration, device object, CoIoT. */
const isTelling = ({ path, queries, coiot }: Message): boolean =>
  path.join('/') === '.well-known/core' ||
  (path[0] === 'rd' && queries.some((query) => query.startsWith('ep='))) ||
  (coiot !== '' && path[0] === 'cit')

function probe(payload: Uint8Array, to: DatagramReport): boolean {
  if (payload.length < 4 || payload[0]! >>> 6 !== 1) return false
  const message = readMessage(payload)
  if (message === null) return false
  if (to.sender.port === PORT || to.receiver.port === PORT) return true
  const asked = to.memory.get(MEMORY)
  return (
    message.known &&
    (isTelling(message) || (asked instanceof Map && asked.has(message.key) && message.code >= 200))
  )
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const message = readMessage(payload)
  if (message === null) return
  const known = to.memory.get(MEMORY)
  const asked =
    known instanceof Map ? (known as Map<string, readonly string[]>) : new Map<string, readonly string[]>()
  if (known === undefined) {
    to.memory.set(MEMORY, asked)
    // Who asks first is the client, also where the other asks back.
    if (!to.toMany) to.server(message.code < 100 ? 'receiver' : 'sender')
  }
  if (message.coiot !== '') announces(message.coiot, to)
  if (message.code > 0 && message.code < 100) {
    if (asked.size >= MAX_WAITING) asked.delete(asked.keys().next().value ?? '')
    asked.set(message.key, message.path)
    if (message.code === POST) registers(message, to)
    return
  }
  const path = asked.get(message.key)
  if (path === undefined) return
  asked.delete(message.key)
  answers(path, message, to)
}

function registers({ path, queries }: Message, to: DatagramReport): void {
  if (path[0] !== 'rd') return
  const value = (key: string) =>
    queries.find((query) => query.startsWith(`${key}=`))?.slice(key.length + 1) ?? null
  const endpoint = value('ep')
  if (endpoint === null) return
  to.observe('sender', 'coap.endpoint', endpoint)
  to.observe('sender', 'coap.lwm2m-version', value('lwm2m'))
}

/** SHPLG-S#A1B2C4#2: model, the end of the MAC, version of the protocol. */
function announces(device: string, to: DatagramReport): void {
  const [model, id] = device.split('#')
  if (model !== undefined && id !== undefined && /^[A-Z0-9]{2,}-[A-Z0-9-]+$/.test(model))
    to.observe('sender', 'coap.coiot-device', model)
}

function answers(path: readonly string[], message: Message, to: DatagramReport): void {
  if (message.code === UNAUTHORIZED) to.observe('sender', 'coap.access', 'login')
  if (message.code !== CONTENT) return
  const discovery = path.join('/') === '.well-known/core'
  // What is there is told to everybody; only more than that is access.
  if (!discovery) to.observe('sender', 'coap.access', 'open')
  if (discovery) to.match('sender', 'coap.resources', textOf(message.payload.subarray(0, MAX_LINKS)))
  else if (isDeviceObject(path) && message.block === 0)
    for (const [field, value] of readDeviceObject(path, message.format, message.payload))
      to.observe('sender', field, value)
}
