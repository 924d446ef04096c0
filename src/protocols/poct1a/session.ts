/** Documents of one connection, one after the other: those in which a device presents itself are read, the rest dropped. */

import { decodeText } from '../../wire/lines.ts'
import { latin1 } from '../../wire/text.ts'
import type { StreamReport, StreamSession, StreamSide } from '../protocol.ts'
import { reportDevices } from './devices.ts'
import { type Hello, readHello } from './hello.ts'

/** Prolog, document type and comments, then a root element `XXX.R01`; vendors add messages of their own names. */
export const DOCUMENT_START = /^\s*(?:<\?[^>]*>\s*|<![^>]*>\s*){0,4}<([A-Z]{3}\.R\d\d)[\s/>]/

/** Characters in which a document shows its root, and of a hello. */
const HEAD = 600
const MOST_HELLO = 16_384
/** Devices of one connection that are told of: a docking station holds some dozens. */
const MOST_DEVICES = 32

/** A patient that is named (POCT1-A2, PT.patient_id). */
const PATIENT = /<PT\.(?:patient_id|name)\s{1,8}V\s?=\s?["'][^"']/

/** Octets that such a mark takes at most. */
const LONGEST_MARK = 40

export class Poct1aSession implements StreamSession {
  readonly #to: StreamReport
  /** The end tag that is waited for, by side; between documents `null`. */
  readonly #inside: Record<StreamSide, string | null> = { client: null, server: null }
  /** The document being passed over was told to name a patient. */
  readonly #told: Record<StreamSide, boolean> = { client: false, server: false }
  readonly #hellos: Record<StreamSide, Map<string, Hello>> = { client: new Map(), server: new Map() }

  constructor(to: StreamReport) {
    this.#to = to
  }

  data(side: StreamSide, bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length) {
      const rest = bytes.subarray(at)
      const used = this.#inside[side] === null ? this.#begin(side, rest) : this.#pass(side, rest)
      if (used === 0) break
      at += used
    }
    return at
  }

  gap(side: StreamSide): void {
    this.#inside[side] = null
  }

  end(): void {
    for (const side of ['client', 'server'] as const)
      reportDevices([...this.#hellos[side].values()], side, this.#to)
  }

  /** At the start of a document; 0 where more of it is needed. */
  #begin(side: StreamSide, bytes: Uint8Array): number {
    const root = DOCUMENT_START.exec(latin1.decode(bytes.subarray(0, HEAD)))?.[1]
    if (root === undefined) return resynchronised(bytes)
    const end = `</${root}>`
    if (root !== 'HEL.R01') {
      this.#inside[side] = end
      return this.#pass(side, bytes)
    }
    const found = indexOf(bytes, end)
    if (found < 0) return bytes.length > MOST_HELLO ? bytes.length : 0
    this.#hello(side, bytes.subarray(0, found + end.length))
    return found + end.length
  }

  /** Drops a document up to its end tag; its beginning may be the last octets that are there. */
  #pass(side: StreamSide, bytes: Uint8Array): number {
    const end = this.#inside[side]!
    const found = indexOf(bytes, end)
    this.#patient(side, found < 0 ? bytes : bytes.subarray(0, found))
    if (found < 0) return Math.max(0, bytes.length - Math.max(end.length, LONGEST_MARK) + 1)
    this.#told[side] = false
    this.#inside[side] = null
    return found + end.length
  }

  /** That the document names a patient, once; never which. */
  #patient(side: StreamSide, part: Uint8Array): void {
    if (this.#told[side] || !PATIENT.test(latin1.decode(part))) return
    this.#told[side] = true
    this.#to.observe(side, 'poct1a.patient-data', 'named', true)
    this.#to.observe(side === 'client' ? 'server' : 'client', 'poct1a.patient-data-received', 'named', false)
  }

  #hello(side: StreamSide, document: Uint8Array): void {
    const hello = readHello(decodeText(document))
    if (hello === null) this.#to.oddity('poct1a.hello')
    else if (this.#hellos[side].size < MOST_DEVICES) this.#hellos[side].set(hello.key, hello)
  }
}

/** Behind loss: to the next tag; while a document may still be about to begin, nothing is dropped. */
function resynchronised(bytes: Uint8Array): number {
  if (bytes.length < HEAD) return 0
  const next = bytes.indexOf(0x3c, 1)
  return next < 0 ? bytes.length : next
}

const indexOf = (bytes: Uint8Array, text: string): number =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(text, 0, 'latin1')
