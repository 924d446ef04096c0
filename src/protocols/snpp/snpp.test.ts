import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { fixtures, paging } from './fixtures/make.ts'
import { snpp } from './snpp.ts'

type Talk = Parameters<typeof dissectStream>[1]
const on444 = { clientPort: 50_444, serverPort: 444 }
const play = (talk: Talk, step?: number, ports = on444) => dissectStream(snpp, talk, step, ports)
const facts = (talk: Talk, step?: number) =>
  play(talk, step)?.observed.map((o) => `${o.field.slice(5)} ${o.value}`)

test('a page tells that it names a place, never the text, in pieces of any size', () => {
  const wanted = ['banner Acme SNPP Gateway 2.1 ready', 'pages place', 'pages-received place']
  for (const step of [undefined, 1, 3]) assert.deepEqual(facts(paging('Nurse call Bed 12'), step), wanted)
  assert.ok(facts(paging('Call the switchboard'))?.includes('pages plain'))
  assert.ok(facts(paging('Patient: ZQX JANE apnea'))?.includes('pages patient'))
})

test('other protocols are declined, on its port too', () => {
  assert.equal(
    play([
      ['server', '220 mail.ward.example ESMTP\r\n'],
      ['client', 'EHLO ward.example\r\n'],
    ]),
    null,
  )
  assert.equal(
    play(
      [
        ['server', '220 ready\r\n'],
        ['client', 'USER a\r\n'],
      ],
      undefined,
      { clientPort: 5, serverPort: 21 },
    ),
    null,
  )
})

test('no bytes make it throw', () => assertStreamSurvives(snpp, fixtures, 444))
