/** Certificate messages of SSL 3.0 to TLS 1.2 (RFC 5246 section 7.4.2): who the sender says it is. */

import type { FieldName } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import type { Report } from '../protocol.ts'
import { type Certificate, readCertificate } from './certificate.ts'

/** Certificates of one chain that are read; real chains have two to four. */
const MAX_CHAIN = 10

/** States the facts of the chain in `body`; gives the leaf's SHA-256, `null` where there is none. */
export function reportChain<P extends string>(to: Report<P>, about: P, body: Uint8Array): string | null {
  const c = new Cursor(body)
  const list = c.sub(c.u24())
  const chain: Certificate[] = []
  let sent = 0
  while (list.left >= 3 && sent < MAX_CHAIN) {
    const der = list.view(list.u24())
    if (der.length === 0) break
    sent++
    const certificate = readCertificate(der)
    if (certificate !== null) chain.push(certificate)
    else to.oddity('tls.certificate-unreadable')
    if (sent === 1 && certificate !== null) reportLeaf(to, about, certificate)
  }
  if (sent === 0 || chain.length === 0) return null
  if (!list.missing) to.observe(about, 'tls.chain-length', sent)
  for (const further of chain.slice(1)) reportFurther(to, about, further)
  if (chain.length > 1) to.observe(about, 'tls.chain-issuer', chain[chain.length - 1]!.issuer.text)
  return chain[0]!.sha256
}

/** States the facts of an end-entity certificate. */
export function reportLeaf<P extends string>(to: Report<P>, about: P, certificate: Certificate): void {
  const { subject, issuer } = certificate
  const facts: readonly (readonly [FieldName, string | number | null])[] = [
    ['tls.cert-subject', subject.text],
    ['tls.cert-cn', subject.get('CN')],
    ['tls.cert-organization', subject.get('O')],
    ['tls.cert-unit', subject.get('OU')],
    ['tls.cert-subject-serial', subject.get('serialNumber')],
    ['tls.cert-issuer', issuer.text],
    ['tls.cert-issuer-cn', issuer.get('CN')],
    ['tls.cert-issuer-organization', issuer.get('O')],
    ['tls.cert-not-before', certificate.notBefore],
    ['tls.cert-not-after', certificate.notAfter],
    ['tls.cert-serial', certificate.serial],
    ['tls.cert-key-type', certificate.keyType],
    ['tls.cert-key-bits', certificate.keyBits],
    ['tls.cert-curve', certificate.curve],
    ['tls.cert-signature', certificate.signature],
    ['tls.cert-self-signed', certificate.selfSigned ? 'yes' : 'no'],
    ['tls.cert-usage', certificate.usages.join(',')],
    ['tls.cert-sha256', certificate.sha256],
    ['tls.cert-key-sha256', certificate.keySha256],
  ]
  for (const [field, value] of facts) to.observe(about, field, value)
  for (const name of certificate.dnsNames) to.observe(about, 'tls.cert-dns', name)
  for (const ip of certificate.ips) to.observe(about, 'tls.cert-ip', ip)
  for (const uri of certificate.uris) to.observe(about, 'tls.cert-uri', uri)
}

/** A root's own signature proves nothing either way, so it is left out (it is trusted by being there). */
function reportFurther<P extends string>(to: Report<P>, about: P, certificate: Certificate): void {
  to.observe(about, 'tls.chain-subject', certificate.subject.text)
  if (!certificate.selfSigned) to.observe(about, 'tls.chain-signature', certificate.signature)
  if (certificate.keyType !== null)
    to.observe(about, 'tls.chain-key', `${certificate.keyType} ${certificate.keyBits ?? ''}`.trim())
}
