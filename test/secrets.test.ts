/**
 * What must never leave dissection: passwords, communities and keys that cross the wire readable, and names, paths
 * and subjects that may speak of patients. Marked values go through the whole pipeline; no fact may hold a mark.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { der, int, octets, oid, seq } from './asn1-bytes.ts'
import { type Bytes, back, bytes, type Hop, pcap, tcpStream, u16, udp } from './bytes.ts'
import { factsOf } from './facts.ts'

/** Not part of any word, and not what any other field of these messages holds. */
const SECRET = 'zQ7secretX9'
const PATIENT = 'Mustermann19470203'

const HOP: Hop = {
  srcMac: '02:00:00:00:50:01',
  dstMac: '02:00:00:00:50:02',
  src: '10.50.0.1',
  dst: '10.50.0.2',
  srcPort: 50_000,
  dstPort: 0,
}
const to = (dstPort: number): Hop => ({ ...HOP, dstPort })
const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64')
type Talk = (readonly ['client' | 'server', string | Bytes])[]

/** All spellings a secret could survive in. */
const SPELLINGS = [
  SECRET,
  base64(SECRET),
  Buffer.from(SECRET).toString('hex'),
  [...SECRET].reverse().join(''),
]

const logins: Record<string, { port: number; talk: Talk; protocol: string; login?: boolean }> = {
  FTP: {
    port: 21,
    protocol: 'ftp',
    login: true,
    talk: [
      ['server', '220 ready\r\n'],
      ['client', 'USER admin\r\n'],
      ['server', '331 password\r\n'],
      ['client', `PASS ${SECRET}\r\n`],
      ['server', '230 in\r\n'],
    ],
  },
  'HTTP Basic': {
    port: 80,
    protocol: 'http',
    login: true,
    talk: [
      ['client', `GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Basic ${base64(`admin:${SECRET}`)}\r\n\r\n`],
      ['server', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ],
  },
  'an HTTP form': {
    port: 80,
    protocol: 'http',
    talk: [
      [
        'client',
        `POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${20 + SECRET.length}\r\n\r\nuser=admin&password=${SECRET}`,
      ],
      [
        'server',
        `HTTP/1.1 302 Found\r\nLocation: /?token=${SECRET}\r\nSet-Cookie: SID=${SECRET}\r\nContent-Length: 0\r\n\r\n`,
      ],
    ],
  },
  'an HTTP token': {
    port: 8080,
    protocol: 'http',
    talk: [
      [
        'client',
        `GET /x?key=${SECRET} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${SECRET}\r\nCookie: SID=${SECRET}\r\n\r\n`,
      ],
      ['server', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ],
  },
  Telnet: {
    port: 23,
    protocol: 'telnet',
    login: true,
    talk: [
      ['server', bytes(255, 253, 24, 255, 251, 1, '\r\nlogin: ')],
      ['client', 'admin\r\n'],
      ['server', 'admin\r\nPassword: '],
      ['client', `${SECRET}\r\n`],
      ['server', '\r\nWelcome\r\n$ '],
    ],
  },
  POP3: {
    port: 110,
    protocol: 'pop3',
    login: true,
    talk: [
      ['server', '+OK ready\r\n'],
      ['client', 'USER admin\r\n'],
      ['server', '+OK\r\n'],
      ['client', `PASS ${SECRET}\r\n`],
      ['server', '+OK in\r\n'],
    ],
  },
  IMAP: {
    port: 143,
    protocol: 'imap',
    login: true,
    talk: [
      ['server', '* OK IMAP4rev1 ready\r\n'],
      ['client', `a1 LOGIN admin "${SECRET}"\r\n`],
      ['server', 'a1 OK in\r\n'],
    ],
  },
  SMTP: {
    port: 25,
    protocol: 'smtp',
    login: true,
    talk: [
      ['server', '220 mail ESMTP\r\n'],
      ['client', 'EHLO a.example\r\n'],
      ['server', '250-mail\r\n250 AUTH PLAIN LOGIN\r\n'],
      ['client', `AUTH PLAIN ${base64(`\0admin\0${SECRET}`)}\r\n`],
      ['server', '235 in\r\n'],
    ],
  },
  'SMTP in steps': {
    port: 25,
    protocol: 'smtp',
    login: true,
    talk: [
      ['server', '220 mail ESMTP\r\n'],
      ['client', 'EHLO a.example\r\n'],
      ['server', '250 AUTH LOGIN\r\n'],
      ['client', 'AUTH LOGIN\r\n'],
      ['server', '334 VXNlcm5hbWU6\r\n'],
      ['client', `${base64('admin')}\r\n`],
      ['server', '334 UGFzc3dvcmQ6\r\n'],
      ['client', `${base64(SECRET)}\r\n`],
      ['server', '535 no\r\n'],
    ],
  },
  LDAP: {
    port: 389,
    protocol: 'ldap',
    login: true,
    talk: [
      ['client', seq(int(1), der(0x60, int(3), octets('cn=admin,dc=example'), der(0x80, SECRET)))],
      ['server', seq(int(1), der(0x61, der(10, 0), octets(''), octets('')))],
    ],
  },
  SOCKS: {
    port: 1080,
    protocol: 'socks',
    login: true,
    talk: [
      ['client', bytes(5, 1, 2)],
      ['server', bytes(5, 2)],
      ['client', bytes(1, 5, 'admin', SECRET.length, SECRET)],
      ['server', bytes(1, 0)],
    ],
  },
  'SIP Basic': {
    port: 5060,
    protocol: 'sip',
    login: true,
    talk: [
      [
        'client',
        `REGISTER sip:a SIP/2.0\r\nCSeq: 1 REGISTER\r\nAuthorization: Basic ${base64(`admin:${SECRET}`)}\r\n\r\n`,
      ],
    ],
  },
}

function assertNowhere(facts: unknown, marks: readonly string[]): void {
  const all = JSON.stringify(facts).toLowerCase()
  for (const mark of marks)
    assert.ok(!all.includes(mark.toLowerCase()), `${mark} is in ${all.slice(0, 2000)}`)
}

for (const [name, { port, talk, protocol, login }] of Object.entries(logins))
  test(`a password of ${name} is nowhere in the facts, on its own port and on any other`, () => {
    for (const on of [port, 40_123]) {
      const facts = factsOf([pcap(tcpStream(to(on), talk))])
      assert.equal(facts.conversations[0]?.protocol, protocol)
      if (login)
        assert.deepEqual(
          facts.credentials.map((c) => c.user)[0]?.replace('cn=admin,dc=example', 'admin'),
          'admin',
        )
      assertNowhere(facts, SPELLINGS)
    }
  })

test('a community of SNMP is nowhere in the facts', () => {
  const pdu = der(0xa0, int(1), int(0), int(0), seq(seq(oid('1.3.6.1.2.1.1.1.0'), der(5))))
  const answer = der(0xa2, int(1), int(0), int(0), seq(seq(oid('1.3.6.1.2.1.1.1.0'), octets('Acme 4'))))
  const facts = factsOf([
    pcap([
      udp(to(161), seq(int(1), octets(SECRET), pdu)),
      udp(back(to(161)), seq(int(1), octets(SECRET), answer)),
    ]),
  ])
  assert.ok(facts.observations.some((o) => o.value === 'Acme 4'))
  assertNowhere(facts, SPELLINGS)
})

const services: Record<string, { port: number; talk: Talk; protocol: string }> = {
  'SSH on 2222': {
    port: 2222,
    protocol: 'ssh',
    talk: [
      ['server', 'SSH-2.0-OpenSSH_9.6\r\n'],
      ['client', 'SSH-2.0-OpenSSH_9.7\r\n'],
    ],
  },
  'HTTP on 9999': {
    port: 9999,
    protocol: 'http',
    talk: [
      ['client', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
      ['server', 'HTTP/1.1 200 OK\r\n\r\n'],
    ],
  },
  'FTP on 2121': { port: 2121, protocol: 'ftp', talk: logins.FTP!.talk },
  'Telnet on 2323': { port: 2323, protocol: 'telnet', talk: logins.Telnet!.talk },
  'SMTP on 2525': { port: 2525, protocol: 'smtp', talk: logins.SMTP!.talk },
  'LDAP on 1389': { port: 1389, protocol: 'ldap', talk: logins.LDAP!.talk },
  'SIP on 5080': { port: 5080, protocol: 'sip', talk: logins['SIP Basic']!.talk },
  'HTTP on the port of FTP': { port: 21, protocol: 'http', talk: logins['HTTP Basic']!.talk },
  'SSH on the port of HTTPS': {
    port: 443,
    protocol: 'ssh',
    talk: [
      ['server', 'SSH-2.0-OpenSSH_9.6\r\n'],
      ['client', 'SSH-2.0-OpenSSH_9.7\r\n'],
    ],
  },
}
for (const [name, { port, talk, protocol }] of Object.entries(services))
  test(`${name} is recognised, with and without its handshake`, () => {
    const whole = tcpStream(to(port), talk)
    for (const frames of [whole, whole.slice(3)]) {
      const [found] = factsOf([pcap(frames)]).conversations
      assert.deepEqual([found?.protocol, found?.port, found?.server], [protocol, port, '10.50.0.2'])
    }
  })

const tftp = (name: string) => bytes(u16(1), name, 0, 'octet', 0)
const patients: Record<string, Bytes[]> = {
  'a path and query of HTTP': tcpStream(to(80), [
    [
      'client',
      `GET /chart/${PATIENT}.html?name=${PATIENT} HTTP/1.1\r\nHost: a\r\nReferer: http://a/${PATIENT}\r\n\r\n`,
    ],
    [
      'server',
      `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=${PATIENT}.pdf\r\nContent-Length: ${PATIENT.length}\r\n\r\n${PATIENT}`,
    ],
  ]),
  'files and folders of FTP': tcpStream(to(21), [
    ['server', '220 ready\r\n'],
    ['client', `STOR ${PATIENT}.dcm\r\n`],
    ['server', `550 ${PATIENT}.dcm: no such folder\r\n`],
    ['client', `CWD /patients/${PATIENT}\r\n`],
    ['server', `257 "/patients/${PATIENT}" is current\r\n`],
  ]),
  'a file of TFTP': [udp(to(69), tftp(`${PATIENT}.hl7`))],
  'subject, addresses and body of a mail': tcpStream(to(25), [
    ['server', '220 mail ESMTP\r\n'],
    ['client', 'HELO a.example\r\n'],
    ['server', '250 mail\r\n'],
    ['client', `MAIL FROM:<${PATIENT}@a.example>\r\n`],
    ['server', '250 ok\r\n'],
    ['client', `RCPT TO:<${PATIENT}@b.example>\r\n`],
    ['server', `250 <${PATIENT}@b.example> ok\r\n`],
    ['client', 'DATA\r\n'],
    ['server', '354 go\r\n'],
    ['client', `Subject: ${PATIENT}\r\nFrom: ${PATIENT} <x@a.example>\r\n\r\n${PATIENT}\r\n.\r\n`],
    ['server', '250 ok\r\n'],
  ]),
  'a log line': [udp(to(514), bytes(`<134>Oct 11 22:14:15 gw viewer: opened chart of ${PATIENT}`))],
  'names and numbers of callers': [
    udp(
      to(5060),
      bytes(
        `INVITE sip:${PATIENT}@10.50.0.2 SIP/2.0\r\nVia: SIP/2.0/UDP 10.50.0.1;branch=${PATIENT}\r\nFrom: "${PATIENT}" <sip:${PATIENT}@a>\r\nTo: <sip:${PATIENT}@a>\r\nContact: "${PATIENT}" <sip:${PATIENT}@10.50.0.1>\r\nSubject: ${PATIENT}\r\nCSeq: 1 INVITE\r\nContent-Type: application/sdp\r\n\r\nv=0\r\no=${PATIENT} 1 1 IN IP4 10.50.0.1\r\ns=${PATIENT}\r\nm=audio 9 RTP/AVP 0\r\n`,
      ),
    ),
  ],
}
for (const [name, frames] of Object.entries(patients))
  test(`${name} are nowhere in the facts`, () => {
    const facts = factsOf([pcap(frames)])
    assert.notEqual(facts.conversations[0]?.protocol ?? null, null)
    assertNowhere(facts, [PATIENT, base64(PATIENT)])
  })
