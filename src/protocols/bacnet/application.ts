/** What messages of the application layer tell of who sends them: requests, answers, announcements. */
import type { About, Report } from '../protocol.ts'
import { notification, privateTransfer, readAnnouncement } from './announcements.ts'
import {
  CONFIRMED,
  DEVICE_COMMUNICATION_CONTROL,
  isControl,
  isWrite,
  READ_PROPERTY,
  READ_PROPERTY_MULTIPLE,
  REINITIALIZE_DEVICE,
  readApdu,
  UNCONFIRMED,
} from './apdu.ts'
import { readPropertiesAnswer, readPropertyAnswer } from './device-object.ts'
import type { Say } from './fields.ts'
import type { Segments } from './segments.ts'
import { Tags } from './tags.ts'

/** Who speaks, and to whom. */
export interface Exchange {
  readonly to: Report<'sender'>
  readonly speaker: About<'sender'>
  /** Tells the speaker's answers apart from those of others in the same conversation. */
  readonly speakerKey: string
  /** The other side as text, for "who asked for it". */
  readonly partner: string | null
  /** `null`: segments are not put together. */
  readonly segments: Segments | null
}

/** Part played in the exchange: asks, answers, or tells everybody. */
export type Part = 'client' | 'server' | null

export function readApplication(bytes: Uint8Array, exchange: Exchange): Part {
  const apdu = readApdu(bytes)
  if (apdu === null) {
    exchange.to.oddity('bacnet.apdu')
    return null
  }
  const say = sayer(exchange)
  switch (apdu.kind) {
    case 'request':
      request(apdu.service, apdu.body, say, exchange)
      return 'client'
    case 'unconfirmed':
      unconfirmed(apdu.service, apdu.body, say, exchange)
      return null
    case 'simple-ack':
      answered(apdu.service, say, exchange)
      return 'server'
    case 'complex-ack':
      answer(apdu.service, apdu.body, say, exchange)
      return 'server'
    case 'segment': {
      const whole = exchange.segments?.add(`${exchange.speakerKey}:${apdu.invoke}`, apdu) ?? null
      if (whole !== null) answer(apdu.service, whole, say, exchange)
      return 'server'
    }
    case 'error':
      return 'server'
    case 'other':
      return null
  }
}

function sayer({ to, speaker }: Exchange): Say {
  const say = (field: Parameters<Say>[0], value: string | number | null) =>
    to.observe(speaker, field, value, true)
  return Object.assign(say, {
    match: (field: Parameters<Say>[0], text: string) => to.match(speaker, field, text),
  })
}

const confirmed = (service: number): string => CONFIRMED[service] ?? `confirmed-${service}`

function request(service: number, body: Uint8Array, say: Say, { to }: Exchange): void {
  const name = confirmed(service)
  say('bacnet.service', name)
  controlEvent(name, to)
  if (isWrite(name)) say('bacnet.writes', name)
  else if (isControl(name)) say('bacnet.controls', command(service, name, body, to))
  if (!announces(name, body, say)) to.oddity('bacnet.request')
}

function controlEvent(name: string, to: Report<'sender'>): void {
  if (isWrite(name)) to.event('sender', { kind: 'control', command: 'write', function: name })
  else if (isControl(name)) {
    const command = name === CONFIRMED[DEVICE_COMMUNICATION_CONTROL] ? 'silence' : 'restart'
    to.event('sender', { kind: 'control', command, function: name })
  }
}

/** Confirmed services that hold what the unconfirmed ones of the same name do. */
function announces(name: string, body: Uint8Array, say: Say): boolean {
  if (name === 'confirmed-cov-notification' || name === 'confirmed-event-notification')
    return notification(new Tags(body), say)
  return name === 'confirmed-private-transfer' ? privateTransfer(new Tags(body), say) : true
}

/** Clause 16.4, states of ReinitializeDevice. */
const STATES = [
  'coldstart',
  'warmstart',
  'start-backup',
  'end-backup',
  'start-restore',
  'end-restore',
  'abort-restore',
  'activate-changes',
]
/** Clause 16.1. */
const COMMUNICATION = ['enable', 'disable', 'disable-initiation']

/** The service, what it asks for, and whether a password came along; the password goes to the list of known ones. */
function command(service: number, name: string, body: Uint8Array, to: Report<'sender'>): string {
  const tags = new Tags(body)
  let wish: string | undefined
  let password = false
  if (service === REINITIALIZE_DEVICE) {
    wish = tags.field(0) ? STATES[tags.unsigned() ?? -1] : undefined
    password = tags.field(1)
  } else if (service === DEVICE_COMMUNICATION_CONTROL) {
    tags.field(0) // for how long
    wish = tags.field(1) ? COMMUNICATION[tags.unsigned() ?? -1] : undefined
    password = tags.field(2)
  } else return name
  if (password) to.credential({ user: null, password: tags.text(), accepted: null })
  return `${name} ${wish ?? 'unclear'} ${password ? 'with' : 'without'} password`
}

function unconfirmed(service: number, body: Uint8Array, say: Say, { to }: Exchange): void {
  const name = UNCONFIRMED[service] ?? `unconfirmed-${service}`
  say('bacnet.service', name)
  controlEvent(name, to)
  if (isWrite(name)) say('bacnet.writes', name)
  if (isControl(name)) say('bacnet.controls', name)
  if (!readAnnouncement(service, body, say)) to.oddity('bacnet.announcement')
}

function answered(service: number, say: Say, { partner }: Exchange): void {
  const name = confirmed(service)
  say('bacnet.answers', name)
  if ((isWrite(name) || isControl(name)) && partner !== null) say('bacnet.accepted', `${name} for ${partner}`)
}

function answer(service: number, body: Uint8Array, say: Say, exchange: Exchange): void {
  answered(service, say, exchange)
  const fine =
    service === READ_PROPERTY
      ? readPropertyAnswer(body, say)
      : service === READ_PROPERTY_MULTIPLE
        ? readPropertiesAnswer(body, say)
        : true
  if (!fine) exchange.to.oddity('bacnet.answer')
}
