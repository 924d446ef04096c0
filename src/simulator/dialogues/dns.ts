/** Names of the hospital, asked of its DNS server (RFC 1035 section 4.2.1). */
import * as dns from '../encoders/dns.ts'
import { answer, ask, type Script } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

export interface DnsTraits {
  /** Seconds that answers may be kept. */
  readonly ttl: number
}

export const DNS = serviceKind<DnsTraits>('dns', 'udp', 53)

/** Asks for the address of a name. */
export function* lookup(client: Unit, traits: DnsTraits, name: string, address: string): Script {
  const id = client.random.word() & 0xffff
  yield ask(dns.query(id, name))
  yield answer(
    dns.answer(id, { name, type: 'A' }, [{ name, type: 'A', ttl: traits.ttl, value: address }]),
    client.random.between(0.0003, 0.004),
  )
}

/** Asks for a name that does not exist. */
export function* failedLookup(client: Unit, name: string, zone: string): Script {
  const id = client.random.word() & 0xffff
  yield ask(dns.query(id, name))
  yield answer(dns.nameError(id, { name, type: 'A' }, zone), client.random.between(0.001, 0.03))
}
