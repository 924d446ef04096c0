/** Terms of ISO/IEEE 11073-10101 in OBX-3: `code^reference id^MDC`. The reference id counts where code and text disagree. */
import type { Segment } from './segment.ts'

export type Attribute = keyof typeof ATTRIBUTES
export type Property =
  | 'model'
  | 'modelNumber'
  | 'manufacturer'
  | 'serial'
  | 'partNumber'
  | 'softwareVersion'
  | 'firmwareVersion'
  | 'hardwareVersion'
  | 'systemId'
  | 'timeSync'
  | 'udi'
  | 'deviceType'

/** Attributes read; the value of no other observation is. Terms of 11073-10101 annex A and 11073-20601 annex B. */
export const ATTRIBUTES = {
  MDC_ATTR_ID_MODEL: 'model',
  MDC_ATTR_SYS_ID: 'systemId',
  MDC_ATTR_UDI: 'udi',
  MDC_ID_MODEL_NUMBER: 'modelNumber',
  MDC_ID_MODEL_MANUFACTURER: 'manufacturer',
  MDC_ID_PROD_SPEC_SERIAL: 'serial',
  MDC_ID_PROD_SPEC_PART: 'partNumber',
  MDC_ID_PROD_SPEC_HW: 'hardwareVersion',
  MDC_ID_PROD_SPEC_SW: 'softwareVersion',
  MDC_ID_PROD_SPEC_FW: 'firmwareVersion',
  MDC_TIME_SYNC_PROTOCOL: 'timeSync',
} as const satisfies Readonly<Record<string, Property>>

/** Their codes, for senders that leave the reference id out. */
const CODES: Readonly<Record<string, Attribute>> = {
  67880: 'MDC_ATTR_ID_MODEL',
  67972: 'MDC_ATTR_SYS_ID',
  531969: 'MDC_ID_MODEL_NUMBER',
  531970: 'MDC_ID_MODEL_MANUFACTURER',
  531972: 'MDC_ID_PROD_SPEC_SERIAL',
  531973: 'MDC_ID_PROD_SPEC_PART',
  531974: 'MDC_ID_PROD_SPEC_HW',
  531975: 'MDC_ID_PROD_SPEC_SW',
  531976: 'MDC_ID_PROD_SPEC_FW',
  68220: 'MDC_TIME_SYNC_PROTOCOL',
}

/** Codes of devices and their parts: partition 1 from term 4096 on, and the specializations of partition 8. */
const DEVICE_CODES: readonly (readonly [number, number])[] = [
  [69_632, 73_727],
  [528_384, 528_500],
]

export type Term =
  | { readonly kind: 'device'; readonly name: string }
  | { readonly kind: 'attribute'; readonly name: Attribute }
  | { readonly kind: 'other' }

/** What OBX-3 names; `null` if it is no term of this nomenclature. */
export function termOf(obx: Segment): Term | null {
  const [code, name, system] = [obx.component(3, 1), obx.component(3, 2), obx.component(3, 3)]
  const id = name.toUpperCase()
  if (/^(?:MDCX?|MNDRY)_(?:DEV|PUMP_DEV)_[A-Z0-9_]{2,60}$/.test(id) && !/_CHAN$/.test(id))
    return { kind: 'device', name: id }
  if (Object.hasOwn(ATTRIBUTES, id)) return { kind: 'attribute', name: id as Attribute }
  if (/^(?:MDCX?|MNDRY)_/.test(id)) return { kind: 'other' }
  if (!/^MDC/.test(system.toUpperCase()) || !/^\d{1,7}$/.test(code)) return null
  if (id !== '') return { kind: 'other' }
  const attribute = CODES[code]
  if (attribute !== undefined) return { kind: 'attribute', name: attribute }
  const n = Number(code)
  return DEVICE_CODES.some(([from, to]) => n >= from && n <= to)
    ? { kind: 'device', name: code }
    : { kind: 'other' }
}
