import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, type Talk, valuesOf } from '../../../test/stream-habits.ts'
import { abuse, bare, fixtures, typical } from './fixtures/make.ts'
import { pjl } from './pjl.ts'

const UEL = '\x1b%-12345X'
const raw = (talk: Talk) => dissectStream(pjl, talk, undefined, { clientPort: 50_000, serverPort: 9100 })

test('a printer tells model, serial number, firmware and status', () => {
  const said = raw(typical)
  assert.deepEqual(valuesOf(said, 'pjl.id'), ['HP LaserJet 600 M602'])
  assert.deepEqual(valuesOf(said, 'pjl.model'), ['HP LaserJet 600 M602'])
  assert.deepEqual(valuesOf(said, 'pjl.product-number'), ['CE991A'])
  assert.deepEqual(valuesOf(said, 'pjl.serial'), ['CNDCF11111'])
  assert.deepEqual(valuesOf(said, 'pjl.firmware'), ['20190807'])
  assert.deepEqual(valuesOf(said, 'pjl.status-code'), ['10001'])
  assert.deepEqual(valuesOf(said, 'pjl.request'), ['ID', 'PRODINFO', 'STATUS'])
})

test('a job is told by its language; nothing inside it is a command', () => {
  const said = raw(typical)
  assert.deepEqual(
    said?.observed.filter((o) => o.field === 'pjl.language'),
    [{ about: 'server', field: 'pjl.language', value: 'PCLXL', self: false }],
  )
  assert.deepEqual(valuesOf(said, 'pjl.file-command'), [])
})

test('commands on files are the client’s, their success the printer’s; files themselves are passed over', () => {
  const said = raw(abuse)
  assert.deepEqual(valuesOf(said, 'pjl.file-command'), ['FSDIRLIST', 'FSUPLOAD', 'FSDOWNLOAD', 'FSQUERY'])
  assert.deepEqual(valuesOf(said, 'pjl.file-access'), [
    'FSDIRLIST served',
    'FSUPLOAD served',
    'FSQUERY refused',
  ])
  assert.deepEqual(valuesOf(said, 'pjl.control'), ['RDYMSG', 'DEFAULT PASSWORD'])
  assert.deepEqual(valuesOf(said, 'pjl.model'), [])
})

test('a job without PJL is taken on a printing port only', () => {
  assert.deepEqual(valuesOf(raw(bare), 'pjl.language'), ['POSTSCRIPT'])
  assert.equal(dissectStream(pjl, bare), null)
})

test('the languages of jobs are told by their beginnings', () => {
  const language = (job: string) =>
    valuesOf(raw([['client', `${UEL}${job}${' '.repeat(20)}`]]), 'pjl.language')
  for (const [job, name] of [
    ['%PDF-1.7', 'PDF'],
    ['\x1bE\x1b&l1O', 'PCL'],
    ['\x1b%0BIN;', 'HPGL2'],
    ['RaS2PwgRaster', 'PWGRASTER'],
    ['UNIRAST\0', 'URF'],
    ['hello', 'unknown'],
  ] as const)
    assert.deepEqual(language(job), [name])
})

test('a password of the control panel goes to the comparison with default logins', () => {
  const said = raw([['client', `${UEL}@PJL JOB PASSWORD=12345\r\n${UEL}`]])
  assert.deepEqual(said?.credentials, [{ user: null, password: '12345', accepted: null }])
})

test('messages, job names and users are not kept', () => {
  for (const talk of [typical, abuse, bare])
    assert.ok(!JSON.stringify(raw(talk)).toLowerCase().includes('zqx'))
})

streamHabits(pjl, typical, fixtures, 9100)
