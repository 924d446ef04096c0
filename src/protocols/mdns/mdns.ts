/**
 * Multicast DNS (RFC 6762) with service discovery (RFC 6763): a host's own name, the services it offers with
 * what their TXT records tell of model and version, and which services others look for.
 */
import { type DnsMessage, readMessage } from '../dns/message.ts'
import { serviceName } from '../dns/name.ts'
import { looksLikeDns } from '../dns/recognise.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'
import { reportAnnouncement } from './announcement.ts'

const PORT = 5353 // RFC 6762 section 3
/** Questions read of one query; browsers ask some dozens at once. */
const MOST_QUESTIONS = 64

export const mdns = {
  name: 'mdns',
  title: 'Multicast DNS and DNS service discovery (RFC 6762, RFC 6763)',
  ports: { udp: [PORT] },
  fields: {
    'mdns.hostname': { label: 'Host name that an address record gives (RFC 6762 section 8.3)' },
    'mdns.service': { label: 'Service type offered (RFC 6763 section 7)' },
    'mdns.instance': { label: 'Service type and instance name (RFC 6763 section 4.1.1)' },
    'mdns.service-port': { label: 'Service type and port of an SRV record' },
    'mdns.target': { label: 'Host that an SRV record names for an offered service' },
    'mdns.txt': {
      label: 'Service type and key=value of a TXT record, device keys only (RFC 6763 section 6)',
    },
    'mdns.mac': { label: 'MAC in an instance name' },
    'mdns.cpu': { label: 'CPU of a HINFO record (RFC 1035 section 3.3.2)' },
    'mdns.os': { label: 'Operating system of a HINFO record (RFC 1035 section 3.3.2)' },
    'mdns.query': { label: 'Service type looked for (RFC 6763 section 4)' },
  },
  datagram: {
    follow: 'all',
    probe: (payload, { sender, receiver }) =>
      (sender.port === PORT || receiver.port === PORT) && looksLikeDns(payload),
    observe(payload, to) {
      const message = readMessage(payload)
      if (message === null) return
      if (message.oddity !== null) to.oddity(`mdns.${message.oddity}`)
      // A group serves nobody: only unicast (RFC 6762 sections 5.5 and 6.7) has a server.
      if (!to.toMany) to.server(message.response ? 'sender' : 'receiver')
      if (message.response) reportAnnouncement([...message.answers, ...message.additionals], to)
      else reportQuery(message, to)
    },
  },
} satisfies Protocol

/** The answers of a query are what the sender already heard from others (section 7.1), so only its own proposals count. */
function reportQuery({ questions, authorities }: DnsMessage, to: DatagramReport): void {
  for (const { name } of questions.slice(0, MOST_QUESTIONS)) {
    const wanted = serviceName(name)
    if (wanted?.instance === '') to.observe('sender', 'mdns.query', wanted.service)
  }
  reportAnnouncement(authorities, to)
}
