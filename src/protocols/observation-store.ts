/**
 * Where observations come to rest: equal ones are counted, not stored again; every list has a bound, and
 * what a bound turned away is counted. Patient data and passwords never get this far.
 */
import type {
  CredentialSeen,
  Endpoint,
  FieldName,
  Observation,
  ServiceSeen,
  Where,
} from '../model/observation.ts'
import { cleanText } from '../wire/text.ts'

/** Distinct observations kept in all; a hospital site of 100,000 devices yields about ten each. */
const MAX_OBSERVATIONS = 1_000_000
/** Distinct values kept of one field of one endpoint: a chatty or hostile host cannot crowd out others. */
const MAX_VALUES = 64
/** Devices kept behind one gateway: the largest hospitals have about as many pumps and monitors in all. */
const MAX_DEVICES_BEHIND = 20_000
const MAX_CREDENTIALS = 10_000

interface Counted {
  readonly field: FieldName
  readonly value: string
  readonly protocol: string
  readonly endpoint: Endpoint
  readonly self: boolean
  at: number
  last: number
  count: number
  where: Where
  service?: ServiceSeen
}

export class ObservationStore {
  /** Observations and credentials turned away by a bound. */
  dropped = 0
  private readonly byKey = new Map<string, Counted>()
  private readonly values = new Map<string, number>()
  /** By gateway, the devices known through it. */
  private readonly behind = new Map<string, Set<string>>()
  private readonly logins = new Map<string, CredentialSeen>()

  observe(
    endpoint: Endpoint,
    field: FieldName,
    value: string | number | null,
    self: boolean,
    protocol: string,
    at: number,
    where: Where,
    service: ServiceSeen | null = null,
  ): void {
    const text = value === null ? null : typeof value === 'number' ? String(value) : cleanText(value)
    if (text === null || (endpoint.mac === null && endpoint.ip === null)) return
    const who = `${endpoint.mac ?? ''}|${endpoint.ip ?? ''}`
    const of = `${who}|${self ? 1 : 0}|${field}|${endpoint.device ?? ''}`
    const key = service === null ? `${of}\n${text}` : `${of}\n${text}\n${service.transport}${service.port}`
    const known = this.byKey.get(key)
    if (known) {
      count(known, at, where, service)
      return
    }
    const values = this.values.get(of) ?? 0
    const full = values >= MAX_VALUES || this.byKey.size >= MAX_OBSERVATIONS
    if (full || (endpoint.device !== undefined && !this.admit(who, endpoint.device))) {
      this.dropped++
      return
    }
    this.values.set(of, values + 1)
    const fresh: Counted = { field, value: text, protocol, endpoint, self, at, last: at, count: 1, where }
    if (service !== null) fresh.service = service
    this.byKey.set(key, fresh)
  }

  /** Is the device one of those kept behind this gateway? */
  private admit(gateway: string, device: string): boolean {
    const known = this.behind.get(gateway) ?? new Set<string>()
    if (known.size >= MAX_DEVICES_BEHIND && !known.has(device)) return false
    this.behind.set(gateway, known.add(device))
    return true
  }

  /** Keeps a login once per server, client, port, user and outcome. */
  credential(seen: CredentialSeen): void {
    const key = [
      seen.protocol,
      seen.server.ip,
      seen.client.ip,
      seen.port,
      seen.user,
      seen.knownDefault,
      seen.blank,
      seen.accepted,
    ].join('|')
    if (this.logins.has(key)) return
    if (this.logins.size >= MAX_CREDENTIALS) this.dropped++
    else this.logins.set(key, seen)
  }

  observations(): Observation[] {
    return [...this.byKey.values()]
  }

  credentials(): CredentialSeen[] {
    return [...this.logins.values()]
  }
}

function count(known: Counted, at: number, where: Where, service: ServiceSeen | null): void {
  known.count++
  if (at > known.last) known.last = at
  if (at < known.at) {
    known.at = at
    known.where = where
    if (service !== null) known.service = service
  }
}
