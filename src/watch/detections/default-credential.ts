/** A login that makers publish, and that was accepted. */
import { type Digest, digestOf } from '../../model/digest.ts'
import type { Detection, Watcher } from '../detection.ts'
import { nameOf, sighting } from '../say.ts'

/** Names of FTP's guests (RFC 1635). */
const ANONYMOUS: readonly Digest[] = ['anonymous', 'ftp'].map(digestOf)

function defaultCredential(): Watcher {
  return {
    on: {
      login(e, say) {
        // A community is no login of a person: that it is the default one is a weakness, told there.
        if (e.accepted !== true || !e.knownDefault || e.protocol === 'snmp') return
        // Whoever serves files to everybody asks for these names: that it does is a weakness, told there.
        if (e.protocol === 'ftp' && e.user !== null && ANONYMOUS.includes(e.user)) return
        const what = `a login that the maker published (${e.protocol}, port ${e.port})`
        say(sighting(e, `${nameOf(e.actor)} got into ${nameOf(e.target)} with ${what}`, `accepted: ${what}`))
      },
    },
  }
}

export const defaultCredentialUse: Detection = {
  id: 'default-credential-use',
  title: 'A published login was used, and works',
  severity: 'high',
  technique: ['T1078.001', 'T0812'],
  check: 'Is it the maker or clinical engineering in a maintenance window? What was changed afterwards?',
  response: 'Change the password where the product allows it; else shield the port. Do not log the ward out.',
  trap: 'A login that was refused is an attempt, and no use; guests of a file server (anonymous FTP) were let in on purpose.',
  watch: defaultCredential,
}
