import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes, hex, zeros } from '../../../test/bytes.ts'
import { dissectStream, type Said } from '../../../test/harness.ts'
import { dicom } from './dicom.ts'
import * as make from './fixtures/make.ts'

type Talk = Parameters<typeof dissectStream>[1]
const read = (talk: Talk, step?: number): Said => {
  const said = dissectStream(dicom, talk, step)
  assert.ok(said !== null)
  return said
}
const saidOf = (said: Said, field: string) =>
  said.observed.filter((o) => o.field === field).map((o) => `${o.about}: ${o.value}`)

test('both sides of an association, their services and implementations', () => {
  const said = read(make.store(make.CT_SCANNER))
  assert.deepEqual(saidOf(said, 'dicom.ae-title'), ['client: CT73421'])
  assert.deepEqual(saidOf(said, 'dicom.called-ae-title'), ['server: PACS'])
  assert.deepEqual(saidOf(said, 'dicom.implementation-version'), [
    'client: OFFIS_DCMTK_367',
    'server: dcm4che-5.29.2',
  ])
  assert.deepEqual(saidOf(said, 'dicom.scu-service'), ['client: storage'])
  assert.deepEqual(saidOf(said, 'dicom.scp-service'), ['server: storage'])
  assert.deepEqual(saidOf(said, 'dicom.admitted'), ['server: CT73421 to PACS'])
  assert.deepEqual(saidOf(said, 'dicom.status'), ['server: C-STORE 0000'])
  assert.deepEqual(said.oddities, [])
})

for (const syntax of [make.EXPLICIT, make.IMPLICIT, make.BIG_ENDIAN])
  for (const most of [16_372, 501, 7])
    test(`equipment of an instance in ${syntax}, values of ${most} octets`, () => {
      const said = read(make.store(make.CT_SCANNER, syntax, most))
      const facts = Object.fromEntries(
        said.observed
          .filter((o) => o.about !== 'client' && o.about !== 'server')
          .map((o) => [o.field, o.value]),
      )
      assert.deepEqual(facts, {
        'dicom.modality': 'CT',
        'dicom.manufacturer': 'SIEMENS',
        'dicom.institution': 'General Hospital',
        'dicom.station-name': 'CT73421',
        'dicom.department': 'Radiology',
        'dicom.model': 'SOMATOM Definition Edge',
        'dicom.serial': '73421',
        'dicom.software-versions': 'syngo CT VA48A',
        'dicom.stored-class': make.CT,
      })
      assert.deepEqual(saidOf(said, 'dicom.patient-data'), ['client: named'])
    })

test('a deflated data set is not read', () => {
  const said = read(make.store(make.CT_SCANNER, make.DEFLATED))
  assert.deepEqual(saidOf(said, 'dicom.model'), [])
  assert.deepEqual(said.oddities, ['dicom.deflated'])
})

test('worklist query and performed step name the station', () => {
  const said = read(make.worklist())
  assert.deepEqual(saidOf(said, 'dicom.worklist-modality'), ['client: CT'])
  assert.deepEqual(saidOf(said, 'dicom.worklist-station-ae'), ['client: CT73421'])
  assert.deepEqual(saidOf(said, 'dicom.performed-station-ae'), ['client: CT73421'])
  assert.deepEqual(saidOf(said, 'dicom.performed-location'), ['client: Room 3'])
})

test('a viewer retrieves to itself, with a passcode', () => {
  const said = read(make.retrieve('secret'))
  assert.deepEqual(saidOf(said, 'dicom.request'), ['client: C-FIND', 'client: C-MOVE'])
  assert.deepEqual(saidOf(said, 'dicom.move-destination'), ['client: VIEWER1'])
  assert.deepEqual(saidOf(said, 'dicom.status'), ['server: C-FIND FF00', 'server: C-MOVE A801'])
  assert.deepEqual(said.credentials, [{ user: 'reader', password: 'secret', accepted: true }])
})

test('a refusal says why', () => {
  const said = read([
    ['client', make.associate('X', 'PACS', [[make.VERIFICATION, make.IMPLICIT]])],
    ['server', make.reject(1, 1, 3)],
  ])
  assert.deepEqual(saidOf(said, 'dicom.rejection'), [
    'server: calling AE title not recognised (permanent, service user)',
  ])
  assert.deepEqual(saidOf(said, 'dicom.refused'), ['server: X to PACS'])
})

test('the request alone tells of its sender', () => {
  const said = read(make.store(make.CT_SCANNER).filter(([side]) => side === 'client'))
  assert.deepEqual(saidOf(said, 'dicom.scu-service'), ['client: storage'])
  assert.equal(saidOf(said, 'dicom.model').length, 1)
})

test('messages are found again where the start was missed', () => {
  const [, , store, answer] = make.store(make.CT_SCANNER)
  const rest = make.store(make.CT_SCANNER)[2]![1].subarray(2000)
  const said = dissectStream(dicom, [['client', rest], answer!, store!], undefined, {
    clientPort: 50_000,
    serverPort: 104,
  })
  assert.equal(saidOf(said!, 'dicom.model').length, 1)
})

test('values published for other readers', () => {
  const command = hex(
    '0400000000520000004e0103000000000400000040000000000002001a000000312e322e3834302e31303030382e352e312e342e312e312e3200000000010200000001000000100102000000010000000008020000000100',
  )
  const content = hex(
    '04000000005e0000005a010208006000020000004354080070000a0000004578616d706c65436f2008001010040000004354303108009010080000004d6f64656c2d58201800001008000000534e3132333435201800201008000000312e325c332e3420',
  )
  const said = read([['client', bytes(command, content)]])
  assert.deepEqual(
    saidOf(said, 'dicom.software-versions').map((v) => v.split(': ')[1]),
    ['1.2\\3.4'],
  )
})

test('in pieces of any size the same is said', () => {
  for (const talk of [make.store(make.CT_SCANNER, make.IMPLICIT, 300), make.worklist(), make.retrieve()]) {
    const whole = read(talk)
    for (const step of [1, 3, 64, 1460]) {
      const pieces = read(talk, step)
      assert.deepEqual(pieces.observed, whole.observed)
      assert.deepEqual(pieces.oddities, whole.oddities)
    }
  }
})

test('cut short anywhere, and other protocols, are survived', () => {
  const [, , store] = make.store(make.CT_SCANNER, make.EXPLICIT, 900)
  for (let n = 0; n < store![1].length; n += 13) dissectStream(dicom, [['client', store![1].subarray(0, n)]])
  assert.equal(dissectStream(dicom, [['client', 'GET / HTTP/1.1\r\n\r\n']]), null)
  assert.equal(dissectStream(dicom, [['client', zeros(200)]]), null)
})

test('random octets behind a request are survived', () => {
  const [request, answer] = make.store(make.CT_SCANNER)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(5), (noise, type) => {
      dissectStream(dicom, [
        request!,
        answer!,
        ['client', bytes(4, 0, 0, 0, 1, type, noise)],
        ['server', noise],
      ])
    }),
  )
})
