/** Certificates: in time, from whom, of which key, for which name. Judged at the time of the packet. */
import { defaultCertificate } from '../../knowledge/weak-defaults.ts'
import type { Observation } from '../../model/observation.ts'
import {
  AUTHENTICATION,
  CERTIFICATE_MANAGEMENT,
  CREDENTIAL_MANAGEMENT,
  SOUND_CRYPTOGRAPHY,
} from './safeguards.ts'
import { any, seen, sightOf } from './sightings.ts'
import type { View } from './view.ts'
import type { Judge, Weakness } from './weakness.ts'

const DAY = 86_400
const REPLACE = 'Issue a certificate from the hospital’s own authority, and renew it before it ends.'
const PIN = 'Let clients pin this certificate, and keep both ends in one guarded zone.'

const seconds = (iso: string): number => Date.parse(iso) / 1000
const samePort = (a: Observation) => (b: Observation) => a.service?.port === b.service?.port
const isExpired = (o: Observation): boolean => seconds(o.value) < o.last

/** The certificate of a port, where it is the only one seen there: its facts belong together. */
const alone = (view: View, o: Observation): boolean =>
  view.of('tls.cert-sha256').filter(samePort(o)).length === 1

/** Longest time that public authorities may issue for (CA/Browser Forum, until 2026), and that any should, in days. */
const LONGEST_PUBLIC = 825
const LONGEST = 3653

const longLived: Judge = (view) =>
  view
    .of('tls.cert-not-after')
    .filter((o) => alone(view, o))
    .flatMap((o) => {
      const from = view.of('tls.cert-not-before').find(samePort(o))
      const own = view.of('tls.cert-self-signed').some((s) => s.value === 'yes' && samePort(o)(s))
      const days = from === undefined ? 0 : (seconds(o.value) - seconds(from.value)) / DAY
      const most = own || !isPublicName(view, o) ? LONGEST : LONGEST_PUBLIC
      return days > most + 1
        ? [sightOf(o, `A certificate is valid for ${Math.round(days / 365.25)} years`)]
        : []
    })

/** A certificate for a name of the public tree, as far as the name tells. */
const isPublicName = (view: View, o: Observation): boolean =>
  view
    .of('tls.cert-dns')
    .filter(samePort(o))
    .some((d) => /\.(?:com|net|org|edu|gov|io|de|fr|uk|ca|au|ch|nl|at)$/i.test(d.value))

const matches = (pattern: string, name: string): boolean => {
  const [p, n] = [pattern.toLowerCase(), name.toLowerCase().replace(/\.$/, '')]
  return p === n || (p.startsWith('*.') && n.endsWith(p.slice(1)) && !n.slice(0, -p.length + 1).includes('.'))
}

/** A name that no certificate of the port is for; ports where certificates travel encrypted are left out. */
const otherName: Judge = (view) =>
  view.of('tls.name').flatMap((asked) => {
    const here = samePort(asked)
    if (view.of('tls.version').some((v) => here(v) && v.value === 'TLS 1.3')) return []
    const names = [...view.of('tls.cert-dns'), ...view.of('tls.cert-cn')].filter(here)
    if (names.length === 0 || names.some((n) => matches(n.value, asked.value))) return []
    return [sightOf(asked, `A client asked for ${asked.value}, for which the certificate is not`)]
  })

const shared: Judge = (view) =>
  view.of('tls.cert-key-sha256').flatMap((o) => {
    const others = view.fleet.sharing('tls.cert-key-sha256', o.value).filter((a) => a.id !== view.asset.id)
    const elsewhere = others.filter((a) => isServerOf(view.fleet.view(a), o.value))
    if (elsewhere.length === 0 || !isServerOf(view, o.value)) return []
    const first = elsewhere[0]!
    const more = elsewhere.length > 1 ? ` and ${elsewhere.length - 1} more` : ''
    return [
      sightOf(o, `The key of its certificate is also that of ${first.ips[0]?.address ?? first.id}${more}`),
    ]
  })

/** It shows the key as a server does: its peer is not the server of the conversation. */
const isServerOf = (view: View, key: string): boolean =>
  view
    .of('tls.cert-key-sha256')
    .some((o) => o.value === key && view.serves.some((c) => c.port === o.service?.port))

/** What is wrong with the server’s certificate that a client has just accepted. */
function acceptedFault(
  view: View,
  o: Observation,
): { readonly fault: string; readonly selfSigned: boolean } | null {
  const peer = o.service?.peer ?? null
  const server = peer === null ? null : view.fleet.assetAt(peer, o.at)
  if (server === null) return null
  const there = view.fleet.view(server)
  const certificate = there.of('tls.cert-sha256').find((c) => c.value === o.value && samePort(o)(c))
  if (certificate === undefined || !alone(there, certificate)) return null
  const here = samePort(certificate)
  if (there.of('tls.cert-not-after').some((n) => here(n) && seconds(n.value) < o.last))
    return { fault: 'that had expired', selfSigned: false }
  if (there.of('tls.cert-self-signed').some((s) => here(s) && s.value === 'yes'))
    return { fault: 'that nobody vouches for', selfSigned: true }
  return null
}

