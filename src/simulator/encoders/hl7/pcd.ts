/**
 * IHE Patient Care Device: observations (PCD-01), infusion orders (PCD-03) and alerts (PCD-04) of devices behind a
 * gateway, in terms of ISO/IEEE 11073-10101. IHE PCD Technical Framework volume 2.
 */
import {
  digits,
  type Field,
  type Header,
  message,
  type Patient,
  pid,
  pv1,
  type Segment,
  timestamp,
} from './message.ts'

const PROFILES = {
  observation: 'IHE_PCD_001^IHE PCD^1.3.6.1.4.1.19376.1.6.1.1.1^ISO',
  order: 'IHE_PCD_003^IHE PCD^1.3.6.1.4.1.19376.1.6.1.3.1^ISO',
  alert: 'IHE_PCD_ACM_001^IHE PCD^1.3.6.1.4.1.19376.1.6.1.4.1^ISO',
} as const

/** A term: `code^REFID^MDC`. */
export type Term = `${string}^${string}^MDC`

/** The places of a device's containment tree that PCD-01 reports. */
export const TERMS = {
  pump: '69985^MDC_DEV_PUMP_INFUS_MDS^MDC',
  pumpVmd: '69986^MDC_DEV_PUMP_INFUS_VMD^MDC',
  volumetricPump: '70049^MDC_DEV_PUMP_INFUS_LVP_MDS^MDC',
  volumetricPumpVmd: '70050^MDC_DEV_PUMP_INFUS_LVP_VMD^MDC',
  syringePump: '70053^MDC_DEV_PUMP_INFUS_SYRINGE_MDS^MDC',
  syringePumpVmd: '70054^MDC_DEV_PUMP_INFUS_SYRINGE_VMD^MDC',
  deliveryChannel: '126978^MDC_DEV_PUMP_INFUS_CHAN_DELIVERY^MDC',
  monitor: '69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC',
  monitorVmd: '69966^MDC_DEV_MON_PHYSIO_MULTI_PARAM_VMD^MDC',
  ventilator: '70001^MDC_DEV_SYS_PT_VENT_MDS^MDC',
  ventilatorVmd: '70002^MDC_DEV_SYS_PT_VENT_VMD^MDC',
  pumpRate: '157784^MDC_FLOW_FLUID_PUMP^MDC',
  pumpVolume: '157864^MDC_VOL_FLUID_DELIV^MDC',
  pumpRemaining: '157872^MDC_VOL_FLUID_TBI_REMAIN^MDC',
  pumpStatus: '184519^MDC_PUMP_INFUSING_STATUS^MDC',
  drugLibrary: '184520^MDC_PUMP_DRUG_LIBRARY_NAME^MDC',
  heartRate: '147842^MDC_ECG_HEART_RATE^MDC',
  oxygenSaturation: '150456^MDC_PULS_OXIM_SAT_O2^MDC',
  model: '67880^MDC_ATTR_ID_MODEL^MDC',
  systemId: '67972^MDC_ATTR_SYS_ID^MDC',
} as const satisfies Readonly<Record<string, Term>>

export interface Metric {
  readonly term: Term
  readonly value: number | string
  /** `code^REFID^MDC`. */
  readonly unit?: string
}

/** A device whose words a gateway passes on. */
export interface Reporter {
  /** Its top level (`_MDS`) and the level below (`_VMD`). */
  readonly mds: Term
  readonly vmd?: Term
  /** OBX-18: `id^namespace^EUI-64 digits^EUI-64`. */
  readonly instance: string
  /** Sent as `MDC_ATTR_ID_MODEL` where the gateway passes it on. */
  readonly model?: string
}

