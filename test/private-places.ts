/**
 * Conversations that carry something private in every place where a protocol can carry it: the mark stands for a
 * password, a patient, a file, a mail. Each place says by which protocol its conversation must have been read, so
 * that a capture nobody reads proves nothing.
 */
import { apRequest, request as kerberosRequest } from '../src/protocols/kerberos/fixtures/make.ts'
import * as ldap from '../src/protocols/ldap/fixtures/make.ts'
import { attribute, packet as radius } from '../src/protocols/radius/fixtures/make.ts'
import * as rdp from '../src/protocols/rdp/fixtures/make.ts'
import * as snmp from '../src/protocols/snmp/fixtures/make.ts'
import { der, octets } from './asn1-bytes.ts'
import { type Bytes, bytes, u16, udp } from './bytes.ts'
import { a, dnsMessage, ptr, question, txt } from './dns-bytes.ts'
import { authenticate, challenge, negotiate, pair } from './ntlm-bytes.ts'

import { databasePlaces } from './private-database-places.ts'
import { dicomPlaces } from './private-dicom-places.ts'
import { mediaPlaces } from './private-media-places.ts'
import { datagrams, HOP, type Place, stream } from './private-place.ts'
import { get, page, textPlaces } from './private-text-places.ts'

const mib2 = '1.3.6.1.2.1.'
const directory: readonly Place[] = [
  {
    name: 'snmp contact and community',
    protocol: 'snmp',
    frames: datagrams(
      161,
      (m) => snmp.message(1, m, snmp.pdu(0, 1, 0, snmp.variable(`${mib2}1.4.0`, snmp.nothing))),
      (m) => snmp.message(1, m, snmp.pdu(2, 1, 0, snmp.variable(`${mib2}1.4.0`, octets(`${m}, 555-0100`)))),
    ),
  },
  {
    name: 'ldap names, filters and attributes',
    protocol: 'ldap',
    frames: stream(389, (m) => [
      ['client', ldap.message(1, ldap.simpleBind('cn=robot,dc=example', m))],
      ['server', ldap.message(1, ldap.result(0x61, 0))],
      [
        'client',
        ldap.message(2, ldap.search(`ou=${m},dc=example`, der(0xa3, octets('sAMAccountName'), octets(m)), m)),
      ],
      ['server', ldap.message(2, ldap.entry(`cn=${m},dc=example`, { mail: [m], telephoneNumber: [m] }))],
      ['server', ldap.message(2, ldap.result(0x65, 0))],
    ]),
  },
  {
    name: 'ldap user of the bind',
    protocol: 'ldap',
    frames: stream(389, (m) => [
      ['client', ldap.message(1, ldap.simpleBind(`cn=${m},dc=example`, 'x'))],
      ['server', ldap.message(1, ldap.result(0x61, 49))],
    ]),
  },
  {
    name: 'kerberos user',
    protocol: 'kerberos',
    frames: datagrams(88, (m) =>
      kerberosRequest(10, { client: [m], service: ['krbtgt', 'EXAMPLE'], etypes: [18], padata: [] }),
    ),
  },
  {
    name: 'kerberos ticket for a user',
    protocol: 'kerberos',
    frames: datagrams(88, (m) =>
      kerberosRequest(12, { service: [m], etypes: [18], padata: [[1, apRequest('krbtgt', 'EXAMPLE')]] }),
    ),
  },
  {
    name: 'ntlm user over HTTP',
    protocol: 'http',
    frames: stream(80, (m) => [
      ['client', get('/', `Authorization: NTLM ${ntlm(negotiate())}`)],
      ['server', `HTTP/1.1 401 No\r\nWWW-Authenticate: NTLM ${ntlm(asked)}\r\nContent-Length: 0\r\n\r\n`],
      ['client', get('/', `Authorization: NTLM ${ntlm(authenticate({ domain: 'WARD', user: m }))}`)],
      ['server', page('')],
    ]),
  },
  {
    name: 'radius user and password',
    protocol: 'radius',
    frames: datagrams(1812, (m) => radius(1, attribute(1, m), attribute(2, m), attribute(6, 0, 0, 0, 2))),
  },
]
const ntlm = (message: Bytes): string => Buffer.from(message).toString('base64')
const asked = challenge({ target: 'WARD', pairs: [pair(1, 'SERVER-1')] })

