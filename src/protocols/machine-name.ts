/** Names that authentication protocols carry for a machine rather than a person. */
import { parseMac } from '../model/mac.ts'

/**
 * The name where it is a machine's: a Kerberos host principal (`host/name.domain`), a Windows machine account
 * (`DOMAIN\NAME$`, `NAME$@domain`), or a hardware address as MAC authentication bypass uses it. `null` for
 * everything else, which may name a person.
 */
export function machineName(text: string): string | null {
  const name = text.trim()
  if (name.length > 128) return null
  if (/^host\/[\w.-]+(@[\w.-]+)?$/i.test(name)) return name
  if (/^([\w.-]+\\)?[\w.-]+\$(@[\w.-]+)?$/.test(name)) return name
  // Twelve bare digits may as well be somebody's number.
  return /^\d+$/.test(name) ? null : parseMac(name)
}