/** PCD-01: what a device measures, below the levels of its containment tree. */
export function observation(
  h: Header,
  p: Patient | undefined,
  device: Reporter,
  metrics: readonly Metric[],
): Uint8Array {
  const obx = counter()
  const at = timestamp(h.at)
  const rows: Segment[] = [obx('', device.mds, '1.0.0.0', '', '', 'X', at, device.instance)]
  if (device.model !== undefined) rows.push(obx('ST', TERMS.model, '1.0.0.1', device.model, '', 'R', at))
  if (device.vmd !== undefined) rows.push(obx('', device.vmd, '1.1.0.0', '', '', 'X', at))
  for (const [i, m] of metrics.entries()) {
    const kind = typeof m.value === 'number' ? 'NM' : 'ST'
    rows.push(obx(kind, m.term, `1.1.1.${i + 1}`, m.value, m.unit ?? '', 'R', at))
  }
  return message({ ...h, profile: PROFILES.observation }, 'ORU^R01^ORU_R01', [
    ...(p === undefined ? [] : [pid(p), pv1(p)]),
    ['OBR', 1, '', `${h.controlId}^${h.application}`, device.mds, '', '', at],
    ...rows,
  ])
}

type Row = (
  type: string,
  term: string,
  place: string,
  value: Field,
  unit: string,
  status: string,
  at: string,
  instance?: string,
) => Segment

/** OBX segments numbered from 1. */
function counter(): Row {
  let n = 0
  return (type, term, place, value, unit, status, at, instance) => [
    'OBX',
    ++n,
    type,
    term,
    place,
    value,
    unit,
    '',
    '',
    '',
    '',
    status,
    '',
    '',
    at,
    '',
    '',
    '',
    instance,
  ]
}

export interface InfusionOrder {
  readonly placer: string
  /** `code^text`. */
  readonly drug: string
  /** mL and mL/h. */
  readonly volume: number
  readonly rate: number
  /** The pump that is to be programmed: `id^namespace^EUI-64 digits^EUI-64`. */
  readonly pump: string
}

/** PCD-03: programs a pump (RGV^O15). */
export const infusionOrder = (h: Header, p: Patient, o: InfusionOrder): Uint8Array =>
  message({ ...h, profile: PROFILES.order }, 'RGV^O15^RGV_O15', [
    pid(p),
    pv1(p),
    ['ORC', 'RE', o.placer, '', '', '', '', '', '', digits(h.at)],
    [
      'RXG',
      1,
      '',
      '',
      o.drug,
      o.volume,
      '',
      '263762^MDC_DIM_MILLI_L^MDC',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      o.rate,
      '265266^MDC_DIM_MILLI_L_PER_HR^MDC',
    ],
    ['RXR', 'IV^Intravenous^HL70162', '', o.pump],
    ['OBX', 1, '', TERMS.pump, '1.0.0.0', '', '', '', '', '', '', 'X', '', '', '', '', '', '', o.pump],
  ])

export interface Alert {
  /** What happened: `196802^MDC_EVT_BATT_LO^MDC`. */
  readonly event: Term
  readonly text: string
  readonly phase: 'start' | 'continue' | 'end'
  readonly priority: 'PL' | 'PM' | 'PH'
}

/** PCD-04: an alert (ORU^R40). */
export function alert(h: Header, p: Patient | undefined, device: Reporter, a: Alert): Uint8Array {
  const obx = counter()
  const at = timestamp(h.at)
  return message({ ...h, profile: PROFILES.alert }, 'ORU^R40^ORU_R40', [
    ...(p === undefined ? [] : [pid(p), pv1(p)]),
    [
      'OBR',
      1,
      `${h.controlId}^${h.application}`,
      `${h.controlId}^${h.application}`,
      '196616^MDC_EVT_ALARM^MDC',
      '',
      '',
      at,
    ],
    obx('ST', a.event, '1.0.0.0.1', a.text, '', 'R', at, device.instance),
    obx('CWE', '68488^MDC_ATTR_EVENT_SOURCE^MDC', '1.0.0.0.2', device.mds, '', 'R', at),
    obx('ST', '68481^MDC_ATTR_EVENT_PHASE^MDC', '1.0.0.0.3', a.phase, '', 'R', at),
    obx(
      'ST',
      '68482^MDC_ATTR_ALARM_STATE^MDC',
      '1.0.0.0.4',
      a.phase === 'end' ? 'inactive' : 'active',
      '',
      'R',
      at,
    ),
    obx('ST', '68484^MDC_ATTR_ALARM_PRIORITY^MDC', '1.0.0.0.5', a.priority, '', 'R', at),
  ])
}
