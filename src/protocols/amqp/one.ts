/** AMQP 1.0 (parts 2 and 5 of the specification): logins and what both sides say of themselves as they open. */
import { Cursor } from '../../wire/cursor.ts'
import type { StreamReport, StreamSide } from '../protocol.ts'
import { productOf } from './classic.ts'
import { Login } from './login.ts'
import { readValue, textIn, type Value } from './typed.ts'

/** Octets of a frame's header: size, offset of its body in words, type, channel. */
const HEADER = 8
const SASL = 1
/** Descriptors of what is read. */
const OPEN = 0x10
const MECHANISMS = 0x40
const INIT = 0x41
const OUTCOME = 0x44
/** Place of the properties in OPEN. */
const PROPERTIES = 9
const MAX_FRAME = 16_384

const FIELDS = {
  server: ['amqp.product', 'amqp.platform'],
  client: ['amqp.client-product', 'amqp.client-platform'],
} as const

export class One {
  private readonly to: StreamReport
  private readonly login: Login
  private proved = false
  private opened = 0

  constructor(to: StreamReport) {
    this.to = to
    this.login = new Login(to)
  }

  /** Reads the frame at `at`; gives its size, 0 when it is not whole, -1 when it is none. */
  frame(side: StreamSide, bytes: Uint8Array, at: number): number {
    if (bytes.length - at < HEADER) return 0
    const c = new Cursor(bytes, at)
    const size = c.u32()
    const offset = c.u8() * 4
    const type = c.u8()
    if (size < HEADER || size > MAX_FRAME || offset < HEADER || offset > size || type > SASL) return -1
    if (bytes.length - at < size) return 0
    const body = new Cursor(bytes, at + offset, at + size)
    if (body.left > 3) this.performative(side, body)
    return size
  }

  /** A described list; the descriptor is a small or a long number. */
  private performative(side: StreamSide, c: Cursor): void {
    if (c.u8() !== 0) return
    const kind = c.u8()
    if (kind === 0x80) c.skip(7)
    else if (kind !== 0x53) return
    const descriptor = c.u8()
    const list = readValue(c)
    if (list.kind !== 'list' && descriptor !== OPEN) return
    const values = list.kind === 'list' ? list.values : []
    if (side === 'server' && descriptor === MECHANISMS) this.mechanisms(values[0])
    else if (side === 'client' && descriptor === INIT) this.init(values)
    else if (side === 'server' && descriptor === OUTCOME) this.outcome(values[0])
    else if (descriptor === OPEN) this.open(side, values)
  }

  private mechanisms(value: Value | undefined): void {
    const names = value?.kind === 'list' ? value.values.map(textIn).join(' ') : textIn(value)
    this.to.observe('server', 'amqp.mechanisms', names)
  }

  private init([mechanism, response]: readonly Value[]): void {
    const name = textIn(mechanism)
    if (name !== null)
      this.login.begin(name, response?.kind === 'octets' ? response.octets : new Uint8Array(0))
  }

  private outcome(code: Value | undefined): void {
    this.proved = true
    if (code?.kind === 'number')
      this.login.settle(code.number === 0 ? true : code.number === 1 ? false : null)
  }

  private open(side: StreamSide, values: readonly Value[]): void {
    this.to.observe(side, 'amqp.container-id', textIn(values[0]))
    const properties = values[PROPERTIES]
    const pairs = properties?.kind === 'map' ? properties.values : []
    const named = new Map<string, string>()
    for (let i = 0; i + 1 < pairs.length; i += 2)
      named.set(textIn(pairs[i]) ?? '', textIn(pairs[i + 1]) ?? '')
    const [product, platform] = FIELDS[side]
    this.to.observe(side, product, productOf(named))
    this.to.observe(side, platform, named.get('platform') ?? null)
    if (side === 'server') {
      this.to.observe('server', 'amqp.version', '1.0')
      if (!this.proved) this.to.observe('server', 'amqp.anonymous-accepted', 'yes')
    }
    this.opened |= side === 'server' ? 2 : 1
    if (this.opened === 3) this.to.done()
  }

  end(): void {
    this.login.settle(null)
  }
}
