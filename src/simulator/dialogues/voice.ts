/** SIP telephones: registration with a digest, calls, and their sound as RTP (RFC 3261, 3550). */
import * as http from '../encoders/http.ts'
import * as rtp from '../encoders/rtp.ts'
import * as sip from '../encoders/sip.ts'
import { answer, ask, pause, type Script, told } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

export interface SipTraits {
  readonly software: string
}

export const SIP = serviceKind<SipTraits>('sip', 'udp', 5060)

/** A telephone: its software as it names itself, and its number. */
export interface Phone {
  readonly software: string
  readonly user: string
}

const party = (user: string, domain: string): sip.Party => ({ user, domain })

const callOf = (unit: Unit, sequence: number): sip.Call => ({
  id: `${unit.random.word().toString(16)}@${unit.ip}`,
  branch: unit.random.word().toString(16),
  fromTag: unit.random.word().toString(16),
  sequence,
})

/** Registers: refused with a challenge, then let in. */
export function* registers(unit: Unit, phone: Phone, { software }: SipTraits, server: Unit): Script {
  const agent: sip.Agent = { address: unit.ip, software: phone.software }
  const who = party(phone.user, server.ip)
  const first = callOf(unit, 1)
  const second = { ...first, branch: `${first.branch}2`, sequence: 2 }
  const challenge: http.DigestChallenge = { realm: 'mercy', nonce: unit.random.word().toString(16) }
  const reply = { via: agent, software, toTag: 's1', method: 'REGISTER', from: who, to: who }
  yield ask(sip.register(agent, who, first))
  yield answer(
    sip.response({ ...reply, status: 401, call: first, challenge: http.digestChallenge(challenge) }),
    0.004,
  )
  yield ask(sip.register(agent, who, second, { challenge, password: 'simulated' }), 0.02)
  yield answer(sip.response({ ...reply, status: 200, call: second }), 0.006)
  // Only a registration shows it: calls of these phones are not challenged.
  unit.truth.weak('sip-digest-no-tls', 'sip', null)
  server.truth.weak('sip-digest-no-tls', 'sip', 5060)
  yield told
}

/** Calls somebody by way of the server and talks for `seconds`; sound flows between phone and server both ways. */
export function* calls(
  unit: Unit,
  phone: Phone,
  { software }: SipTraits,
  server: Unit,
  seconds: number,
): Script {
  const agent: sip.Agent = { address: unit.ip, software: phone.software }
  const [from, to] = [party(phone.user, server.ip), party(String(unit.random.int(4000, 4999)), server.ip)]
  const call = callOf(unit, 1)
  const own = 16_384 + 2 * unit.random.int(0, 8000)
  const theirs = 10_000 + 2 * unit.random.int(0, 4000)
  const reply = { via: agent, software, toTag: 's2', method: 'INVITE', call, from, to }
  yield ask(sip.invite(agent, from, to, call, { address: unit.ip, port: own }))
  yield answer(sip.response({ ...reply, status: 180 }), 0.02)
  yield answer(sip.response({ ...reply, status: 200, media: { address: server.ip, port: theirs } }), 4)
  yield ask(sip.ack(agent, from, to, call), 0.01)
  yield told
  unit.truth.weak('voice-cleartext', 'rtp', null)
  server.truth.weak('voice-cleartext', 'sip', 5060)
  sound(unit, server, [own, theirs], seconds)
  sound(server, unit, [theirs, own], seconds)
  yield pause(seconds)
  yield ask(sip.bye(agent, from, to, { ...call, branch: `${call.branch}3`, sequence: 2 }))
  yield answer(
    sip.response({
      ...reply,
      status: 200,
      method: 'BYE',
      call: { ...call, branch: `${call.branch}3`, sequence: 2 },
    }),
    0.01,
  )
}

/** G.711: 160 octets every 20 ms. */
function sound(from: Unit, to: Unit, ports: readonly [number, number], seconds: number): void {
  const first = rtp.packet({ source: from.random.word(), payload: 8 }, 0, 0, from.random.bytes(160))
  const start = from.random.int(0, 30_000)
  from.stream(to, 'rtp', ports, 0.02, Math.round(seconds * 50), (payload, index) => {
    payload.set(first)
    const sequence = (start + index) & 0xffff
    payload[2] = sequence >> 8
    payload[3] = sequence
    const stamp = index * 160
    payload[4] = stamp >>> 24
    payload[5] = stamp >>> 16
    payload[6] = stamp >>> 8
    payload[7] = stamp
    return first.length
  })
}
