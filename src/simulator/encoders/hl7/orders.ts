/** Messages of patient administration, orders and results (HL7 version 2 chapters 3, 4 and 7), and acknowledgements. */
import { digits, escaped, type Header, message, type Patient, pid, pv1, type Segment } from './message.ts'

/** ADT: A01 admit, A02 transfer, A03 discharge, A04 register, A08 update ... */
export const adt = (h: Header, trigger: string, p: Patient): Uint8Array =>
  message(h, `ADT^${trigger}^ADT_${trigger === 'A02' || trigger === 'A03' ? trigger : 'A01'}`, [
    ['EVN', trigger, digits(h.at)],
    pid(p),
    pv1(p),
  ])

export interface Order {
  /** NW new, CA cancel, SC status. */
  readonly control: 'NW' | 'CA' | 'SC'
  readonly placer: string
  readonly filler?: string
  /** `code^text^system`. */
  readonly service: string
}

/** ORM^O01: an order, as a RIS or a ward sends it. */
export const orm = (h: Header, p: Patient, o: Order): Uint8Array =>
  message(h, 'ORM^O01^ORM_O01', [
    pid(p),
    pv1(p),
    ['ORC', o.control, o.placer, o.filler],
    ['OBR', 1, o.placer, o.filler, o.service],
  ])

/** One result. */
export interface Result {
  /** `code^text^system`. */
  readonly code: string
  readonly value: string | number
  readonly unit?: string
  readonly range?: string
  /** H, L, N ... */
  readonly flag?: string
  /** OBX-18: `id^namespace^universal id^type`. */
  readonly instrument?: string
}

/** ORU^R01: results of a laboratory, of one order. */
export const oru = (
  h: Header,
  p: Patient,
  o: Omit<Order, 'control'>,
  results: readonly Result[],
): Uint8Array =>
  message(h, 'ORU^R01^ORU_R01', [
    pid(p),
    pv1(p),
    ['ORC', 'RE', o.placer, o.filler],
    ['OBR', 1, o.placer, o.filler, o.service, '', '', digits(h.at)],
    ...results.map((r, i): Segment => {
      const numeric = typeof r.value === 'number'
      const value = numeric ? r.value : escaped(String(r.value))
      return [
        'OBX',
        i + 1,
        numeric ? 'NM' : 'ST',
        r.code,
        '',
        value,
        r.unit,
        r.range,
        r.flag,
        '',
        '',
        'F',
        '',
        '',
        digits(h.at),
        '',
        '',
        '',
        r.instrument,
      ]
    }),
  ])

/** Answer to any message: AA accepted, AE error, AR rejected. */
export const ack = (
  h: Header,
  to: { readonly kind: string; readonly controlId: string },
  code = 'AA',
): Uint8Array => message(h, `ACK^${to.kind.split('^')[1] ?? ''}^ACK`, [['MSA', code, to.controlId]])

/** A drug as ordered. */
export interface Prescription {
  readonly placer: string
  /** `code^text^system`. */
  readonly drug: string
  readonly amount: number
  readonly unit: string
  readonly route?: string
}

/** RDE^O11: a pharmacy order, as a pharmacy system sends it to cabinets (chapter 4A). */
export const rde = (h: Header, p: Patient, rx: Prescription): Uint8Array =>
  message(h, 'RDE^O11^RDE_O11', [
    pid(p),
    pv1(p),
    ['ORC', 'NW', rx.placer],
    ['RXE', '', rx.drug, rx.amount, '', rx.unit],
    ['TQ1', 1, '', 'Q8H'],
    ['RXR', rx.route ?? 'IV^Intravenous^HL70162'],
  ])

/** A message of any other kind. */
export const other = (h: Header, kind: string, segments: readonly Segment[]): Uint8Array =>
  message(h, kind, segments)
