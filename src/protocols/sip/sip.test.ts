import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, pcap, udp } from '../../../test/bytes.ts'
import { factsOf } from '../../../test/facts.ts'
import { dissectDatagram, dissectStream } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import type { Ip } from '../../model/ip.ts'
import { answer, fixtures, register, sdp, text, withBody } from './fixtures/make.ts'
import { sip } from './sip.ts'

type Said = ReturnType<typeof dissectDatagram>
const PBX = { ip: '10.31.0.5' as Ip, port: 5060 }
const PHONE = { ip: '10.31.0.46' as Ip, port: 5060 }
const fromPhone = { sender: PHONE, receiver: PBX }
const fromPbx = { sender: PBX, receiver: PHONE }
const show = (message: string, given: Parameters<typeof dissectDatagram>[2] = fromPhone) =>
  dissectDatagram(sip, bytes(message), given)
const values = (said: Said, field: string) =>
  said?.observed.filter((o) => o.field === field).map((o) => o.value)
const request = (...lines: string[]) =>
  text('OPTIONS sip:a SIP/2.0', 'Via: SIP/2.0/UDP 10.31.0.46', 'CSeq: 1 OPTIONS', ...lines)

test('a request tells the software, methods and extensions of its sender', () => {
  const said = show(request('User-Agent: Acme/1', 'Allow: INVITE, ACK', 'Supported: path', 'k: replaces'))
  assert.deepEqual(said?.observed, [
    { about: 'sender', field: 'sip.user-agent', value: 'Acme/1' },
    { about: 'sender', field: 'sip.allow', value: 'INVITE,ACK' },
    { about: 'sender', field: 'sip.supported', value: 'path,replaces' },
  ])
})

test('compact names, white space before the colon and folded lines are understood', () => {
  const said = show(
    text(
      'OPTIONS sip:a SIP/2.0',
      'v : SIP/2.0/UDP 10.31.0.46',
      'm: <sip:x@host.example>',
      'User-Agent:',
      '\tAcme/1',
    ),
  )
  assert.deepEqual(values(said, 'sip.contact-host'), ['host.example'])
  assert.deepEqual(values(said, 'sip.user-agent'), ['Acme/1'])
})

test('names, numbers, subjects, keys and digests of people stay out', () => {
  const kept = Object.values(fixtures)
    .flat()
    .flatMap((frame) => dissectDatagram(sip, frame.subarray(42), fromPhone) ?? [])
  const all = JSON.stringify(kept.map((said) => said.observed))
  assert.match(all, /DeskPhone/)
  assert.doesNotMatch(all, /Doe|4711|0123|bed 2|00ff00ff|MED-USER/)
})

test('a registration without login that is accepted shows an open registrar', () => {
  const memory = new Map<string, unknown>()
  const asked = show(register(), { ...fromPhone, memory })
  assert.deepEqual(values(asked, 'sip.register'), ['udp'])
  assert.equal(asked?.server, 'receiver')
  const said = show(answer('200 OK', '1 REGISTER'), { ...fromPbx, memory })
  assert.deepEqual(values(said, 'sip.registrar'), ['pbx.example.org'])
  assert.deepEqual(values(said, 'sip.auth-offered'), ['none'])
  assert.equal(said?.server, 'sender')
})

test('a registration with login is not open', () => {
  const memory = new Map<string, unknown>()
  const asked = show(register('Authorization: Digest username="a", response="b"'), { ...fromPhone, memory })
  assert.deepEqual(values(asked, 'sip.auth-used'), ['Digest'])
  assert.deepEqual(
    values(show(answer('200 OK', '1 REGISTER'), { ...fromPbx, memory }), 'sip.auth-offered'),
    [],
  )
})

