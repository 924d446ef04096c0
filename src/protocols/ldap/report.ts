/** What LDAP messages tell, as facts: fields, and who they are about. */
import type { FieldName, FieldTable } from '../../model/observation.ts'
import { authFields, reportAuthToken } from '../ntlmssp/gss.ts'
import type { Report } from '../protocol.ts'
import {
  BIND_REQUEST,
  BIND_RESPONSE,
  eachRootAttribute,
  type LdapMessage,
  readBind,
  readResult,
  readRootFilter,
  SEARCH_ENTRY,
  SEARCH_REQUEST,
} from './message.ts'
import { readNetlogon } from './netlogon.ts'

export const ldapFields = {
  'ldap.bind': { label: 'How the client binds: anonymous, simple, or the SASL mechanism' },
  'ldap.bind-accepted': { label: 'Kind of bind the server accepted', service: true },
  'ldap.bind-result': { label: 'Result code of a bind of this client that failed (RFC 4511 4.1.9)' },
  'ldap.version': { label: 'Protocol version the client binds with' },
  'ldap.start-tls': { label: 'Answer of the server to StartTLS' },
  'ldap.default-naming-context': { label: 'Root DSE: defaultNamingContext' },
  'ldap.naming-contexts': { label: 'Root DSE: namingContexts' },
  'ldap.dns-host-name': { label: 'Root DSE: dnsHostName' },
  'ldap.server-name': { label: 'Root DSE: serverName' },
  'ldap.service-name': { label: 'Root DSE: ldapServiceName' },
  'ldap.sasl-mechanisms': { label: 'Root DSE: supportedSASLMechanisms' },
  'ldap.supported-versions': { label: 'Root DSE: supportedLDAPVersion' },
  'ldap.capabilities': { label: 'Root DSE: supportedCapabilities' },
  'ldap.vendor-name': { label: 'Root DSE: vendorName (RFC 3045)' },
  'ldap.vendor-version': { label: 'Root DSE: vendorVersion (RFC 3045)' },
  'ldap.object-class': { label: 'Root DSE: objectClass' },
  'ldap.domain-functionality': { label: 'Root DSE: domainFunctionality' },
  'ldap.forest-functionality': { label: 'Root DSE: forestFunctionality' },
  'ldap.dc-functionality': { label: 'Root DSE: domainControllerFunctionality' },
  'ldap.global-catalog': { label: 'Root DSE: isGlobalCatalogReady' },
  'ldap.clock-offset': { label: 'Root DSE: currentTime minus packet time, whole seconds' },
  'ldap.client-host': { label: 'Host name of the client in an LDAP ping (MS-ADTS 6.3.3)' },
  'ldap.client-domain': { label: 'Domain the client looks for in an LDAP ping' },
  'ldap.dc-flags': { label: 'LDAP ping: DS_FLAG bits of the controller, hex' },
  'ldap.dc-host': { label: 'LDAP ping: DNS name of the controller' },
  'ldap.dc-netbios-name': { label: 'LDAP ping: NetBIOS name of the controller' },
  'ldap.domain': { label: 'LDAP ping: DNS name of the domain' },
  'ldap.domain-guid': { label: 'LDAP ping: GUID of the domain' },
  'ldap.netbios-domain': { label: 'LDAP ping: NetBIOS name of the domain' },
  'ldap.forest': { label: 'LDAP ping: DNS name of the forest' },
  'ldap.site': { label: 'LDAP ping: site of the controller' },
  'ldap.client-site': { label: 'LDAP ping: site of the client' },
  ...authFields,
} as const satisfies FieldTable

/** Root DSE attributes (RFC 4512 section 5.1, MS-ADTS section 3.1.1.3.2) that are kept, in lower case. */
const ROOT_DSE = new Map<string, FieldName>([
  ['defaultnamingcontext', 'ldap.default-naming-context'],
  ['namingcontexts', 'ldap.naming-contexts'],
  ['dnshostname', 'ldap.dns-host-name'],
  ['servername', 'ldap.server-name'],
  ['ldapservicename', 'ldap.service-name'],
  ['supportedsaslmechanisms', 'ldap.sasl-mechanisms'],
  ['supportedldapversion', 'ldap.supported-versions'],
  ['supportedcapabilities', 'ldap.capabilities'],
  ['vendorname', 'ldap.vendor-name'],
  ['vendorversion', 'ldap.vendor-version'],
  ['objectclass', 'ldap.object-class'],
  ['domainfunctionality', 'ldap.domain-functionality'],
  ['forestfunctionality', 'ldap.forest-functionality'],
  ['domaincontrollerfunctionality', 'ldap.dc-functionality'],
  ['isglobalcatalogready', 'ldap.global-catalog'],
])

/** SASL bind in progress, RFC 4511 section 4.1.9. */
const IN_PROGRESS = 14

const utf8 = new TextDecoder('utf-8')
const bounded = (value: Uint8Array): string => utf8.decode(value.subarray(0, 256))

