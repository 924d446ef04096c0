/** Multicast DNS (RFC 6762): what a host offers, told when it comes and now and then. */
import * as mdns from '../encoders/mdns.ts'
import type { Unit } from '../unit.ts'

/** Announces itself and its services every `seconds`, and twice at first. */
export function tellsMdns(unit: Unit, services: () => readonly mdns.Service[], seconds: number): void {
  const say = (): void => {
    const host: mdns.Host = { name: `${unit.hostname}.local`, ipv4: unit.ip }
    unit.announce('mdns', '224.0.0.251', [5353, 5353], mdns.announce(host, services()), 255)
  }
  unit.every(seconds, say, { first: unit.random.between(1, Math.min(seconds, 600)) })
}

/** Looks for services of the kinds given. */
export function looksForMdns(unit: Unit, kinds: readonly string[], seconds: number): void {
  unit.every(seconds, () => unit.announce('mdns', '224.0.0.251', [5353, 5353], mdns.query(kinds), 255))
}
