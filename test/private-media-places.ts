/** Private places of telephony, video and printing; see private-places.ts. */
import * as ipp from '../src/protocols/ipp/fixtures/make.ts'
import { text as mgcp } from '../src/protocols/mgcp/fixtures/make.ts'
import * as onvif from '../src/protocols/onvif/fixtures/make.ts'
import * as rtcp from '../src/protocols/rtcp/fixtures/make.ts'
import * as rtsp from '../src/protocols/rtsp/fixtures/make.ts'
import * as sccp from '../src/protocols/sccp/fixtures/make.ts'
import { bytes, u32le } from './bytes.ts'
import { base64, datagrams, type Place, stream } from './private-place.ts'

export const mediaPlaces: readonly Place[] = [
  {
    name: 'rtcp fields of people',
    protocol: 'rtcp',
    frames: datagrams(16_385, (m) =>
      bytes(
        rtcp.senderReport,
        rtcp.description(
          [1, `${m}@ward7-phone.example`],
          [2, m],
          [3, `${m}@x.example`],
          [4, m],
          [5, m],
          [7, m],
        ),
      ),
    ),
  },
  {
    name: 'sccp user, texts and numbers',
    protocol: 'sccp',
    frames: stream(2000, (m) => [
      ['client', sccp.register()],
      [
        'server',
        bytes(
          sccp.message(0x93, sccp.padded('SEP021066000001', 16), u32le(0), u32le(0), sccp.padded(m, 40)),
          sccp.message(0x99, sccp.padded(m, 32)),
          sccp.message(0x8f, sccp.padded(m, 40), sccp.padded('4711', 24)),
        ),
      ],
    ]),
  },
  {
    name: 'mgcp digits, names and session',
    protocol: 'mgcp',
    frames: datagrams(
      2427,
      (m) =>
        mgcp('RQNT 1 aaln/1@gw.example MGCP 1.0', `S: L/ci(12/31/10/15, ${m}, ${m})`, `N: ${m}@x.example`),
      (m) => mgcp('200 1 OK', '', 'v=0', `o=${m} 1 1 IN IP4 10.0.0.1`, `s=${m}`, 'm=audio 4000 RTP/AVP 0'),
    ),
  },
  {
    name: 'rtsp path, logins and description',
    protocol: 'rtsp',
    frames: stream(554, (m) => [
      [
        'client',
        rtsp.ask('OPTIONS', `/patients/${m}?name=${m}`, 1, `Authorization: Basic ${base64(`a:${m}`)}`),
      ],
      ['server', rtsp.answer('200 OK', 1, 'Server: Acme/1')],
      ['client', rtsp.text(`OPTIONS rtsp://a:${encodeURIComponent(m)}@10.0.0.1/ RTSP/1.0`, 'CSeq: 2')],
      [
        'server',
        `${rtsp.answer('200 OK', 2, 'Content-Type: application/sdp', `Content-Length: ${24 + 3 * m.length}`)}v=0\r\no=${m} 1 1 I\r\ns=${m}\r\ni=${m}\r\n`,
      ],
    ]),
  },
  {
    name: 'ipp names of jobs, users and printers',
    protocol: 'ipp',
    frames: stream(631, (m) => [
      [
        'client',
        ipp.post(
          ipp.message(2, [ipp.group(1, [ipp.NAME, 'job-name', m], [ipp.NAME, 'requesting-user-name', m])], m),
        ),
      ],
      [
        'server',
        ipp.answer(
          ipp.message(0, [
            ipp.group(2, [ipp.NAME, 'job-name', m], [ipp.NAME, 'job-originating-user-name', m]),
            ipp.group(4, [ipp.TEXT, 'printer-info', m], [ipp.NAME, 'printer-name', m]),
          ]),
        ),
      ],
    ]),
  },
  {
    name: 'onvif password and users',
    protocol: 'onvif',
    frames: stream(80, (m) => [
      ['client', onvif.post(onvif.envelope('<tds:GetUsers/>', onvif.token('PasswordText', m)))],
      [
        'server',
        onvif.answer(
          onvif.envelope(
            `<tds:GetUsersResponse><tds:User><tt:Username>${m}</tt:Username></tds:User></tds:GetUsersResponse>`,
          ),
        ),
      ],
    ]),
  },
]
