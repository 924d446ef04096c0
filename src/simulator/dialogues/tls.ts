/** TLS around anything: the handshake of two stacks, then protected records of the sizes that are exchanged. */
import * as tls from '../encoders/tls/index.ts'
import { answer, ask, close, pause, type Script, told } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

export interface TlsTraits {
  readonly server: tls.Server
  /** Its certificate is one that no careful client takes: signed by itself, expired, of another name. */
  readonly faulty?: boolean
}

/** HTTPS, and whatever else speaks TLS from the first byte. */
export const TLS = serviceKind<TlsTraits>('tls', 'tcp', 443)

/** One exchange inside: octets asked, octets answered, seconds of work between, seconds until the next. */
export interface Exchanged {
  readonly asked: number
  readonly answered: number
  readonly work?: number
  readonly rest?: number
}

/** Records carry at most so much (RFC 8446 section 5.1). */
const RECORD = 16_384

export interface TlsClient {
  readonly stack: tls.Stack
  /** SNI. */
  readonly host?: string
  readonly alpn?: readonly string[]
}

/** The handshake, then `exchanges`, then the end. */
export function* overTls(
  client: Unit,
  traits: TlsTraits,
  how: TlsClient,
  exchanges: Iterable<Exchanged>,
): Script {
  yield* handshake(client, traits, how)
  // Whoever goes on shows that it does not look.
  if (traits.faulty === true) client.truth.weak('client-ignores-cert-error', 'tls', null)
  yield told
  const random = (size: number): Uint8Array => client.random.bytes(size)
  for (const { asked, answered, work = 0.01, rest = 0 } of exchanges) {
    if (asked > 0) yield ask(records(traits, asked, random), 0.0005)
    if (answered > 0) yield answer(records(traits, answered, random), work)
    if (rest > 0) yield pause(rest)
  }
  yield ask(tls.close(traits.server, random))
  yield close('client')
}

export function* handshake(client: Unit, { server }: TlsTraits, how: TlsClient): Script {
  const random = (size: number): Uint8Array => client.random.bytes(size)
  const { host, alpn } = how
  const hello = tls.clientHello(how.stack, random, {
    ...(host === undefined ? {} : { host }),
    ...(alpn === undefined ? {} : { alpn }),
  })
  yield ask(hello, 0.0005)
  yield answer(tls.serverFlight(server, hello, random), 0.002)
  yield ask(tls.clientFinish(server, random), 0.002)
  const finish = tls.serverFinish(server, random)
  if (finish.length > 0) yield answer(finish, 0.001)
}

/** A long message is one record again and again: what is protected looks like chance, and none of it is looked at. */
function records({ server }: TlsTraits, size: number, random: (size: number) => Uint8Array): Uint8Array[] {
  const out: Uint8Array[] = []
  if (size >= RECORD) out.push(...new Array(Math.floor(size / RECORD)).fill(tls.data(server, RECORD, random)))
  if (size % RECORD > 0) out.push(tls.data(server, size % RECORD, random))
  return out
}
