/** What an SSL 2.0 server hello tells: the version, its certificate, and the only suites it would take. */
import type { StreamReport } from '../protocol.ts'
import { readCertificate } from './certificate.ts'
import { reportLeaf } from './chain.ts'
import { cipherId, cipherName } from './ciphers.ts'
import { versionName } from './names.ts'
import type { Ssl2ServerHello } from './server-hello.ts'

/** The client chooses in a later message; a single suite is settled all the same. */
export function reportSsl2Server(to: StreamReport, hello: Ssl2ServerHello): void {
  const version = versionName(2)
  to.observe('server', 'tls.version', version)
  to.tls({ version })
  const [only] = hello.ciphers
  if (only !== undefined && hello.ciphers.length === 1) {
    to.observe('server', 'tls.cipher', cipherName(only))
    to.observe('server', 'tls.cipher-id', cipherId(only))
    to.tls({ cipher: cipherName(only) })
  }
  to.observe('server', 'tls.resumed', hello.resumed ? 'yes' : null)
  const certificate = hello.certificate.length > 0 ? readCertificate(hello.certificate) : null
  if (certificate !== null) reportLeaf(to, 'server', certificate)
}
