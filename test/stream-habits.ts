/**
 * What every stream dissector must do, whatever it reads: say the same however the stream is cut, survive an end at
 * any octet and random bytes in any place, and decline what other protocols say on its port.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Protocol, StreamSide } from '../src/protocols/protocol.ts'
import { bytes } from './bytes.ts'
import { dissectStream, type Said } from './harness.ts'
import { assertStreamSurvives } from './stream-mutations.ts'

export type Talk = readonly (readonly [StreamSide, Uint8Array | string])[]

/** Longest talk that is cut at every octet; of a longer one every n-th is tried. */
const CUTS = 400

/** First words of common protocols; none may be taken for another. */
const OTHERS: Readonly<Record<string, Talk>> = {
  http: [
    ['client', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['server', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
  ],
  smtp: [
    ['server', '220 mail.example ESMTP\r\n'],
    ['client', 'EHLO a\r\n'],
    ['server', '250 ok\r\n'],
  ],
  ssh: [
    ['server', 'SSH-2.0-OpenSSH_9.7\r\n'],
    ['client', 'SSH-2.0-OpenSSH_9.7\r\n'],
  ],
  tls: [
    ['client', bytes(0x16, 3, 1, 0, 60, 1, 0, 0, 56, 3, 3, new Array(54).fill(7))],
    ['server', bytes(0x16, 3, 3, 0, 50, 2, 0, 0, 46, 3, 3, new Array(44).fill(7))],
  ],
  zeros: [
    ['client', new Uint8Array(80)],
    ['server', new Uint8Array(80)],
  ],
  dicom: [
    ['client', bytes(1, 0, 0, 0, 0, 100, 0, 1, new Array(98).fill(32))],
    ['server', bytes(2, 0, 0, 0, 0, 100, 0, 1, new Array(98).fill(32))],
  ],
  hl7: [
    ['client', '\x0bMSH|^~\\&|A|B|C|D|20260101||ORU^R01|1|P|2.6\r\x1c\r'],
    ['server', '\x0bMSH|^~\\&|C|D|A|B|20260101||ACK|1|P|2.6\rMSA|AA|1\r\x1c\r'],
  ],
}

export const valuesOf = (said: Said | null, field: string): string[] =>
  (said?.observed ?? []).filter((o) => o.field === field).map((o) => o.value)

/** Registers the tests. `talk` is a whole typical conversation; `own` names entries of OTHERS that are the protocol's. */
export function streamHabits(
  protocol: Protocol,
  talk: Talk,
  fixtures: Record<string, Uint8Array[]>,
  port = 40001,
  own: readonly string[] = [],
): void {
  const ports = { clientPort: 50000, serverPort: port }
  const play = (said: Talk, step?: number) => dissectStream(protocol, said, step, ports)

  test(`${protocol.name}: cutting the stream anywhere changes nothing`, () => {
    const whole = play(talk)
    assert.notEqual(whole, null)
    for (const step of [1, 3, 50]) {
      const cut = play(talk, step)
      assert.deepEqual(cut?.observed, whole?.observed, `step ${step}`)
      assert.deepEqual(cut?.credentials, whole?.credentials, `step ${step}`)
    }
  })

  test(`${protocol.name}: an end at any octet is survived, and says no more than the whole`, () => {
    const whole = new Set(play(talk)?.observed.map((o) => JSON.stringify(o)))
    const total = talk.reduce((sum, [, part]) => sum + part.length, 0)
    const stride = Math.max(1, Math.floor(total / CUTS))
    for (let length = 0; length < total; length += stride)
      for (const o of play(ended(talk, length))?.observed ?? [])
        assert.ok(whole.has(JSON.stringify(o)), o.field)
  })

  test(`${protocol.name}: damaged conversations are survived`, () => {
    assertStreamSurvives(protocol, fixtures, port)
  })

  test(`${protocol.name}: no bytes make it throw`, () => {
    const any = fc.uint8Array({ maxLength: 120 })
    fc.assert(
      fc.property(any, any, fc.nat(talk.length), (a, b, at) => {
        play([...talk.slice(0, at), ['client', a], ['server', b]])
      }),
      { numRuns: 200 },
    )
  })

  for (const [name, other] of Object.entries(OTHERS))
    if (!own.includes(name))
      test(`${protocol.name}: ${name} on its port is declined`, () => {
        assert.equal(play(other), null)
      })
}

/** The first `length` octets of a talk. */
function ended(talk: Talk, length: number): Talk {
  let left = length
  return talk.flatMap(([side, part]) => {
    const take = Math.min(left, part.length)
    left -= take
    return take === 0 ? [] : [[side, part.slice(0, take)] as const]
  })
}