const names: readonly Place[] = [
  {
    name: 'dns text record',
    protocol: 'dns',
    frames: datagrams(
      53,
      () => dnsMessage(0x0100, { questions: [question('info.example', 16)] }),
      (m) =>
        dnsMessage(0x8180, {
          questions: [question('info.example', 16)],
          answers: [txt('info.example', [m, `note=${m}`]), a('info.example', '192.0.2.7')],
        }),
    ),
  },
  {
    name: 'mdns text record',
    protocol: 'mdns',
    frames: (m) => [
      udp(
        { ...HOP, dstMac: '01:00:5e:00:00:fb', dst: '224.0.0.251', srcPort: 5353, dstPort: 5353 },
        dnsMessage(0x8400, {
          answers: [
            ptr('_http._tcp.local', 'viewer._http._tcp.local'),
            txt('viewer._http._tcp.local', [`u=${m}`, `p=${m}`, `path=/patients/${m}`, `patient=${m}`, m]),
          ],
        }),
      ),
    ],
  },
  {
    name: 'ssdp search target of a user',
    protocol: 'ssdp',
    frames: (m) => [
      udp(
        { ...HOP, dstMac: '01:00:5e:7f:ff:fa', dst: '239.255.255.250', dstPort: 1900 },
        bytes(
          `NOTIFY * HTTP/1.1\r\nHost: 239.255.255.250:1900\r\nNT: upnp:rootdevice\r\nNTS: ssdp:alive\r\nX-User: ${m}\r\n\r\n`,
        ),
      ),
    ],
  },
]

const sessions: readonly Place[] = [
  {
    name: 'syslog text',
    protocol: 'syslog',
    frames: datagrams(514, (m) =>
      bytes(`<38>Oct 11 22:14:15 gate-1 sshd[42]: Accepted password for ${m} (${m})`),
    ),
  },
  {
    name: 'syslog structured data',
    protocol: 'syslog',
    frames: datagrams(514, (m) =>
      bytes(`<38>1 2026-01-01T00:00:00Z gate-1 app 1 - [x@1 user="${m}"] patient ${m}`),
    ),
  },
  {
    name: 'telnet password and screen',
    protocol: 'telnet',
    frames: stream(23, (m) => [
      ['server', bytes(255, 251, 1, 255, 251, 3, '\r\nlogin: ')],
      ['client', 'robot\r\n'],
      ['server', 'Password: '],
      ['client', `${m}\r\n`],
      ['server', `Welcome, ${m}\r\nLast patient: ${m}\r\n$ `],
      ['client', `cat ${m}\r\n`],
      ['server', `${m}\r\n$ `],
    ]),
  },
  {
    name: 'socks password',
    protocol: 'socks',
    frames: stream(1080, (m) => [
      ['client', bytes(5, 1, 2)],
      ['server', bytes(5, 2)],
      ['client', bytes(1, 5, 'robot', m.length, m)],
      ['server', bytes(1, 0)],
      ['client', bytes(5, 1, 0, 1, 192, 0, 2, 1, u16(80))],
    ]),
  },
  {
    name: 'rdp cookie',
    protocol: 'rdp',
    frames: stream(3389, (m) => [
      ['client', rdp.request(`Cookie: mstshash=${m}`)],
      ['server', rdp.confirm()],
    ]),
  },
  {
    name: 'rdp password',
    protocol: 'rdp',
    frames: stream(3389, (m) => [...rdp.old.slice(0, 4), ['client', rdp.clientInfo('robot', m, '10.0.0.9')]]),
  },
]

export const places: readonly Place[] = [
  ...textPlaces,
  ...databasePlaces,
  ...dicomPlaces,
  ...mediaPlaces,
  ...directory,
  ...names,
  ...sessions,
]
