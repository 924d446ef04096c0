/** ONVIF device management (Core Specification section 8): bodies of HTTP POST to `/onvif/device_service`. */
import { element, envelope } from './soap.ts'

const DEVICE = 'http://www.onvif.org/ver10/device/wsdl'

export interface Camera {
  readonly manufacturer: string
  readonly model: string
  readonly firmware: string
  readonly serial: string
  readonly hardware: string
}

const wrap = (action: string, messageId: string, body: string): Uint8Array =>
  envelope({ edition: '2009', action: `${DEVICE}/${action}`, messageId, prefixes: { tds: DEVICE }, body })

/** What are you? */
export const getDeviceInformation = (messageId: string): Uint8Array =>
  wrap('GetDeviceInformation', messageId, '<tds:GetDeviceInformation/>')

/** The camera's answer. */
export const deviceInformation = (messageId: string, c: Camera): Uint8Array =>
  wrap(
    'GetDeviceInformationResponse',
    messageId,
    `<tds:GetDeviceInformationResponse>${[
      element('tds:Manufacturer', c.manufacturer),
      element('tds:Model', c.model),
      element('tds:FirmwareVersion', c.firmware),
      element('tds:SerialNumber', c.serial),
      element('tds:HardwareId', c.hardware),
    ].join('')}</tds:GetDeviceInformationResponse>`,
  )
