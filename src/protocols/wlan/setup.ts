/** Wi-Fi Protected Setup (Wi-Fi Simple Configuration 2.0, clause 12): attributes of a type, a length and a value. */
import { Cursor } from '../../wire/cursor.ts'
import type { FrameReport } from '../protocol.ts'
import type { Elements } from './elements.ts'
import type { wlan } from './wlan.ts'

type WlanField = keyof (typeof wlan)['fields']

const TEXTS: Readonly<Record<number, WlanField>> = {
  4129: 'wlan.wps-manufacturer',
  4131: 'wlan.wps-model',
  4132: 'wlan.wps-model-number',
  4162: 'wlan.wps-serial',
  4113: 'wlan.wps-device-name',
}
const STATE = 0x1044
const LOCKED = 0x1057
const MAX_ATTRIBUTES = 40
const MAX_TEXT = 64

export function reportSetup({ setup }: Elements, role: 'access-point' | 'station', to: FrameReport): void {
  if (setup === null) return
  const c = new Cursor(setup)
  let state: string | null = null
  let locked = false
  for (let n = 0; c.left >= 4 && n < MAX_ATTRIBUTES; n++) {
    const type = c.u16()
    const value = c.view(c.u16())
    if (c.missing) break
    const field = TEXTS[type]
    if (type === STATE) state = value[0] === 2 ? 'configured' : 'unconfigured'
    else if (type === LOCKED) locked = value[0] === 1
    // The name of a station may be its owner's.
    else if (field !== undefined && (role === 'access-point' || field !== 'wlan.wps-device-name'))
      to.observe('sender', field, Buffer.from(value.subarray(0, MAX_TEXT)).toString('utf8'))
  }
  if (role === 'access-point' && state !== null)
    to.observe('sender', 'wlan.wps-state', locked ? `${state} locked` : state)
}
