/** WS-Discovery 1.1 and its draft of 2005: UDP 3702 to 239.255.255.250, answers by unicast. */
import { type Edition, element, envelope, namespaces } from './soap.ts'

/** What announces itself. */
export interface Target {
  /** `urn:uuid:...`, the same over restarts. */
  readonly endpoint: string
  /** Qualified names whose prefixes stand in `prefixes`. */
  readonly types: readonly string[]
  readonly prefixes: Readonly<Record<string, string>>
  readonly scopes: readonly string[]
  readonly addresses: readonly string[]
  readonly metadataVersion?: number
}

/** What every message bears: its own identifier, and the place of the sender's sequence (appendix I). */
export interface Stamp {
  readonly edition: Edition
  readonly messageId: string
  readonly instance: number
  readonly number: number
}

const sequence = (s: Stamp): string =>
  `<d:AppSequence InstanceId="${s.instance}" MessageNumber="${s.number}"/>`

function describe(t: Target): string {
  return [
    `<a:EndpointReference>${element('a:Address', t.endpoint)}</a:EndpointReference>`,
    element('d:Types', t.types.join(' ')),
    t.scopes.length === 0 ? '' : element('d:Scopes', t.scopes.join(' ')),
    t.addresses.length === 0 ? '' : element('d:XAddrs', t.addresses.join(' ')),
    `<d:MetadataVersion>${t.metadataVersion ?? 1}</d:MetadataVersion>`,
  ].join('')
}

/** Hello: a device comes. */
export const hello = (s: Stamp, t: Target): Uint8Array =>
  toAll(s, 'Hello', `<d:Hello>${describe(t)}</d:Hello>`, t.prefixes)

/** Bye: it goes. */
export const bye = (s: Stamp, t: Pick<Target, 'endpoint'>): Uint8Array =>
  toAll(
    s,
    'Bye',
    `<d:Bye><a:EndpointReference>${element('a:Address', t.endpoint)}</a:EndpointReference></d:Bye>`,
    {},
  )

/** Probe: who is of these types? With none, everybody. */
export const probe = (
  s: Pick<Stamp, 'edition' | 'messageId'>,
  types: readonly string[] = [],
  prefixes: Target['prefixes'] = {},
): Uint8Array =>
  ask(
    s,
    'Probe',
    `<d:Probe>${types.length === 0 ? '' : element('d:Types', types.join(' '))}</d:Probe>`,
    prefixes,
  )

/** Resolve: where is the device of that endpoint now? */
export const resolve = (s: Pick<Stamp, 'edition' | 'messageId'>, endpoint: string): Uint8Array =>
  ask(
    s,
    'Resolve',
    `<d:Resolve><a:EndpointReference>${element('a:Address', endpoint)}</a:EndpointReference></d:Resolve>`,
    {},
  )

/** ProbeMatches, in answer to the probe of that identifier. */
export const probeMatches = (s: Stamp, to: string, targets: readonly Target[]): Uint8Array =>
  answer(
    s,
    'ProbeMatches',
    to,
    targets.map((t) => `<d:ProbeMatch>${describe(t)}</d:ProbeMatch>`).join(''),
    targets,
  )

/** ResolveMatches. */
export const resolveMatches = (s: Stamp, to: string, target: Target): Uint8Array =>
  answer(s, 'ResolveMatches', to, `<d:ResolveMatch>${describe(target)}</d:ResolveMatch>`, [target])

function toAll(s: Stamp, name: string, body: string, prefixes: Target['prefixes']): Uint8Array {
  const { discovery, anyone } = namespaces(s.edition)
  const { edition, messageId } = s
  return envelope({
    edition,
    messageId,
    action: `${discovery}/${name}`,
    to: anyone,
    headers: sequence(s),
    prefixes,
    body,
  })
}

function ask(
  s: Pick<Stamp, 'edition' | 'messageId'>,
  name: string,
  body: string,
  prefixes: Target['prefixes'],
): Uint8Array {
  const { discovery, anyone } = namespaces(s.edition)
  return envelope({ ...s, action: `${discovery}/${name}`, to: anyone, prefixes, body })
}

function answer(
  s: Stamp,
  name: string,
  relatesTo: string,
  body: string,
  targets: readonly Target[],
): Uint8Array {
  const { addressing, discovery } = namespaces(s.edition)
  const anonymous = s.edition === '2009' ? `${addressing}/anonymous` : `${addressing}/role/anonymous`
  return envelope({
    edition: s.edition,
    messageId: s.messageId,
    action: `${discovery}/${name}`,
    to: anonymous,
    relatesTo,
    headers: sequence(s),
    prefixes: Object.assign({}, ...targets.map((t) => t.prefixes)) as Target['prefixes'],
    body: `<d:${name}>${body}</d:${name}>`,
  })
}

export const DPWS = 'http://docs.oasis-open.org/ws-dd/ns/dpws/2009/01'
export const MDPWS = 'http://standards.ieee.org/downloads/11073/11073-20702-2016'
export const ONVIF = 'http://www.onvif.org/ver10/network/wsdl'
/** Windows' own (PnP-X), for computers and printers. */
export const PUBLICATION = 'http://schemas.microsoft.com/windows/pub/2005/07'
export const PRINT = 'http://schemas.microsoft.com/windows/2006/08/wdp/print'
export const DPWS_2006 = 'http://schemas.xmlsoap.org/ws/2006/02/devprof'

/** An ONVIF camera or recorder (ONVIF Core section 7.3). */
export const onvifTarget = (c: {
  readonly endpoint: string
  readonly name: string
  readonly hardware: string
  readonly location?: string
  readonly url: string
}): Target => ({
  endpoint: c.endpoint,
  types: ['dn:NetworkVideoTransmitter'],
  prefixes: { dn: ONVIF },
  scopes: [
    'onvif://www.onvif.org/type/video_encoder',
    'onvif://www.onvif.org/Profile/Streaming',
    `onvif://www.onvif.org/hardware/${encodeURIComponent(c.hardware)}`,
    `onvif://www.onvif.org/name/${encodeURIComponent(c.name)}`,
    ...(c.location === undefined ? [] : [`onvif://www.onvif.org/location/${encodeURIComponent(c.location)}`]),
  ],
  addresses: [c.url],
})