export const certificates: readonly Weakness[] = [
  {
    id: 'tls-weak-signature',
    title: 'Certificate signed with MD5 or SHA-1',
    severity: 'medium',
    why: 'Such a signature can be forged: another certificate may pass for this one.',
    cwe: [328],
    safeguards: [SOUND_CRYPTOGRAPHY, CERTIFICATE_MANAGEMENT],
    remedy: REPLACE,
    meanwhile: PIN,
    guard:
      'The signature of a root on itself is nobody’s proof and left out; those of leaf and intermediates count.',
    judge: any(
      seen(
        'tls.cert-signature',
        /^(md[245]|sha-?1)(?!\d)|With(?:MD5|SHA1)|-with-sha1/i,
        (v) => `A certificate is signed with ${v}`,
      ),
      seen(
        'tls.chain-signature',
        /^(md[245]|sha-?1)(?!\d)|With(?:MD5|SHA1)|-with-sha1/i,
        (v) => `An intermediate certificate is signed with ${v}`,
      ),
    ),
  },
  {
    id: 'cert-expired',
    title: 'Certificate expired',
    severity: 'medium',
    why: 'Clients refuse it or have been taught to refuse nothing; nobody renews what is needed here.',
    cwe: [298],
    safeguards: [CERTIFICATE_MANAGEMENT],
    remedy: REPLACE,
    meanwhile: PIN,
    guard:
      'Judged at the time of the packet, so that old captures tell what was true then; a wrong clock of the sensor would mislead.',
    judge: seen(
      'tls.cert-not-after',
      (_, o) => isExpired(o),
      (v) => `A certificate had expired on ${v.slice(0, 10)}`,
    ),
  },
  {
    id: 'cert-not-yet-valid',
    title: 'Certificate not yet valid',
    severity: 'low',
    why: 'A clock is wrong: the device’s when it made the certificate, or the issuer’s.',
    cwe: [298],
    safeguards: [CERTIFICATE_MANAGEMENT],
    remedy: 'Set the clock (NTP), and issue the certificate anew.',
    meanwhile: PIN,
    guard: 'Judged at the time of the packet; an hour of difference is forgiven.',
    judge: seen(
      'tls.cert-not-before',
      (v, o) => seconds(v) > o.at + 3600,
      (v) => `A certificate is valid only from ${v.slice(0, 10)}`,
    ),
  },
  {
    id: 'cert-self-signed',
    title: 'Self-signed certificate',
    severity: 'low',
    why: 'Nobody vouches for it: clients cannot tell the device from a machine in the middle.',
    cwe: [295],
    safeguards: [CERTIFICATE_MANAGEMENT, AUTHENTICATION],
    remedy: REPLACE,
    meanwhile: PIN,
    guard: 'Only the certificate of the device itself; a private root sent along in a chain does not count.',
    judge: seen('tls.cert-self-signed', 'yes', 'The certificate is signed by its own key'),
  },
  {
    id: 'cert-shared-key',
    title: 'Certificate key shared by several devices',
    severity: 'high',
    why: 'The key is the maker’s or was copied: who takes it out of one device reads and passes for all.',
    cwe: [321],
    safeguards: [CREDENTIAL_MANAGEMENT, CERTIFICATE_MANAGEMENT],
    remedy: 'Make a key of its own on each device, with a certificate of its own.',
    meanwhile: PIN,
    guard:
      'Pairs that stand in for each other and wildcard certificates share a key on purpose; addresses of one device are one.',
    judge: shared,
  },
  {
    id: 'cert-default-vendor',
    title: 'Certificate as the maker ships it',
    severity: 'medium',
    why: 'Its key is the same in many devices, or public.',
    cwe: [1188],
    safeguards: [CREDENTIAL_MANAGEMENT, CERTIFICATE_MANAGEMENT],
    remedy: REPLACE,
    meanwhile: PIN,
    guard: 'Only subjects of a list of those that products ship or make by themselves.',
    judge: (view) =>
      ['tls.cert-subject' as const, 'tls.cert-issuer' as const].flatMap((field) =>
        view.of(field).flatMap((o) => {
          const product = defaultCertificate(o.value)
          return product === null
            ? []
            : [sightOf(o, `The certificate is the one that ${product} ships or makes`)]
        }),
      ),
  },
  {
    id: 'cert-long-validity',
    title: 'Certificate valid for very long',
    severity: 'low',
    why: 'A key that is lost stays good for years, and nobody practises renewal.',
    cwe: [324],
    safeguards: [CERTIFICATE_MANAGEMENT],
    remedy: REPLACE,
    meanwhile: PIN,
    guard:
      'More than ten years, or 825 days for names of the public tree; policies for embedded devices may allow more.',
    judge: longLived,
  },
  {
    id: 'cert-name-mismatch',
    title: 'Certificate for another name',
    severity: 'low',
    why: 'Clients that connect all the same check nothing.',
    cwe: [297],
    safeguards: [CERTIFICATE_MANAGEMENT],
    remedy: 'Issue a certificate with the names under which clients call the device.',
    meanwhile: PIN,
    guard:
      'Only names that a client sent; access by address says nothing. Ports with TLS 1.3, which hides certificates, are left out.',
    judge: otherName,
  },
  {
    id: 'client-ignores-cert-error',
    title: 'Client accepts a faulty certificate',
    severity: 'medium',
    why: 'It would accept that of a machine in the middle as well.',
    cwe: [295],
    safeguards: [CERTIFICATE_MANAGEMENT, AUTHENTICATION],
    remedy: 'Switch certificate checks on in the client, with the hospital’s own authority as its root.',
    meanwhile: 'Keep client and server in one guarded zone.',
    guard:
      'Only where the client went on after the certificate. A self-signed one may be pinned, which is sound: low.',
    judge: (view) =>
      view.of('tls.accepted-certificate').flatMap((o) => {
        const found = acceptedFault(view, o)
        if (found === null) return []
        return [
          sightOf(o, `It went on with a certificate ${found.fault}`, found.selfSigned ? 'low' : 'medium'),
        ]
      }),
  },
]
