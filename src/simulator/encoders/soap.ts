/** SOAP 1.2 envelopes with WS-Addressing, for WS-Discovery, DPWS, ONVIF and the services above them. */
import { bytes, xmlText } from './bytes.ts'

/** Versions of the specifications: OASIS 2009 (DPWS 1.1, SDC), or the drafts of 2004 and 2005 (ONVIF, Windows). */
export type Edition = '2009' | '2005'

const NAMESPACES: Readonly<
  Record<Edition, { readonly addressing: string; readonly discovery: string; readonly anyone: string }>
> = {
  '2009': {
    addressing: 'http://www.w3.org/2005/08/addressing',
    discovery: 'http://docs.oasis-open.org/ws-dd/ns/discovery/2009/01',
    anyone: 'urn:docs-oasis-open-org:ws-dd:ns:discovery:2009:01',
  },
  '2005': {
    addressing: 'http://schemas.xmlsoap.org/ws/2004/08/addressing',
    discovery: 'http://schemas.xmlsoap.org/ws/2005/04/discovery',
    anyone: 'urn:schemas-xmlsoap-org:ws:2005:04:discovery',
  },
}

export const namespaces = (edition: Edition) => NAMESPACES[edition]

export interface Envelope {
  readonly edition: Edition
  readonly action: string
  /** `urn:uuid:...` */
  readonly messageId: string
  readonly to?: string
  readonly relatesTo?: string
  /** Namespace prefixes that the body uses. */
  readonly prefixes?: Readonly<Record<string, string>>
  /** More header elements, and the body, as XML. */
  readonly headers?: string
  readonly body: string
}

/** The whole document. */
export function envelope(e: Envelope): Uint8Array {
  const { addressing, discovery } = NAMESPACES[e.edition]
  const declared = {
    s: 'http://www.w3.org/2003/05/soap-envelope',
    a: addressing,
    d: discovery,
    ...e.prefixes,
  }
  const prefixes = Object.entries(declared).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
  const header = [
    element('a:Action', e.action),
    element('a:MessageID', e.messageId),
    e.to === undefined ? '' : element('a:To', e.to),
    e.relatesTo === undefined ? '' : element('a:RelatesTo', e.relatesTo),
    e.headers ?? '',
  ]
  return bytes(
    '<?xml version="1.0" encoding="utf-8"?>',
    `<s:Envelope${prefixes.join('')}>`,
    `<s:Header>${header.join('')}</s:Header>`,
    `<s:Body>${e.body}</s:Body></s:Envelope>`,
  )
}

/** An element that holds text. */
export const element = (name: string, text: string): string => `<${name}>${xmlText(text)}</${name}>`
