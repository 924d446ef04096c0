/**
 * Offer and answer (RFC 3264) across the messages of one call: only what the answer accepts of an offer is agreed on.
 * An offer stands in an INVITE or UPDATE and is answered by its 2xx response, or in that response and is answered by
 * the ACK (RFC 3261 section 13.2.1). What a response before the last one says counts once the call is taken.
 */
import type { Ip } from '../../model/ip.ts'
import type { SipMessage } from './message.ts'
import type { Stream } from './sdp.ts'

/** Calls of one conversation whose answer is waited for; the oldest is forgotten. */
const MOST_CALLS = 64
const KEY = 'calls'

/** Who described its end of a session, and how. */
interface Description {
  readonly by: Ip | null
  readonly streams: readonly Stream[]
}

/** What was said so far in one transaction. */
interface Call {
  /** `null`: the request had none, so that the response offers. */
  readonly offer: Description | null
  readonly offeredBy: 'request' | 'response'
  readonly early: Description | null
}

/** What the two ends agree on by this message: each with the streams of the answer; nothing as long as they do not. */
export function agreedStreams(
  m: SipMessage,
  said: Description | null,
  memory: Map<string, unknown>,
): readonly Description[] {
  const id = callOf(m)
  if (id === null) return []
  const calls = (memory.get(KEY) ?? new Map()) as Map<string, Call>
  const call = calls.get(id)
  const next = m.status === null ? afterRequest(m, said, call) : afterResponse(m.status, said, call)
  calls.delete(id)
  if (next === 'over' || next === null) return []
  if ('answer' in next) return [{ by: next.offer.by, streams: next.answer.streams }, next.answer]
  calls.set(id, next)
  if (calls.size > MOST_CALLS) calls.delete(calls.keys().next().value!)
  memory.set(KEY, calls)
  return []
}

type Next = Call | { readonly offer: Description; readonly answer: Description } | 'over' | null

function afterRequest({ method }: SipMessage, said: Description | null, call: Call | undefined): Next {
  if (method !== 'ACK') return { offer: said, offeredBy: said === null ? 'response' : 'request', early: null }
  const offer = call?.offeredBy === 'response' ? call.offer : null
  return offer === null || said === null ? 'over' : { offer, answer: said }
}

function afterResponse(status: number, said: Description | null, call: Call | undefined): Next {
  if (call === undefined || status >= 300) return 'over'
  if (call.offeredBy === 'response') return { ...call, offer: said ?? call.offer }
  if (status < 200) return { ...call, early: said ?? call.early }
  const answer = said ?? call.early
  return call.offer === null || answer === null ? 'over' : { offer: call.offer, answer }
}

/** Call and number of the transaction; an ACK has those of its INVITE (RFC 3261 section 17.1.1.3). */
function callOf({ method, headers }: SipMessage): string | null {
  const number = /^\d{1,10}/.exec(headers.get('cseq') ?? '')?.[0]
  return number !== undefined && ['INVITE', 'UPDATE', 'ACK'].includes(method)
    ? `${headers.get('call-id')} ${number}`
    : null
}
