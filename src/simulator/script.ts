/**
 * What two sides of a conversation say: a script is any iterable of steps, most simply a generator function. Bytes
 * come from `encoders/`; how they travel (segments, acknowledgements, addresses) is the network's business.
 */

export type End = 'client' | 'server'

export type Step =
  /** Messages of one side, one after the other; `after`: seconds it thought or worked before. */
  | {
      readonly kind: 'say'
      readonly by: End
      readonly messages: readonly Uint8Array[]
      readonly after: number
    }
  | { readonly kind: 'pause'; readonly seconds: number }
  /** What the two tell of themselves in this conversation has been told by now: for those that stay open for long. */
  | { readonly kind: 'told' }
  /** Ends a TCP connection; a script that simply runs out is ended by the client. */
  | { readonly kind: 'close'; readonly by: End; readonly how: 'fin' | 'reset' }

export type Script = Iterable<Step>

type Bytes = Uint8Array | readonly Uint8Array[]

/** The client speaks, `after` seconds later. */
export const ask = (bytes: Bytes, after = 0.001): Step => say('client', bytes, after)

/** The server speaks, `after` seconds later. */
export const answer = (bytes: Bytes, after = 0.002): Step => say('server', bytes, after)

/** Nothing happens for `seconds`. */
export const pause = (seconds: number): Step => ({ kind: 'pause', seconds })

/** Everything that the conversation tells of its two sides has been told. */
export const told: Step = { kind: 'told' }

export const close = (by: End, how: 'fin' | 'reset' = 'fin'): Step => ({ kind: 'close', by, how })

function say(by: End, bytes: Bytes, after: number): Step {
  return { kind: 'say', by, messages: bytes instanceof Uint8Array ? [bytes] : bytes, after }
}
