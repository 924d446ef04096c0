/**
 * One TLS conversation over TCP: cuts both sides into records, puts their handshake messages together, and ends as
 * soon as what follows is encrypted. Bytes are taken as they come, so nothing waits for long records.
 */
import type { StreamReport, StreamSession, StreamSide } from '../protocol.ts'
import { reportChain } from './chain.ts'
import { readSsl2ClientHello } from './client-hello.ts'
import {
  CERTIFICATE,
  CLIENT_HELLO,
  changeCipher,
  handshakeMessage,
  newHandshake,
  reportAlert,
  reportClientHello,
} from './handshake.ts'
import { MessageReassembly } from './reassembly.ts'
import { ALERT, APPLICATION_DATA, CHANGE_CIPHER_SPEC, HANDSHAKE, RECORD_HEADER } from './records.ts'
import { readSsl2ServerHello } from './server-hello.ts'
import { serviceInside } from './services.ts'
import { reportSsl2Server } from './ssl2.ts'

const ROLES = { client: 'client', server: 'server' } as const

interface SideState {
  readonly messages: MessageReassembly
  /** Type of the record being read, and how much of it is yet to come. */
  type: number
  left: number
  started: boolean
  /** From here on this side's records are encrypted, or it is lost. */
  over: boolean
}

const newSide = (): SideState => ({
  messages: new MessageReassembly(),
  type: 0,
  left: 0,
  started: false,
  over: false,
})

export function startTls(to: StreamReport): StreamSession {
  const sides: Record<StreamSide, SideState> = { client: newSide(), server: newSide() }
  const state = newHandshake('t')
  let named: string | null = null
  nameConversation()

  function data(side: StreamSide, bytes: Uint8Array): number {
    const s = sides[side]
    let at = 0
    while (at < bytes.length && !s.over) {
      if (s.left > 0) {
        const part = bytes.subarray(at, at + s.left)
        s.left -= part.length
        at += part.length
        record(side, part)
      } else {
        const size = header(side, bytes, at)
        if (size === 0) break
        at += size
      }
    }
    finish()
    if (!s.over) return at
    return bytes.length
  }

  /** Reads the record header at `at`; gives its size, 0 when it is not all there. */
  function header(side: StreamSide, bytes: Uint8Array, at: number): number {
    const s = sides[side]
    if (!s.started && bytes[at]! >= 0x80) return ssl2(side, bytes, at)
    if (bytes.length - at < RECORD_HEADER) return 0
    s.started = true
    s.type = bytes[at]!
    s.left = (bytes[at + 3]! << 8) | bytes[at + 4]!
    if (s.type < CHANGE_CIPHER_SPEC || s.type > 24 || bytes[at + 1] !== 3) {
      to.oddity('tls.not-a-record')
      s.over = true
    }
    if (s.type === APPLICATION_DATA) s.over = true
    return RECORD_HEADER
  }

  function record(side: StreamSide, part: Uint8Array): void {
    const s = sides[side]
    if (s.type === HANDSHAKE) {
      s.messages.push(part, (type, body) => {
        handshakeMessage(state, to, ROLES, side, type, body)
        if (type <= 2) nameConversation()
      })
      if (s.messages.broken) {
        to.oddity('tls.message-too-long')
        s.over = true
      }
    } else if (s.type === CHANGE_CIPHER_SPEC && s.left === 0) {
      s.over = changeCipher(state, to, ROLES, side)
    } else if (s.type === ALERT && part.length === 2 && s.left === 0) reportAlert(to, side, part)
  }

  /** SSL 2.0 framing holds one hello; its client may be answered in modern records. */
  function ssl2(side: StreamSide, bytes: Uint8Array, at: number): number {
    if (bytes.length - at < 2) return 0
    const length = ((bytes[at]! & 0x7f) << 8) | bytes[at + 1]!
    if (bytes.length - at < 2 + length) return 0
    const body = bytes.subarray(at + 2, at + 2 + length)
    const s = sides[side]
    s.started = true
    if (side === 'server') {
      reportSsl2Server(to, readSsl2ServerHello(body))
      s.over = state.over = true
    } else {
      state.client = readSsl2ClientHello(body)
      reportClientHello(to, ROLES, state.client, 't')
    }
    return 2 + length
  }

  function nameConversation(): void {
    const negotiated = state.server?.alpn
    const offered = negotiated ? [negotiated] : (state.client?.alpn ?? [])
    const name = serviceInside(to.server.port, offered)
    if (name !== null && name !== named) to.protocol(name)
    named = name ?? named
  }

  function finish(): void {
    const { client, server } = sides
    if ((state.over && state.client !== null) || (client.over && server.over)) to.done()
  }

  return {
    data,
    gap(side) {
      leftover(side)
      sides[side].over = true
    },
    end() {
      leftover('client')
      leftover('server')
    },
  }

  /** What a cut message still tells: a hello its names, a chain its first certificates. */
  function leftover(side: StreamSide): void {
    const partial = sides[side].messages.partial()
    sides[side].messages.drop()
    if (partial?.type === CERTIFICATE) reportChain(to, side, partial.body)
    if (partial?.type === CLIENT_HELLO) handshakeMessage(state, to, ROLES, side, partial.type, partial.body)
  }
}
