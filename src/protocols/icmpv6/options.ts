/** Neighbour discovery options (RFC 4861 section 4.6): type, length in units of eight octets, value. */
import type { Mac } from '../../model/mac.ts'
import { Cursor } from '../../wire/cursor.ts'
import { deviceMac } from '../addresses.ts'
import type { DatagramReport } from '../protocol.ts'

const SOURCE_LINK_LAYER = 1
const TARGET_LINK_LAYER = 2
const MOST = 32 // options read of one message

export interface NeighbourOptions {
  readonly source: Mac | null
  readonly target: Mac | null
  /** All other options, type and octets behind the length. */
  readonly others: readonly { readonly type: number; readonly body: Uint8Array }[]
}

/** Options from offset `at` on; a zero length ends them (RFC 4861 section 4.6: the packet is to be dropped). */
export function readOptions(payload: Uint8Array, at: number, to: DatagramReport): NeighbourOptions {
  const c = new Cursor(payload, at)
  let source: Mac | null = null
  let target: Mac | null = null
  const others: { type: number; body: Uint8Array }[] = []
  for (let n = 0; c.left >= 8 && n < MOST; n++) {
    const type = c.u8()
    const body = c.view(c.u8() * 8 - 2)
    if (c.missing) {
      to.oddity('icmpv6.option-length')
      break
    }
    if (type === SOURCE_LINK_LAYER) source = deviceMac(body)
    else if (type === TARGET_LINK_LAYER) target = deviceMac(body)
    else others.push({ type, body })
  }
  return { source, target, others }
}
