/**
 * Link-Local Multicast Name Resolution (RFC 4795): which names Windows hosts look for, and who claims which
 * name. A query of type ANY is how a host makes sure that nobody else bears its own name (section 4.1).
 */
import { digestOf } from '../../model/digest.ts'
import { isHostAddress } from '../../model/prefix.ts'
import { type DnsMessage, readMessage, TYPE } from '../dns/message.ts'
import { reverseAddress } from '../dns/name.ts'
import { keptName } from '../dns/query-name.ts'
import { looksLikeDns } from '../dns/recognise.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'

const PORT = 5355 // RFC 4795 section 2
/** Records read of one answer; a host has a handful of addresses. */
const MOST_ANSWERS = 32

export const llmnr = {
  name: 'llmnr',
  title: 'Link-Local Multicast Name Resolution (RFC 4795)',
  ports: { udp: [PORT] },
  fields: {
    'llmnr.query': { label: 'Name looked for (RFC 4795 section 2.3)' },
    'llmnr.probe': { label: 'Own name verified unique, a query of type ANY (RFC 4795 section 4.1)' },
    'llmnr.name': { label: 'Name answered for (RFC 4795 section 2.3)' },
  },
  datagram: {
    follow: 'all',
    probe: (payload, { sender, receiver }) =>
      (sender.port === PORT || receiver.port === PORT) && looksLikeDns(payload),
    observe(payload, to) {
      const message = readMessage(payload)
      if (message === null) return
      if (message.oddity !== null) to.oddity(`llmnr.${message.oddity}`)
      if (!to.toMany) to.server(message.response ? 'sender' : 'receiver')
      if (message.response) reportAnswer(message, to)
      else reportQuery(message, to)
    },
  },
} satisfies Protocol

function reportQuery({ questions }: DnsMessage, to: DatagramReport): void {
  const asked = questions[0] // one question each, section 2.1.1
  if (asked === undefined) return
  if (asked.type === TYPE.ANY) to.observe('sender', 'llmnr.probe', asked.name.text)
  else to.observe('sender', 'llmnr.query', keptName(asked.name))
}

function reportAnswer({ answers }: DnsMessage, to: DatagramReport): void {
  for (const { name, data } of answers.slice(0, MOST_ANSWERS)) {
    const reversed = data.kind === 'name' ? reverseAddress(name) : null
    const ip = data.kind === 'address' ? data.ip : reversed
    const text = data.kind === 'name' ? data.name.text : name.text
    if (ip === null || !isHostAddress(ip)) continue
    if (data.kind === 'address')
      to.event('sender', { kind: 'name-claimed', name: digestOf(text.toLowerCase()), ip })
    to.observe(ip === to.sender.ip ? 'sender' : { ip }, 'llmnr.name', text)
    if (ip === to.sender.ip)
      to.event('sender', { kind: 'name-claimed', name: digestOf(text.toLowerCase()), ip })
  }
}