test('a challenge tells scheme, realm and algorithm; MD5 where it names none', () => {
  const said = show(
    answer(
      '401 No',
      '1 REGISTER',
      'WWW-Authenticate: Digest realm="R 1", nonce="x"',
      'Proxy-Authenticate: Digest realm="P", algorithm=SHA-256',
    ),
    fromPbx,
  )
  assert.deepEqual(values(said, 'sip.realm'), ['R 1', 'P'])
  assert.deepEqual(values(said, 'sip.digest-algorithm'), ['MD5', 'SHA-256'])
})

test('Basic credentials are a login that crossed the wire readable', () => {
  const said = show(request(`Authorization: Basic ${Buffer.from('a:b').toString('base64')}`))
  assert.deepEqual(said?.credentials, [{ user: 'a', password: 'b', accepted: null }])
})

test('the agent of a request that a proxy passes on is that of the first sender', () => {
  const [frame] = fixtures['through-proxy']!
  const said = dissectDatagram(sip, frame!.subarray(42), { sender: { ip: '10.31.0.7' as Ip }, receiver: PBX })
  assert.deepEqual(
    said?.observed.map((o) => [o.about, o.field]),
    [
      ['10.31.0.99', 'sip.user-agent'],
      ['sender', 'sip.proxy'],
    ],
  )
})

test('a private address that an outer host names is nobody here', () => {
  const said = show(request('Via: SIP/2.0/UDP 192.168.1.7', 'User-Agent: Far/1'), {
    sender: { ip: '203.0.113.9' as Ip },
  })
  assert.deepEqual(values(said, 'sip.user-agent'), [])
})

test('an agent repeated by the other side is not the other side’s', () => {
  const memory = new Map<string, unknown>()
  show(register('User-Agent: Acme/1'), { ...fromPhone, memory })
  assert.deepEqual(
    values(
      show(answer('200 OK', '1 REGISTER', 'User-Agent: Acme/1'), { ...fromPbx, memory }),
      'sip.user-agent',
    ),
    [],
  )
  assert.deepEqual(
    values(
      show(answer('200 OK', '1 REGISTER', 'User-Agent: Pbx/2'), { ...fromPbx, memory }),
      'sip.user-agent',
    ),
    ['Pbx/2'],
  )
})

test('an answer is of the host in its Contact, but a translated address is the sender’s', () => {
  const who = (contact: string, ip: string) =>
    show(answer('200 OK', '1 INVITE', `Contact: <sip:1@${contact}>`, 'Server: S'), {
      sender: { ip: ip as Ip },
    })?.observed.find((o) => o.field === 'sip.server')?.about
  assert.equal(who('10.31.0.80', '10.31.0.5'), '10.31.0.80')
  assert.equal(who('10.31.0.5', '10.31.0.5'), 'sender')
  assert.equal(who('192.168.0.9', '203.0.113.5'), 'sender')
  assert.equal(who('203.0.113.5', '10.31.0.5'), 'sender')
})

for (const [what, line] of [
  [
    'a time-based instance',
    'Contact: <sip:a@b>;+sip.instance="<urn:uuid:00000000-0000-1000-8000-021031000046>"',
  ],
  [
    'an instance of zeros',
    'Contact: <sip:a@b>;+sip.instance="<urn:uuid:00000000-0000-0000-0000-021031000046>"',
  ],
  ['the end of the agent', 'User-Agent: Acme T46 66.85 021031000046'],
  ['the end of the agent, with colons', 'User-Agent: Acme 02:10:31:00:00:46'],
  ['a header field of its own', 'Mac: 02-10-31-00-00-46'],
  ['a device name', 'Contact: <sip:a@b>;+u.sip!devicename.ccm.cisco.com="SEP021031000046"'],
] as const)
  test(`${what} holds the MAC`, () =>
    assert.deepEqual(values(show(request(line)), 'sip.mac'), ['02:10:31:00:00:46']))

test('random instances and dates of builds are no MACs', () => {
  assert.deepEqual(
    values(
      show(
        request(
          'Contact: <sip:a@b>;+sip.instance="<urn:uuid:f81d4fae-7dec-41d0-a765-00a0c91e6bf6>"',
          'User-Agent: Acme 202601021200',
        ),
      ),
      'sip.mac',
    ),
    [],
  )
})

