/** HL7: who talks, which devices gateways speak for, and every way in which senders bend the framing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { ack, admission, analyser, fixtures, mllp, monitor, msh, pump } from './fixtures/make.ts'
import { hl7 } from './hl7.ts'

type Talk = Parameters<typeof dissectStream>[1]
const show = (...talk: Talk) => dissectStream(hl7, talk)
const values = (said: ReturnType<typeof show>, field: string, about?: string) =>
  said?.observed.filter((o) => o.field === field && (about ?? o.about) === o.about).map((o) => o.value)
const PUMP = pump('P52814', '70053^MDC_DEV_PUMP_INFUS_SYRINGE', 'B Braun SpacePlus Perfusor')

test('a header tells who sends, to whom, what, and how', () => {
  const said = show(['client', admission])
  assert.deepEqual(said?.observed, [
    { about: 'client', field: 'hl7.version', value: '2.3' },
    { about: 'client', field: 'hl7.processing', value: 'P' },
    { about: 'client', field: 'hl7.sends', value: 'ADT^A01' },
    { about: 'server', field: 'hl7.receives', value: 'ADT^A01', self: false },
    { about: 'client', field: 'hl7.sending-application', value: 'EPIC' },
    { about: 'client', field: 'hl7.sending-facility', value: 'MAIN' },
    { about: 'server', field: 'hl7.receiving-application', value: 'LAB', self: false },
    { about: 'server', field: 'hl7.receiving-facility', value: 'MAIN', self: false },
    { about: 'client', field: 'hl7.patient-data', value: 'named', self: true },
    { about: 'server', field: 'hl7.patient-data-received', value: 'named', self: false },
  ])
})

test('a pump behind its server: type, model, number and place', () => {
  const pumps = show(['client', PUMP])?.observed.filter((o) => o.about.includes('>'))
  assert.deepEqual(
    pumps?.map((o) => [o.about, o.field, o.value]),
    [
      ['hl7.mdc-device', 'MDC_DEV_PUMP_INFUS_SYRINGE_MDS'],
      ['hl7.mdc-subsystem', 'MDC_DEV_PUMP_INFUS_SYRINGE_VMD'],
      ['hl7.equipment', 'P52814^^0012210000000000^EUI-64'],
      ['hl7.equipment-eui64', '0012210000000000'],
      ['hl7.model', 'B Braun SpacePlus Perfusor'],
      ['hl7.ward', 'ICU'],
      ['hl7.bed', 'BED2'],
    ].map((rest) => ['client > serial:P52814', ...rest]),
  )
})

test('a device with an EUI-64 is known by it', () =>
  assert.deepEqual(values(show(['client', monitor]), 'hl7.serial', 'client > eui64:00a037fffe112233'), [
    'FA-12345678',
  ]))

test('a device that sends for itself is the sender', () => {
  const own = monitor.replaceAll('00A037009A0031DE', '00A037FFFE112233')
  assert.deepEqual(values(show(['client', own]), 'hl7.serial', 'client'), ['FA-12345678'])
})

test('an analyser named like its application is the sender', () =>
  assert.deepEqual(values(show(['client', analyser]), 'hl7.equipment', 'client'), [
    '1234-05^Roche^cobas pro',
  ]))

test('acknowledgements are the word of who answers; a header copied back names nobody', () => {
  const said = show(['client', admission], ['server', ack('EPIC|MAIN', 'LAB|MAIN', 'AE')])
  assert.deepEqual(values(said, 'hl7.acknowledges', 'server'), ['AE'])
  assert.deepEqual(values(said, 'hl7.sending-application', 'server'), [])
})

test('software segments: the first is the sender’s', () => {
  const said = show(['client', mllp(msh('A|X', 'B|Y', 'ORU^R01'), 'SFT|V1|1.0|P1|b', 'SFT|V2|2.0|P2|b')])
  assert.deepEqual(values(said, 'hl7.software'), ['V1|1.0|P1|b'])
  assert.deepEqual(values(said, 'hl7.further-software'), ['V2|2.0|P2|b'])
})

for (const [name, text] of [
  ['without end block', PUMP.replace('\x1c\r', '')],
  ['without start block', PUMP.slice(1)],
  ['with LF for CR', PUMP.replaceAll('\r', '\n')],
  ['with CR LF', PUMP.replaceAll('\r', '\r\n')],
  ['with another separator', PUMP.replaceAll('|', '$')],
  ['with another component separator', PUMP.replaceAll('^', '!')],
  ['behind the end of a message', `IN||x\rPID|||1^2\r\x1c\r${PUMP}`],
  ['in a batch', `\vFHS|^~\\&|A\rBHS|^~\\&|A\r${PUMP.slice(1)}`],
  [
    'behind a document',
    `${mllp(msh('A|X', 'B|Y', 'MDM^T02'), `OBX|1|ED|x||${'QUJD'.repeat(50_000)}||||||F`)}${PUMP}`,
  ],
] as const)
  test(`a message ${name} is read`, () =>
    assert.deepEqual(values(show(['client', text]), 'hl7.model'), ['B Braun SpacePlus Perfusor']))

test('escape sequences stand for separators', () => {
  const said = show(['client', mllp(msh('A\\T\\B \\F\\ C\\H\\|X', 'B|Y', 'ORU^R01'))])
  assert.deepEqual(values(said, 'hl7.sending-application'), ['A&B | C'])
})

test('the same messages in pieces of any size', () => {
  const talk: Talk = [
    ['client', PUMP + monitor],
    ['server', ack('EHR|HOSP', 'X|Y')],
  ]
  const whole = show(...talk)
  for (const step of [1, 2, 3, 7, 100])
    assert.deepEqual(dissectStream(hl7, talk, step)?.observed, whole?.observed, String(step))
})

for (const text of [
  'GET / HTTP/1.1\r\n\r\n',
  'MSHX^~\\&|',
  '\vPID|1|2|3',
  'MSH||||',
  'MSHELL = x\r\n',
  '\0'.repeat(64),
])
  test(`${JSON.stringify(text.slice(0, 20))} is not taken`, () =>
    assert.equal(
      hl7.stream.probe({
        client: Buffer.from(text.padEnd(64)),
        server: Buffer.of(),
        clientPort: 1,
        serverPort: 2575,
      }),
      'no',
    ))

test('UTF-16 is named, counted and left', () => {
  const said = show(['client', Buffer.from(PUMP, 'utf16le').subarray(2)])
  assert.deepEqual([said?.observed, said?.oddities, said?.done], [[], ['hl7.wide-text'], true])
})

test('damaged messages are survived', () =>
  assertStreamSurvives(hl7, Object.fromEntries(Object.entries(fixtures).map(([k, v]) => [k, [...v]])), 2575))
