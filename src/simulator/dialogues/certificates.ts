/** Certificates of the simulated hospital: real ones, made when first asked for. */
import { certificate, type Name } from '../encoders/x509/certificate.ts'
import { ecKey } from '../encoders/x509/keys.ts'
import { hash } from '../random.ts'
import type { Unit } from '../unit.ts'

const YEAR = 365.25 * 86_400_000

export interface CertificateWish {
  /** From the most to the least general; the last is usually the common name. */
  readonly subject: Name
  readonly dns?: readonly string[]
  readonly addresses?: readonly string[]
  /** Whose it is says the hospital's own authority; else its own key, as devices do out of the box. */
  readonly authority?: boolean
  /** Years before the simulation begins that it was issued, and for how many it holds. */
  readonly age?: number
  readonly years?: number
}

const AUTHORITY: Name = [
  ['C', 'US'],
  ['O', 'Mercy Hospital (simulated)'],
  ['CN', 'Mercy Issuing CA 1'],
]

/** The unit's certificate, DER. */
export function certificateOf(unit: Unit, wish: CertificateWish): Uint8Array {
  const { begins } = unit.world
  const { age = 1, years = 10 } = wish
  const notBefore = Math.floor((begins - age * YEAR) / 1000) * 1000
  const name = `${unit.persona.id} ${unit.number}`
  return certificate({
    subject: wish.subject,
    key: ecKey(name),
    serial: BigInt(hash(name)) * 4_294_967_296n + BigInt(hash(name, 1)),
    notBefore,
    notAfter: notBefore + years * YEAR,
    ...(wish.authority === true ? { issuer: { name: AUTHORITY, key: ecKey('authority') } } : {}),
    ...(wish.dns === undefined ? {} : { dns: wish.dns }),
    ...(wish.addresses === undefined ? {} : { addresses: wish.addresses }),
  })
}