test('the alarm of a starting phone tells its name and load', () => {
  const said = show(
    request(
      'Reason: SIP;cause=200;text="cisco-alarm:25 Name=SEP021031000046 ActiveLoad=sip88xx.12-5-1 InactiveLoad=x Last=reset"',
    ),
  )
  assert.deepEqual(values(said, 'sip.load'), ['sip88xx.12-5-1'])
  assert.deepEqual(values(said, 'sip.device-name'), ['SEP021031000046'])
})

test('a session description tells media profiles, suites and tool; names in it only go to fingerprints', () => {
  const body = sdp(
    'RTP/SAVP',
    'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:SECRET',
    'a=tool:acme 2',
    'm=video 0 RTP/AVP 96',
  )
  const said = show(withBody('application/sdp', body, 'INVITE sip:a SIP/2.0'))
  assert.deepEqual(
    said?.observed.map((o) => o.value),
    ['audio RTP/SAVP', 'AES_CM_128_HMAC_SHA1_80', 'acme 2'],
  )
  assert.deepEqual(
    said?.matched.map((m) => m.text),
    ['MED-USER', 'SIP Call'],
  )
})

test('a session description inside a multipart body is found', () => {
  const body = `--x\r\nContent-Type: application/sdp\r\n\r\n${sdp('RTP/AVP')}--x--\r\n`
  assert.deepEqual(
    values(show(withBody('multipart/mixed;boundary=x', body, 'INVITE sip:a SIP/2.0')), 'sip.media'),
    ['audio RTP/AVP'],
  )
})

const within = (sequence: string) => [
  'Via: SIP/2.0/UDP 10.31.0.46',
  'Call-ID: call',
  `CSeq: ${sequence}`,
  'Contact: <sip:1@10.31.0.46>',
]
const offer = (call: string, ...lines: string[]) =>
  withBody('application/sdp', sdp('RTP/AVP', ...lines), 'INVITE sip:a SIP/2.0', ...within('7 INVITE'), call)

test('what the answer takes of an offer is agreed on, for both ends', () => {
  const memory = new Map<string, unknown>()
  show(offer('X: 1', 'm=video 4002 RTP/SAVP 96', 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:S'), {
    ...fromPhone,
    memory,
  })
  const taken = sdp('RTP/AVP', 'a=fingerprint:sha-256 00:11', 'm=video 0 RTP/SAVP 96')
  const said = show(withBody('application/sdp', taken, 'SIP/2.0 200 OK', 'Call-ID: call', 'CSeq: 7 INVITE'), {
    ...fromPbx,
    memory,
  })
  assert.deepEqual(
    said?.observed.filter((o) => o.field === 'sip.agreed-media').map(({ about, value }) => [about, value]),
    [
      ['receiver', 'audio RTP/AVP dtls'],
      ['sender', 'audio RTP/AVP dtls'],
    ],
  )
})

test('keys of the whole session are those of every stream', () => {
  const memory = new Map<string, unknown>()
  show(offer('X: 1'), { ...fromPhone, memory })
  const taken = sdp('RTP/AVP').replace('t=0 0', 't=0 0\r\na=fingerprint:sha-256 00:11')
  const said = show(withBody('application/sdp', taken, 'SIP/2.0 200 OK', 'Call-ID: call', 'CSeq: 7 INVITE'), {
    ...fromPbx,
    memory,
  })
  assert.deepEqual(new Set(values(said, 'sip.agreed-media')), new Set(['audio RTP/AVP dtls']))
})

test('an answer to another request, call or to nothing agrees on nothing', () => {
  for (const lines of [
    ['Call-ID: other', 'CSeq: 7 INVITE'],
    ['Call-ID: call', 'CSeq: 8 INVITE'],
    ['Call-ID: call', 'CSeq: 7 OPTIONS'],
  ]) {
    const memory = new Map<string, unknown>()
    show(offer('X: 1'), { ...fromPhone, memory })
    const said = show(withBody('application/sdp', sdp('RTP/AVP'), 'SIP/2.0 200 OK', ...lines), {
      ...fromPbx,
      memory,
    })
    assert.deepEqual(values(said, 'sip.agreed-media'), [])
  }
})

