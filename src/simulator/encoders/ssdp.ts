/** SSDP and UPnP descriptions (UPnP Device Architecture 1.1): UDP 1900 to 239.255.255.250. */
import { bytes, xmlText } from './bytes.ts'

export interface Announcement {
  /** `upnp:rootdevice`, `urn:schemas-upnp-org:device:Basic:1` ... */
  readonly target: string
  /** `uuid:...` */
  readonly uuid: string
  /** URL of the description. */
  readonly location: string
  /** `OS/version UPnP/1.1 product/version`. */
  readonly server: string
}

const usn = (a: Announcement): string => (a.target === a.uuid ? a.uuid : `${a.uuid}::${a.target}`)

/** ssdp:alive, unasked. */
export const alive = (a: Announcement): Uint8Array =>
  bytes(
    'NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nCACHE-CONTROL: max-age=1800\r\n',
    `LOCATION: ${a.location}\r\nNT: ${a.target}\r\nNTS: ssdp:alive\r\nSERVER: ${a.server}\r\nUSN: ${usn(a)}\r\n\r\n`,
  )

/** ssdp:byebye. */
export const byebye = (a: Announcement): Uint8Array =>
  bytes(
    'NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\n',
    `NT: ${a.target}\r\nNTS: ssdp:byebye\r\nUSN: ${usn(a)}\r\n\r\n`,
  )

/** M-SEARCH of a control point. */
export const search = (target = 'ssdp:all', userAgent?: string): Uint8Array =>
  bytes(
    'M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nMX: 3\r\n',
    `ST: ${target}\r\n${userAgent === undefined ? '' : `USER-AGENT: ${userAgent}\r\n`}\r\n`,
  )

/** The answer to a search, by unicast. */
export const found = (a: Announcement): Uint8Array =>
  bytes(
    'HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=1800\r\nEXT:\r\n',
    `LOCATION: ${a.location}\r\nSERVER: ${a.server}\r\nST: ${a.target}\r\nUSN: ${usn(a)}\r\n\r\n`,
  )

export interface Description {
  readonly type: string
  readonly friendlyName: string
  readonly manufacturer: string
  readonly model: string
  readonly modelNumber?: string
  readonly serial?: string
  readonly uuid: string
}

/** The description at `location`: the body of an HTTP response. */
export function description(d: Description): Uint8Array {
  const member = (name: string, text: string | undefined) =>
    text === undefined ? '' : `<${name}>${xmlText(text)}</${name}>`
  return bytes(
    '<?xml version="1.0"?><root xmlns="urn:schemas-upnp-org:device-1-0"><specVersion><major>1</major><minor>1</minor></specVersion><device>',
    member('deviceType', d.type),
    member('friendlyName', d.friendlyName),
    member('manufacturer', d.manufacturer),
    member('modelName', d.model),
    member('modelNumber', d.modelNumber),
    member('serialNumber', d.serial),
    member('UDN', d.uuid),
    '</device></root>',
  )
}
