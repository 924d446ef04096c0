/** What a label printer answers: texts between STX and ETX, quoted values, or JSON. */
import { parseMac } from '../../model/mac.ts'
import { latin1 } from '../../wire/text.ts'
import type { StreamReport } from '../protocol.ts'
import type { zpl } from './zpl.ts'

type ZplField = keyof (typeof zpl)['fields']

export const STX = 2
const ETX = 3
const QUOTE = 0x22
const BRACE = 0x7b
/** Longest answer looked at, octets: a configuration (^HH) has some three thousand. */
const MAX_ANSWER = 8192
const MAX_VALUE = 120
/** Answers of one connection that are looked at. */
const MAX_ANSWERS = 200

/** ~HI: model, version, dots per millimetre, memory, options. */
const IDENTITY = /^([\w .+/-]{2,40}),(V[\w.-]{2,20}),\d{1,2},\d{3,7} ?KB(?:,([\w ,+-]{1,60}))?\s*$/
const SERIAL = /SERIAL NUMBER\s+([\w-]{4,30})\s*$/
const HARDWARE = /(?:MAC|HARDWARE) ADDRESS\s+([0-9A-Fa-f:-]{12,17})\s*$/
const FIRMWARE = /^\s*(V[\w.-]{2,20})\s+(?:<-\s*)?FIRMWARE\s*$/m
const TITLE = /^\s*(ZTC [\w .+/-]{2,40}?)\s*$/m
const PAIR = /"([a-z][\w.]{1,60})"\s*:\s*"([^"\\]{1,120})"/g

/** Variables that say what the printer is (Zebra Programming Guide, SGD commands); others may name its place or user. */
const VARIABLES: Readonly<Record<string, ZplField>> = {
  'device.product_name': 'zpl.model',
  'appl.name': 'zpl.firmware',
  'device.unique_id': 'zpl.serial',
  'internal_wired.mac_addr': 'zpl.mac-address',
  'external_wired.mac_addr': 'zpl.mac-address',
  'wlan.mac_addr': 'zpl.mac-address',
}

export class AnswerReader {
  private readonly to: StreamReport
  private readonly asked: string[]
  private left = MAX_ANSWERS

  constructor(to: StreamReport, asked: string[]) {
    this.to = to
    this.asked = asked
  }

  /** As a stream session's `data`. */
  read(bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length) {
      const close = closing(bytes[at]!)
      if (close < 0) {
        at++
        continue
      }
      const end = bytes.indexOf(close, at + 1)
      if (end < 0 && bytes.length - at < MAX_ANSWER) return at
      // What no answer is as long as is passed over whole: each of its octets might begin one.
      if (end < 0 || end - at > MAX_ANSWER) {
        at += MAX_ANSWER
        continue
      }
      this.answer(bytes[at]!, latin1.decode(bytes.subarray(at + 1, end)))
      at = end + 1
    }
    return at
  }

  private answer(kind: number, text: string): void {
    if (--this.left <= 0) this.to.done()
    if (kind === STX) this.framed(text)
    else if (kind === QUOTE) this.variable(this.asked.shift(), text)
    else for (const [, name, value] of text.matchAll(PAIR)) this.variable(name, value!)
  }

  private framed(text: string): void {
    const { to } = this
    const [, model, firmware, options] = IDENTITY.exec(text) ?? []
    to.observe('server', 'zpl.model', model ?? TITLE.exec(text)?.[1] ?? null)
    to.observe('server', 'zpl.firmware', firmware ?? FIRMWARE.exec(text)?.[1] ?? null)
    to.observe('server', 'zpl.options', options ?? null)
    to.observe('server', 'zpl.serial', SERIAL.exec(text)?.[1] ?? null)
    to.observe('server', 'zpl.mac-address', macOf(HARDWARE.exec(text)?.[1]))
  }

  /** A printer answers `?` where it has no such variable. */
  private variable(name: string | undefined, value: string): void {
    const field = VARIABLES[name ?? '']
    if (field === undefined || value === '?') return
    this.to.observe('server', field, field === 'zpl.mac-address' ? macOf(value) : value.slice(0, MAX_VALUE))
  }
}

const closing = (open: number): number =>
  open === STX ? ETX : open === QUOTE ? QUOTE : open === BRACE ? 0x7d : -1

const macOf = (text: string | undefined): string | null => (text === undefined ? null : parseMac(text))
