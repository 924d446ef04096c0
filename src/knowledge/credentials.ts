/** Publicly known default logins. Passwords are compared and forgotten: nothing of them is kept or returned. */
import { load } from './load.ts'

/**
 * The pair is a publicly known default of some product, or for SNMP the community (`user` null) is. A blank
 * password counts only where the list says so. Comparison is exact but for the case of the user name.
 */
export function isDefaultCredential(protocol: string, user: string | null, password: string | null): boolean {
  if (protocol === 'snmp') return communities().has((user ?? password ?? '').toLowerCase())
  if (password === null) return false
  return logins().has(key(user ?? '', password))
}

const key = (user: string, password: string): string => `${user.toLowerCase()}\0${password}`

let pairs: ReadonlySet<string> | undefined
function logins(): ReadonlySet<string> {
  const list = () => load('credentials', 'default-credentials.yaml').logins
  pairs ??= new Set(list().map(([user, password]) => key(user, password)))
  return pairs
}

let names: ReadonlySet<string> | undefined
function communities(): ReadonlySet<string> {
  const list = () => load('credentials', 'default-credentials.yaml').communities
  names ??= new Set(list().map(([community]) => community.toLowerCase()))
  return names
}