test('calls that are never answered are forgotten', () => {
  const memory = new Map<string, unknown>()
  for (let i = 0; i < 500; i++)
    show(offer('X: 1').replace('Call-ID: call', `Call-ID: ${i}`), { ...fromPhone, memory })
  assert.equal((memory.get('calls') as Map<string, unknown>).size, 64)
})

test('a telephone that calls long after it came is still read', () => {
  const hop = { src: '10.31.0.46', dst: '10.31.0.5', srcPort: 5060, dstPort: 5060 }
  const ends = { srcMac: '02:10:31:00:00:46', dstMac: '02:10:31:00:00:05' }
  const alive = Array.from({ length: 40 }, (_, i) =>
    udp({ ...hop, ...ends }, bytes(request(`X-Count: ${i}`, 'User-Agent: Acme/1'))),
  )
  const facts = factsOf([pcap([...alive, udp({ ...hop, ...ends }, bytes(offer('X: 1')))])])
  assert.ok(facts.observations.some((o) => o.field === 'sip.media'))
})

test('keep-alives are taken on the SIP port only and say nothing', () => {
  assert.deepEqual(show('\r\n\r\n')?.observed, [])
  assert.equal(show('\r\n\r\n', { sender: { port: 4000 }, receiver: { port: 4001 } }), null)
})

for (const message of [
  'OPTIONS * RTSP/1.0\r\n\r\n',
  'NOTIFY * HTTP/1.1\r\n\r\n',
  'SIP/2.0 99 Low\r\n',
  'INVITE sip:a SIP/3.0\r\n',
  'hello',
])
  test(`${JSON.stringify(message)} is no SIP`, () => assert.equal(show(message), null))

test('a head cut anywhere gives no half values', () => {
  const whole = request('User-Agent: Acme/1', 'Organization: Ward')
  for (let n = 0; n < whole.length; n++) {
    const said = show(whole.slice(0, n))
    for (const { value } of said?.observed ?? []) assert.ok(['Acme/1', 'Ward'].includes(value), value)
  }
})

const talk = [
  ['client', register('User-Agent: A')],
  ['server', answer('200 OK', '1 REGISTER', 'Server: B')],
  [
    'client',
    `\r\n\r\n${withBody('text/plain', 'x'.repeat(30_000), 'MESSAGE sip:a SIP/2.0')}${request('User-Agent: C')}`,
  ],
] as const

test('messages behind one another on a stream are told apart by their lengths', () => {
  const said = dissectStream(sip, talk)
  assert.deepEqual(values(said, 'sip.user-agent'), ['A', 'C'])
  assert.deepEqual(values(said, 'sip.register'), ['tcp'])
})

test('pieces of any size give the same facts of a stream', () => {
  const whole = dissectStream(sip, talk)!.observed
  for (const step of [1, 7, 300])
    assert.deepEqual(
      dissectStream(
        sip,
        talk.map(([s, m]) => [s, m]),
        step,
      )!.observed,
      whole,
    )
})

test('after what is no message the next one that begins with a packet is read', () => {
  const said = dissectStream(sip, [
    ['client', request('User-Agent: A')],
    ['client', 'rest of something\r\n'],
    ['client', request('User-Agent: B')],
  ])
  assert.deepEqual(values(said, 'sip.user-agent'), ['A', 'B'])
  assert.deepEqual(said?.oddities, ['sip.astray'])
})

test('no datagram makes it throw, grow or say something else the second time', () =>
  assertSurvives((payload) => dissectDatagram(sip, payload, fromPhone), Object.values(fixtures).flat()))

test('no stream makes it throw, grow or say something else the second time', () =>
  assertStreamSurvives(sip, { tcp: fixtures['tcp-segments']! }, 5060))
