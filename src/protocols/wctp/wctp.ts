/**
 * Wireless Communications Transfer Protocol (WCTP 1.3 of the Critical Messaging Association): pages and secure-messaging
 * jobs as XML over HTTP, and whether those in clear name a patient or a place. Recipients and texts are never kept.
 */
import { decodeText } from '../../wire/lines.ts'
import { wordsOfPage } from '../patient-words.ts'
import type { Protocol, Report, StreamSide } from '../protocol.ts'

export const wctp = {
  name: 'wctp',
  title: 'Wireless Communications Transfer Protocol (WCTP 1.3), XML over HTTP',
  fields: {
    'wctp.version': { label: 'Version that its operations state (wctpVersion)' },
    'wctp.pages': {
      label: 'Pages it sends in clear: plain, or naming a patient or a place; never which',
      service: true,
    },
    'wctp.pages-received': {
      label: 'Pages it is sent in clear: plain, or naming a patient or a place; never which',
      service: true,
    },
  },
  payload: {
    name: 'wctp',
    mediaTypes: ['text/xml', 'application/xml'],
    most: { request: 8192, response: 2048 },
    read,
  },
} satisfies Protocol & { payload: unknown }

/** Every document is one operation (section 3). */
const OPERATION = /<wctp-Operation\b[^<>]{0,400}>/
const VERSION = /\bwctpVersion\s*=\s*["'](?:wctp-dtd-)?([\w.-]{1,20})["']/
/** Texts of a message (sections 4.6, 4.7). */
const TEXT = /<wctp-(?:Alphanumeric|TransparentData|MCRMessageText|ChoicePair)\b[^<>]{0,200}>([^<]{0,4000})/g

function read(body: Uint8Array, from: StreamSide, to: Report<StreamSide>): boolean {
  const text = decodeText(body)
  const operation = OPERATION.exec(text)
  if (operation === null) return false
  to.observe(from, 'wctp.version', VERSION.exec(operation[0])?.[1] ?? null)
  if (from === 'server') return true
  for (const [, said = ''] of text.matchAll(TEXT)) {
    const words = wordsOfPage(said) ?? 'plain'
    to.observe('client', 'wctp.pages', words)
    to.observe('server', 'wctp.pages-received', words, false)
  }
  return true
}
