/**
 * LDAP (RFC 4511) over TCP and, as domain members ping their controllers, over UDP (MS-ADTS section 6.3.3): directory
 * servers describe themselves, clients show how they log on. Passwords and names go to the credential report only.
 */
import { berSize } from '../../wire/ber.ts'
import type {
  DatagramReport,
  Protocol,
  StreamHead,
  StreamReport,
  StreamSession,
  Verdict,
} from '../protocol.ts'
import {
  EXTENDED_REQUEST,
  EXTENDED_RESPONSE,
  type LdapMessage,
  readExtended,
  readMessage,
  readResult,
} from './message.ts'
import { ldapFields, ldapReporter } from './report.ts'

export const ldap = {
  name: 'ldap',
  title: 'Lightweight Directory Access Protocol and connectionless LDAP (RFC 4511, MS-ADTS)',
  fields: ldapFields,
  ports: { tcp: [389, 3268], udp: [389] },
  datagram: { probe: (payload) => readMessage(payload) !== null, observe: observeDatagram },
  stream: { probe, start },
} satisfies Protocol

/** Octets of a message that are waited for; a root DSE takes about 3 KiB, entries behind it do not matter. */
const MAX_HELD = 16_384
/** Messages of one connection that are looked at. */
const MAX_MESSAGES = 200
/** StartTLS, RFC 4511 section 4.14.1. */
const START_TLS = '1.3.6.1.4.1.1466.20037'

function observeDatagram(payload: Uint8Array, to: DatagramReport): void {
  const message = readMessage(payload)
  if (message === null) return
  to.server(message.fromClient ? 'receiver' : 'sender')
  const reporter = ldapReporter(
    to,
    message.fromClient ? 'sender' : 'receiver',
    message.fromClient ? 'receiver' : 'sender',
  )
  reporter.message(message)
}

function probe(head: StreamHead): Verdict {
  const verdicts = [verdictOf(head.client, true), verdictOf(head.server, false)]
  return verdicts.includes('no') ? 'no' : verdicts.includes('yes') ? 'yes' : 'more'
}

function verdictOf(bytes: Uint8Array, client: boolean): Verdict {
  if (bytes.length === 0) return 'more'
  if (bytes[0] !== 0x30) return 'no'
  const message = readMessage(bytes)
  if (message !== null) return message.fromClient === client && berSize(bytes) > 0 ? 'yes' : 'no'
  // Tag, at most 5 octets of length, message id of at most 6, operation of at most 6.
  return bytes.length < 18 && berSize(bytes) >= 0 ? 'more' : 'no'
}

function start(to: StreamReport): StreamSession {
  const reporter = ldapReporter(to, 'client', 'server')
  let left = MAX_MESSAGES
  let startTls = -1

  /** Watches for StartTLS; true when TLS follows. */
  const upgrades = (message: LdapMessage): boolean => {
    if (message.operation === EXTENDED_REQUEST && readExtended(message.body) === START_TLS)
      startTls = message.id
    else if (message.operation === EXTENDED_RESPONSE && message.id === startTls) {
      const accepted = readResult(message.body).code === 0
      to.observe('server', 'ldap.start-tls', accepted ? 'accepted' : 'refused')
      return accepted
    }
    return false
  }
  return {
    data(side, bytes) {
      let at = 0
      while (at < bytes.length) {
        const rest = bytes.subarray(at)
        const size = berSize(rest)
        if (size === 0) return at
        if (rest.length < Math.min(size, MAX_HELD)) return at
        const message = size < 0 ? null : readMessage(rest.subarray(0, size))
        if (message === null || message.fromClient !== (side === 'client') || --left < 0) {
          // Behind a SASL bind, messages may go on sealed (RFC 4422 section 3.7).
          if (left >= 0 && !reporter.sealed) to.oddity('ldap.message')
          to.done()
          return bytes.length
        }
        at += size
        if (upgrades(message)) {
          to.handover()
          return at
        }
        reporter.message(message)
      }
      return at
    },
    gap: () => to.done(),
  }
}
