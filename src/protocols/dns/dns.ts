/**
 * The Domain Name System over UDP and TCP (RFC 1035, RFC 7766) with dynamic updates (RFC 2136): who is called
 * what, who resolves for others, and which servers and clouds a client looks for. Texts of TXT records are
 * private and never kept, those of a server about itself (class CHAOS, RFC 4892) apart.
 */
import type {
  Party,
  Protocol,
  StreamHead,
  StreamReport,
  StreamSession,
  StreamSide,
  Verdict,
} from '../protocol.ts'
import { HEADER, readMessage } from './message.ts'
import { looksLikeDns, mayBecomeDns } from './recognise.ts'
import { reportMessage } from './report.ts'

/** Ports whose protocols borrow the format and speak for themselves: NetBIOS names, mDNS, LLMNR. */
const BORROWERS: readonly number[] = [137, 5353, 5355]
/** Octets of the length before each message over TCP, RFC 1035 section 4.2.2. */
const PREFIX = 2
/** Octets of the largest message read over TCP; longer ones (zone transfers) are read as far as this. */
const MOST_OF_MESSAGE = 16_384

export const dns = {
  name: 'dns',
  title: 'Domain Name System (RFC 1035, RFC 2136, RFC 7766)',
  ports: { udp: [53], tcp: [53] },
  fields: {
    'dns.name': { label: 'Name that an A, AAAA or PTR record gives the address (RFC 1035 section 3.4.1)' },
    'dns.alias': { label: 'Name asked for that led to the address by CNAME records' },
    'dns.query': {
      label: 'Name a client asks for; at most four labels, none made up by a program',
      service: true,
    },
    'dns.service-query': { label: 'Service a client looks for by SRV name (RFC 2782)' },
    'dns.directory-domain': { label: 'Active Directory domain whose controllers a client looks for' },
    'dns.random-label': { label: 'Zone under which a client asks for very long made-up labels' },
    'dns.server': { label: 'Answers queries: recursive (RA flag) or authoritative (AA flag)', service: true },
    'dns.service': { label: 'Service that an SRV record places on the host (RFC 2782)' },
    'dns.version': { label: 'Name server software, version.bind (RFC 4892)' },
    'dns.server-id': { label: 'Name server identity, hostname.bind or id.server (RFC 4892)' },
    'dns.update-name': { label: 'Host name registered by dynamic update (RFC 2136 section 2.5.1)' },
    'dns.update-zone': {
      label: 'Zone in which a host registers itself by dynamic update (RFC 2136 section 2.3)',
    },
  },
  datagram: {
    follow: 'all',
    probe: (payload, { sender, receiver }) =>
      !borrowed(sender) && !borrowed(receiver) && looksLikeDns(payload),
    observe(payload, to) {
      const message = readMessage(payload)
      if (message === null) return
      to.server(message.response ? 'sender' : 'receiver')
      reportMessage(message, 'sender', to.sender.ip, to)
    },
  },
  stream: { probe: probeStream, start },
} satisfies Protocol

const borrowed = ({ port }: Party): boolean => BORROWERS.includes(port)

function probeStream({ client, server }: StreamHead): Verdict {
  const verdicts = [verdictOf(client, false), verdictOf(server, true)]
  if (verdicts.includes('no')) return 'no'
  return verdicts.includes('yes') ? 'yes' : 'more'
}

function verdictOf(bytes: Uint8Array, response: boolean): Verdict {
  if (bytes.length < PREFIX + HEADER) return 'more'
  const length = (bytes[0]! << 8) | bytes[1]!
  const message = bytes.subarray(PREFIX, PREFIX + length)
  if (length < HEADER || message[2]! >= 0x80 !== response || !mayBecomeDns(message)) return 'no'
  if (looksLikeDns(message)) return 'yes'
  return message.length < length ? 'more' : 'no'
}

function start(to: StreamReport): StreamSession {
  return {
    data(side, bytes) {
      let at = 0
      while (bytes.length - at >= PREFIX) {
        const length = (bytes[at]! << 8) | bytes[at + 1]!
        const wanted = Math.min(length, MOST_OF_MESSAGE)
        if (bytes.length - at - PREFIX < wanted) break
        report(side, bytes.subarray(at + PREFIX, at + PREFIX + wanted), to)
        at += PREFIX + length
      }
      return at
    },
    // Where the next message begins is no longer known.
    gap: () => to.done(),
  }
}

function report(side: StreamSide, bytes: Uint8Array, to: StreamReport): void {
  const message = readMessage(bytes)
  if (message === null) to.oddity('dns.short-message')
  else reportMessage(message, side, to[side].ip, to)
}
