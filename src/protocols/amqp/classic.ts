/** AMQP 0-9-1 and its elders (specification 0-9-1): the connection class up to its opening. */
import { Cursor } from '../../wire/cursor.ts'
import { textOf } from '../printable.ts'
import type { StreamReport, StreamSide } from '../protocol.ts'
import { Login } from './login.ts'

/** Octets of a frame besides its payload: type, channel, size, end. */
const FRAME = 8
const END = 0xce
const METHOD = 1
const CONNECTION = 10
const START = 10
const START_OK = 11
const TUNE = 30
const CLOSE = 50
/** Longest frame that is read, octets; tables of properties are far shorter. */
const MAX_FRAME = 16_384
const MAX_ENTRIES = 64

const SERVER = {
  platform: 'amqp.platform',
  cluster_name: 'amqp.cluster-name',
} as const

/** Octets that a value of each type takes, where that is fixed (section 4.2.1, and the errata of RabbitMQ). */
const SIZES: Readonly<Record<string, number>> = {
  t: 1,
  b: 1,
  B: 1,
  s: 2,
  u: 2,
  U: 2,
  I: 4,
  i: 4,
  f: 4,
  l: 8,
  L: 8,
  d: 8,
  T: 8,
  D: 5,
  V: 0,
}

/** Texts of a table by their names; other values are passed over. */
export function readTable(c: Cursor, size: number): Map<string, string> {
  const all = c.sub(size)
  const found = new Map<string, string>()
  for (let n = 0; n < MAX_ENTRIES && all.left > 1; n++) {
    const name = textOf(all.view(all.u8()))
    const type = all.ascii(1)
    const fixed = SIZES[type]
    if (fixed !== undefined) all.skip(fixed)
    else {
      const value = all.view(all.u32())
      if (type === 'S' && !all.missing) found.set(name, textOf(value))
    }
    if (all.missing) break
  }
  return found
}

/** Product and version, where there is a product. */
export function productOf(properties: ReadonlyMap<string, string>): string | null {
  const product = properties.get('product') ?? ''
  return product === '' ? null : `${product} ${properties.get('version') ?? ''}`.trim()
}

export class Classic {
  private readonly to: StreamReport
  private readonly login: Login

  constructor(to: StreamReport) {
    this.to = to
    this.login = new Login(to)
  }

  /** Reads the frame at `at`; gives its size, 0 when it is not whole, -1 when it is none. */
  frame(side: StreamSide, bytes: Uint8Array, at: number): number {
    if (bytes.length - at < FRAME - 1) return 0
    const c = new Cursor(bytes, at)
    const type = c.u8()
    c.skip(2)
    const size = c.u32()
    if (type === 0 || type > 8 || size > MAX_FRAME) return -1
    if (bytes.length - at < FRAME + size) return 0
    if (bytes[at + FRAME + size - 1] !== END) return -1
    if (type === METHOD) this.method(side, c.sub(size))
    return FRAME + size
  }

  private method(side: StreamSide, c: Cursor): void {
    if (c.u16() !== CONNECTION) {
      this.to.done()
      return
    }
    const method = c.u16()
    if (side === 'server' && method === START) this.start(c)
    else if (side === 'client' && method === START_OK) this.answer(c)
    else if (side === 'server' && method === TUNE) {
      this.login.settle(true)
      this.to.done()
    } else if (side === 'server' && method === CLOSE) {
      // 403: access refused.
      this.login.settle(c.u16() === 403 ? false : null)
      this.to.done()
    }
  }

  private start(c: Cursor): void {
    const [major, minor] = [c.u8(), c.u8()]
    const properties = readTable(c, c.u32())
    const mechanisms = textOf(c.view(c.u32()))
    this.to.observe('server', 'amqp.version', major === 0 && minor === 9 ? '0-9-1' : `${major}-${minor}`)
    this.to.observe('server', 'amqp.product', productOf(properties))
    for (const [key, field] of Object.entries(SERVER))
      this.to.observe('server', field, properties.get(key) ?? null)
    this.to.observe('server', 'amqp.mechanisms', mechanisms)
  }

  private answer(c: Cursor): void {
    const properties = readTable(c, c.u32())
    this.to.observe('client', 'amqp.client-product', productOf(properties))
    this.to.observe('client', 'amqp.client-platform', properties.get('platform') ?? null)
    const mechanism = textOf(c.view(c.u8()))
    const size = c.u32()
    const response = c.view(size)
    if (c.missing || mechanism === '') return
    this.login.begin(mechanism, response)
    if (mechanism !== 'AMQPLAIN') return
    const login = readTable(new Cursor(response), size)
    this.login.gave(login.get('LOGIN') ?? '', login.get('PASSWORD') ?? '')
  }

  end(): void {
    this.login.settle(null)
  }
}
