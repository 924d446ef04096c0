/**
 * TLS and SSL over TCP, on any port: what clients ask for and offer, what servers agree to and show of their
 * certificates, up to where encryption starts.
 */
import type { Protocol } from '../protocol.ts'
import { tlsFields } from './fields.ts'
import { probeTls } from './records.ts'
import { startTls } from './session.ts'

export const tls = {
  name: 'tls',
  title: 'TLS 1.0-1.3 and SSL 2.0-3.0 (RFC 8446, 5246, 6101)',
  ports: { tcp: [443, 8443, 636, 853, 990, 993, 995, 2762, 5061, 6514, 8883] },
  fields: tlsFields,
  stream: { probe: probeTls, start: startTls },
} satisfies Protocol
