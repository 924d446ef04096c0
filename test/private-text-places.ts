/** Private places of the web, of mail and of files; see private-places.ts. */
import { clear, modern, hop as smbHop } from '../src/protocols/smb/fixtures/make.ts'
import * as smb1 from '../src/protocols/smb/fixtures/smb1-bytes.ts'
import * as smb2 from '../src/protocols/smb/fixtures/smb2-bytes.ts'
import { request as tftp } from '../src/protocols/tftp/fixtures/make.ts'
import { type Bytes, bytes, tcpStream, utf16le, zeros } from './bytes.ts'
import { authenticate } from './ntlm-bytes.ts'

import { base64, datagrams, type Place, stream } from './private-place.ts'

const http = (name: string, request: (mark: string) => string, answer?: (mark: string) => string): Place => ({
  name: `http ${name}`,
  protocol: 'http',
  frames: stream(80, (mark) => {
    const said = answer?.(mark) ?? 'HTTP/1.1 200 OK\r\nServer: AcmeWeb/1.2\r\nContent-Length: 2\r\n\r\nok'
    return [
      ['client', request(mark)],
      ['server', said],
    ]
  }),
})
export const get = (target: string, ...fields: string[]): string =>
  `GET ${target} HTTP/1.1\r\n${['Host: viewer.example', ...fields].join('\r\n')}\r\n\r\n`
const post = (target: string, type: string, body: string): string =>
  `POST ${target} HTTP/1.1\r\nHost: viewer.example\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
export const page = (body: string, ...fields: string[]): string =>
  `HTTP/1.1 200 OK\r\n${['Server: AcmeWeb/1.2', ...fields].join('\r\n')}\r\nContent-Length: ${body.length}\r\n\r\n${body}`

const web: readonly Place[] = [
  http('path', (m) => get(`/patients/${m}/report.html`)),
  http('query', (m) => get(`/search?name=${m}&mrn=${m}`)),
  http('cookie', (m) => get('/', `Cookie: session=${m}`)),
  http('referer', (m) => get('/', `Referer: http://viewer.example/patients/${m}?x=${m}`)),
  http('basic password', (m) => get('/', `Authorization: Basic ${base64(`admin:${m}`)}`)),
  http('digest answer', (m) => get('/', `Authorization: Digest username="x", uri="/${m}", response="${m}"`)),
  http('bearer token', (m) => get('/', `Authorization: Bearer ${m}.${m}`)),
  http('own header', (m) => get('/', `X-Patient: ${m}`, `X-Api-Key: ${m}`)),
  http('form', (m) => post('/login', 'application/x-www-form-urlencoded', `user=${m}&password=${m}`)),
  http('JSON', (m) => post('/api', 'application/json', `{"patient":"${m}","password":"${m}"}`)),
  http('SOAP', (m) => post('/s', 'text/xml', `<Envelope><Body><Patient>${m}</Patient></Body></Envelope>`)),
  http('print job', (m) =>
    post('/ipp/print', 'application/ipp', `\x01\x01\0\x0b\0\0\0\x01\x42\0\x08job-name\0\x08${m}`),
  ),
  http(
    'redirection',
    () => get('/'),
    (m) => page('', `Location: /patients/${m}`, `Set-Cookie: a=${m}`),
  ),
  http(
    'title of a page for a user',
    () => get('/', 'Cookie: session=1'),
    (m) => page(`<title>Patient ${m}</title><p>${m}`, 'Content-Type: text/html'),
  ),
  http(
    'title of a page for anybody',
    () => get('/'),
    (m) => page(`<title>${m} - Viewer</title>`, 'Content-Type: text/html'),
  ),
  http(
    'file name',
    () => get('/'),
    (m) => page('x', `Content-Disposition: attachment; filename="${m}.pdf"`),
  ),
  http(
    'WebDAV answer',
    () => get('/'),
    (m) => page(`<D:href>/${m}</D:href>`, 'Content-Type: text/xml'),
  ),
]

