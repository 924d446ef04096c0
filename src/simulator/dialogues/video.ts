/** RTSP (RFC 2326): a recorder opens a camera's stream; the pictures come inside the same connection. */
import * as rtp from '../encoders/rtp.ts'
import * as rtsp from '../encoders/rtsp.ts'
import { answer, ask, type Script, told } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

export interface RtspTraits {
  readonly server: string
  readonly path: string
  /** `Digest realm="...", nonce="..."`; without it everybody may look. */
  readonly challenge?: string
  readonly title: string
}

export const RTSP = serviceKind<RtspTraits>('rtsp', 'tcp', 554)

/** Watches for `seconds`: so many packets a second, of so many octets. */
export function* watches(
  unit: Unit,
  to: RtspTraits,
  camera: Unit,
  agent: string,
  seconds: number,
  rate = 25,
  size = 1200,
): Script {
  const url = `rtsp://${camera.ip}${to.path}`
  const server = { Server: to.server }
  let n = 1
  yield ask(rtsp.request('OPTIONS', url, n, { 'User-Agent': agent }))
  yield answer(rtsp.response(200, n++, { ...server, Public: 'OPTIONS, DESCRIBE, SETUP, PLAY' }), 0.01)
  if (to.challenge !== undefined) {
    yield ask(rtsp.request('DESCRIBE', url, n, { Accept: 'application/sdp', 'User-Agent': agent }))
    yield answer(rtsp.response(401, n++, { ...server, 'WWW-Authenticate': to.challenge }), 0.01)
  }
  const proof =
    to.challenge === undefined
      ? {}
      : {
          Authorization: `Digest username="view", ${to.challenge.slice(7)}, uri="${url}", response="${'0'.repeat(32)}"`,
        }
  yield ask(rtsp.request('DESCRIBE', url, n, { Accept: 'application/sdp', 'User-Agent': agent, ...proof }))
  yield answer(
    rtsp.response(
      200,
      n++,
      { ...server, 'Content-Type': 'application/sdp' },
      rtsp.description(camera.ip, to.title),
    ),
    0.02,
  )
  yield ask(
    rtsp.request('SETUP', `${url}/trackID=1`, n, {
      Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1',
      ...proof,
    }),
  )
  yield answer(
    rtsp.response(200, n++, {
      ...server,
      Session: '12345678',
      Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1',
    }),
    0.01,
  )
  yield ask(rtsp.request('PLAY', url, n, { Session: '12345678', ...proof }))
  yield answer(rtsp.response(200, n++, { ...server, Session: '12345678' }), 0.01)
  yield told
  const source = unit.random.word()
  const picture = unit.random.bytes(size)
  for (let i = 0; i < seconds * rate; i++)
    yield answer(
      rtsp.interleaved(0, rtp.packet({ source, payload: 96 }, i & 0xffff, i * 3600, picture, i % 5 === 4)),
      1 / rate,
    )
}
