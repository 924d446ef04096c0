/** RTSP 1.0 (RFC 2326): TCP 554. */
import { bytes } from './bytes.ts'

export type Headers = Readonly<Record<string, string>>

const fields = (headers: Headers): string =>
  Object.entries(headers)
    .map(([k, v]) => `${k}: ${v}\r\n`)
    .join('')

/** OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN of a URL. */
export const request = (method: string, url: string, sequence: number, headers: Headers = {}): Uint8Array =>
  bytes(`${method} ${url} RTSP/1.0\r\nCSeq: ${sequence}\r\n${fields(headers)}\r\n`)

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  401: 'Unauthorized',
  404: 'Not Found',
  454: 'Session Not Found',
}

export function response(status: number, sequence: number, headers: Headers = {}, body = ''): Uint8Array {
  const length: Headers =
    body === ''
      ? {}
      : { 'Content-Type': 'application/sdp', 'Content-Length': String(Buffer.byteLength(body)) }
  return bytes(
    `RTSP/1.0 ${status} ${REASONS[status] ?? 'Unknown'}\r\nCSeq: ${sequence}\r\n${fields({ ...headers, ...length })}\r\n`,
    body,
  )
}

/** The description of one video track, H.264 with payload type 96. */
export const description = (address: string, title: string): string =>
  [
    'v=0',
    `o=- 1 1 IN IP4 ${address}`,
    `s=${title}`,
    'c=IN IP4 0.0.0.0',
    't=0 0',
    'm=video 0 RTP/AVP 96',
    'a=rtpmap:96 H264/90000',
    'a=control:track1',
    '',
  ].join('\r\n')

/** A packet of the media inside the connection (RFC 2326 section 10.12). */
export const interleaved = (channel: number, packet: Uint8Array): Uint8Array =>
  bytes(0x24, channel, packet.length >> 8, packet.length & 255, packet)