export interface LdapReporter {
  message(message: LdapMessage): void
  /** A SASL bind was seen: what follows may be sealed. */
  readonly sealed: boolean
}

export function ldapReporter<P extends string>(to: Report<P>, client: P, server: P): LdapReporter {
  let bind: { kind: string; login: { user: string; password: string } | null } | null = null
  let sealed = false

  const bindRequest = (message: LdapMessage) => {
    const request = readBind(message.body)
    const simple = request.password !== null
    const anonymous = simple && request.password === ''
    const kind = anonymous ? 'anonymous' : simple ? 'simple' : (request.mechanism ?? 'other')
    sealed ||= request.mechanism !== null
    to.observe(client, 'ldap.version', request.version)
    to.observe(client, 'ldap.bind', kind)
    const token = reportAuthToken(to, request.credentials, client, server)
    // The first round of a Sicily logon is answered with success before anything was proved.
    if (request.mechanism === 'sicily' && token.ntlm?.kind !== 'authenticate') {
      bind = null
      return
    }
    bind = {
      kind:
        token.ntlm?.kind === 'authenticate' && token.ntlm.response === 'anonymous'
          ? `${kind} anonymous`
          : kind,
      login:
        saslPlain(request.mechanism, request.credentials) ??
        (simple && !anonymous ? { user: request.name, password: request.password } : null),
    }
  }
  const bindResponse = (message: LdapMessage) => {
    const { code, matched, credentials } = readResult(message.body)
    reportAuthToken(to, credentials.length > 0 ? credentials : matched, server, client)
    if (code === IN_PROGRESS || bind === null) return
    if (bind.login !== null) to.credential({ ...bind.login, accepted: code === 0 })
    if (code === 0) to.observe(server, 'ldap.bind-accepted', bind.kind)
    else to.observe(client, 'ldap.bind-result', code, false)
    bind = null
  }
  return {
    message(message) {
      if (message.operation === BIND_REQUEST) bindRequest(message)
      else if (message.operation === BIND_RESPONSE) bindResponse(message)
      else if (message.operation === SEARCH_REQUEST) reportPing(to, message, client)
      else if (message.operation === SEARCH_ENTRY) reportRootDse(to, message, client, server)
    },
    get sealed() {
      return sealed
    },
  }
}

/** RFC 4616: authorization identity, name and password, separated by nulls. */
function saslPlain(
  mechanism: string | null,
  credentials: Uint8Array,
): { user: string; password: string } | null {
  if (mechanism?.toUpperCase() !== 'PLAIN') return null
  const [, user = '', password = ''] = utf8.decode(credentials.subarray(0, 1024)).split('\0')
  return { user, password }
}

function reportPing<P extends string>(to: Report<P>, message: LdapMessage, client: P): void {
  const filter = readRootFilter(message.body)
  const text = (name: string) => (filter.has(name) ? bounded(filter.get(name)!) : null)
  if (!filter.has('ntver')) return
  to.observe(client, 'ldap.client-host', text('dnshostname') ?? text('host'))
  to.observe(client, 'ldap.client-domain', text('dnsdomain'))
}

function reportRootDse<P extends string>(to: Report<P>, message: LdapMessage, client: P, server: P): void {
  eachRootAttribute(message.body, (name, values) => {
    const field = ROOT_DSE.get(name)
    if (field === 'ldap.naming-contexts') {
      for (const value of values.slice(0, 8)) to.observe(server, field, bounded(value))
    } else if (field !== undefined) to.observe(server, field, values.map(bounded).join(','))
    else if (name === 'netlogon' && values[0] !== undefined) reportNetlogon(to, values[0], client, server)
    else if (name === 'currenttime' && values[0] !== undefined) {
      const now = generalizedTime(utf8.decode(values[0].subarray(0, 32)))
      if (now !== null) to.observe(server, 'ldap.clock-offset', Math.round(now - to.at))
    }
  })
}

function reportNetlogon<P extends string>(to: Report<P>, value: Uint8Array, client: P, server: P): void {
  const answer = readNetlogon(value)
  if (answer === null) {
    to.oddity('ldap.netlogon')
    return
  }
  to.observe(server, 'ldap.dc-flags', answer.flags)
  to.observe(server, 'ldap.dc-host', answer.host)
  to.observe(server, 'ldap.dc-netbios-name', answer.netbiosName)
  to.observe(server, 'ldap.domain', answer.domain)
  to.observe(server, 'ldap.domain-guid', answer.domainGuid)
  to.observe(server, 'ldap.netbios-domain', answer.netbiosDomain)
  to.observe(server, 'ldap.forest', answer.forest)
  to.observe(server, 'ldap.site', answer.site)
  to.observe(client, 'ldap.client-site', answer.clientSite, false)
}

/** `YYYYMMDDHHMMSS.0Z` (RFC 4517 section 3.3.13) as seconds since 1970. */
function generalizedTime(text: string): number | null {
  const part = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d{1,6})?Z$/.exec(text)
  if (part === null) return null
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = part.slice(1).map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000
}