const mail: readonly Place[] = [
  {
    name: 'smtp addresses, subject and body',
    protocol: 'smtp',
    frames: stream(25, (m) => [
      ['server', '220 mail.example ESMTP\r\n'],
      ['client', 'EHLO printer-1.example\r\n'],
      ['server', '250-mail.example\r\n250 AUTH LOGIN PLAIN\r\n'],
      ['client', `AUTH PLAIN ${base64(`\0robot\0${m}`)}\r\n`],
      ['server', '235 ok\r\n'],
      ['client', `MAIL FROM:<${m}@example.org>\r\n`],
      ['server', '250 ok\r\n'],
      ['client', `RCPT TO:<${m}@example.org>\r\n`],
      ['server', `250 ${m} is known\r\n`],
      ['client', 'DATA\r\n'],
      ['server', '354 go\r\n'],
      [
        'client',
        `Subject: Report ${m}\r\nFrom: ${m} <${m}@example.org>\r\nTo: ${m}\r\nX-Mailer: Acme Scan 1.2\r\n`,
      ],
      ['client', `Message-ID: <${m}@x>\r\nX-Patient: ${m}\r\n\r\nDear ${m}, serial number: ${m}\r\n.\r\n`],
      ['server', '250 queued\r\n'],
    ]),
  },
  {
    name: 'pop3 password and mail',
    protocol: 'pop3',
    frames: stream(110, (m) => [
      ['server', '+OK Dovecot ready\r\n'],
      ['client', 'USER robot\r\n'],
      ['server', '+OK\r\n'],
      ['client', `PASS ${m}\r\n`],
      ['server', `+OK welcome ${m}\r\n`],
      ['client', 'RETR 1\r\n'],
      ['server', `+OK\r\nSubject: ${m}\r\nFrom: ${m}\r\n\r\n${m}\r\n.\r\n`],
    ]),
  },
  {
    name: 'imap password, folders and mail',
    protocol: 'imap',
    frames: stream(143, (m) => [
      ['server', '* OK Dovecot ready\r\n'],
      ['client', `a1 LOGIN robot "${m}"\r\n`],
      ['server', `a1 OK hello ${m}\r\n`],
      ['client', `a2 SELECT "Patients/${m}"\r\n`],
      ['server', `* FLAGS ()\r\na2 OK [READ-WRITE] ${m}\r\n`],
      ['client', `a3 SEARCH SUBJECT ${m}\r\n`],
      ['server', `* 1 FETCH (ENVELOPE ("x" "${m}"))\r\na3 OK\r\n`],
    ]),
  },
]

const files: readonly Place[] = [
  {
    name: 'ftp password and file names',
    protocol: 'ftp',
    frames: stream(21, (m) => [
      ['server', '220 ProFTPD 1.3.5 Server\r\n'],
      ['client', 'USER scanner\r\n'],
      ['server', '331 Password required\r\n'],
      ['client', `PASS ${m}\r\n`],
      ['server', `230-Welcome ${m}\r\n230 ok\r\n`],
      ['client', `CWD /patients/${m}\r\n`],
      ['server', `250 /patients/${m}\r\n`],
      ['client', `STOR ${m}.dcm\r\n`],
      ['server', `150 Opening ${m}.dcm\r\n`],
      ['client', 'PWD\r\n'],
      ['server', `257 "/${m}"\r\n`],
      ['client', 'STAT\r\n'],
      ['server', `211-Status\r\n Logged in as ${m}\r\n211 End\r\n`],
    ]),
  },
  {
    name: 'tftp file name',
    protocol: 'tftp',
    frames: datagrams(69, (m) => tftp(1, `patients/${m}.dat`, 'octet')),
  },
  {
    name: 'smb share, file and user names',
    protocol: 'smb',
    frames: (m) =>
      tcpStream(smbHop, [
        ...modern.slice(0, 8).map((said, i) => (i === 6 ? (['client', session(m)] as const) : said)),
        ['client', smb2.treeRequest(`\\\\server\\${m}$`)],
        ['server', smb2.treeResponse(1)],
        ['client', smb2.createRequest(`patients\\${m}.docx`)],
        ['client', smb2.writeRequest(bytes(m, utf16le(m)))],
        ['server', smb2.readResponse(bytes(m, utf16le(m)))],
      ]),
  },
  {
    name: 'smb1 password and share',
    protocol: 'smb',
    frames: (m) =>
      tcpStream(smbHop, [
        ...clear.slice(0, 2),
        ['client', smb1.sessionPasswordRequest(bytes(m, 0), zeros(0), 'robot', 'WARD', 'Unix', 'Samba')],
        ['client', smb1.treeRequest(`\\\\SERVER\\${m}`)],
      ]),
  },
  {
    name: 'raw print job',
    protocol: 'pjl',
    frames: stream(9100, (m) => [
      ['client', `\x1b%-12345X@PJL JOB NAME="${m}"\r\n@PJL SET USERNAME="${m}"\r\n${m}`],
    ]),
  },
]

function session(user: string): Bytes {
  return smb2.sessionRequest(authenticate({ domain: 'CLINIC', user, workstation: 'REVIEW-2' }), 0x41)
}

export const textPlaces: readonly Place[] = [...web, ...mail, ...files]
