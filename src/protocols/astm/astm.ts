/**
 * Laboratory instruments to information systems: frames of CLSI LIS01-A2 (ASTM E1381) with records of LIS2-A2 (ASTM
 * E1394) inside, or the records alone. Read is the header record, which names the instrument; patients, orders,
 * results and comments are passed over unread.
 */
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, Verdict } from '../protocol.ts'
import { ACK, ENQ, frameAt, STX } from './frame.ts'
import { HEADER_OCTETS, headerDelimiters } from './header.ts'
import { AstmSession } from './session.ts'

/** Handshake octets that may stand before the first frame: one each, some more where a line was busy. */
const MOST_HANDSHAKES = 8

export const astm = {
  name: 'astm',
  title: 'LIS01-A2 and LIS2-A2 (ASTM E1381 and E1394): laboratory instruments',
  fields: {
    'astm.sender': { label: 'Sender of the header record, components parted by ^ (LIS2-A2 section 6.5)' },
    'astm.sender-name': { label: 'First component of the sender' },
    'astm.receiver': { label: 'Receiver of the header record: how the sender calls its peer' },
    'astm.patient-data': { label: 'Records it sends in clear name a patient; never which', service: true },
    'astm.patient-data-received': {
      label: 'Records it is sent in clear name a patient; never which',
      service: true,
    },
    'astm.processing': { label: 'Processing id: P production, T training, D debugging, Q quality control' },
    'astm.version': { label: 'Version of the record standard that the sender states' },
    'astm.senders': { label: 'How many different senders its headers name, where several' },
    'astm.framing': { label: 'How records travel: framed (LIS01-A2) or bare' },
  },
  stream: { probe, start: (to: StreamReport) => new AstmSession(to) },
} satisfies Protocol

/** A side that has bytes begins with handshakes, a frame whose checksum fits, or a header record. */
function probe({ client, server }: StreamHead): Verdict {
  const verdicts = [client, server].filter((head) => head.length > 0).map(judge)
  if (verdicts.includes('no')) return 'no'
  return verdicts.includes('yes') ? 'yes' : 'more'
}

function judge(head: Uint8Array): Verdict {
  let at = 0
  while (at < head.length && (head[at] === ENQ || head[at] === ACK)) at++
  if (at > MOST_HANDSHAKES) return 'no'
  if (at === head.length) return 'more'
  const rest = head.subarray(at)
  if (rest[0] !== STX) return at === 0 ? judgeBare(rest) : 'no'
  const frame = frameAt(rest)
  if (frame === 'more') return rest.length < 1000 ? 'more' : 'no'
  return frame !== 'none' && frame.sound ? 'yes' : 'no'
}

function judgeBare(head: Uint8Array): Verdict {
  const text = latin1.decode(head.subarray(0, HEADER_OCTETS))
  if (headerDelimiters(text) !== null) return 'yes'
  return text.length < HEADER_OCTETS && /^H[^\w\s]*$/.test(text) ? 'more' : 'no'
}
