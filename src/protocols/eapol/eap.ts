/** EAP packets (RFC 3748 section 4): only code, type, machine names and what the access switch says of itself. */
import { Cursor } from '../../wire/cursor.ts'
import { eapMethod } from '../eap-methods.ts'
import { machineName } from '../machine-name.ts'
import { textOf } from '../printable.ts'
import type { FrameReport } from '../protocol.ts'

const REQUEST = 1
const RESPONSE = 2
const IDENTITY = 1
const NAK = 3

export function observeEap(body: Uint8Array, to: FrameReport) {
  const c = new Cursor(body)
  const code = c.u8()
  c.skip(1)
  const length = c.u16()
  if (c.missing || length < 4) return to.oddity('eapol.eap-short')
  to.observe('sender', 'eapol.role', code === RESPONSE ? 'supplicant' : 'authenticator')
  if ((code !== REQUEST && code !== RESPONSE) || length < 5 || c.left === 0) return
  const type = c.u8()
  const data = c.view(Math.min(length - 5, c.left))
  if (type === IDENTITY && code === RESPONSE) observeIdentity(data, to)
  else if (type === IDENTITY) observeRequest(data, to)
  else if (type === NAK) to.observe('sender', 'eapol.method-wanted', methodNames(data))
  else to.observe('sender', 'eapol.method', eapMethod(type))
}

function observeIdentity(data: Uint8Array, to: FrameReport): void {
  const name = machineName(textOf(data))
  if (name !== null) to.observe('sender', 'eapol.machine', name)
  else if (data.length > 0) to.observe('sender', 'eapol.identity', 'present')
}

/** Behind a NUL, options such as `networkid=x,nasid=y,portid=z` (RFC 4284 section 2). */
function observeRequest(data: Uint8Array, to: FrameReport): void {
  const nul = data.indexOf(0)
  if (nul < 0) return
  for (const option of textOf(data.subarray(nul + 1)).split(',', 16)) {
    const [name, value] = option.split('=', 2)
    if (name === 'nasid') to.observe('sender', 'eapol.nas-id', value ?? null)
    else if (name === 'portid') to.observe('sender', 'eapol.nas-port', value ?? null)
  }
}

const methodNames = (types: Uint8Array): string =>
  Array.from(types.subarray(0, 16), (type) => eapMethod(type) ?? String(type)).join(',')
