/** The domain: tickets by Kerberos (RFC 4120), and the domain controller's own description by LDAP. */
import * as kerberos from '../encoders/kerberos.ts'
import { answer, ask, type Script, told } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

/** A machine's account bears its name. */
export const KERBEROS = serviceKind<null>('kerberos', 'tcp', 88, {
  'kerberos:client': { shows: ['hostname'] },
})

/** The machine logs on and asks for a ticket to a service. */
export function* logsOn(unit: Unit, service: string): Script {
  const random = (size: number): Uint8Array => unit.random.bytes(size)
  const client: kerberos.Client = {
    name: `${unit.hostname.toUpperCase().slice(0, 15)}$`,
    realm: unit.world.domain.toUpperCase(),
    etypes: kerberos.MODERN,
    workstation: unit.hostname.toUpperCase().slice(0, 15),
    nonce: unit.random.int(1, 0x7fff_ffff),
    till: Date.UTC(2037, 8, 13, 2, 48, 5),
  }
  const tcp = kerberos.overTcp
  yield ask(tcp(kerberos.asRequest(client)))
  yield answer(tcp(kerberos.error(client, 25, unit.clock)), 0.002)
  yield ask(tcp(kerberos.asRequest(client, random)))
  yield answer(tcp(kerberos.asReply(client, random)), 0.003)
  yield ask(tcp(kerberos.tgsRequest(client, service, random)))
  yield answer(tcp(kerberos.tgsReply(client, service, random)), 0.003)
  yield told
}
