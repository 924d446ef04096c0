/**
 * Stratum: JSON-RPC lines between miners of cryptocurrency and their pool (Stratum mining protocol; the variants of
 * Monero and Ethereum). Software and that shares are accepted; wallets and workers are passed over.
 */
import { LineReader } from '../../wire/lines.ts'
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, Verdict } from '../protocol.ts'

export const stratum = {
  name: 'stratum',
  title: 'Stratum mining protocol (JSON-RPC lines)',
  ports: { tcp: [3333, 4444, 14444] },
  fields: {
    'stratum.method': { label: 'Method a miner called' },
    'stratum.agent': { label: 'Mining software, as it names itself' },
    'stratum.answer': { label: 'The pool answered a miner: accepted or refused' },
  },
  stream: { probe, start },
} satisfies Protocol

const METHOD =
  /"method"\s*:\s*"(mining\.[a-z_]{3,30}|eth_(?:submitLogin|getWork|submitWork|submitHashrate)|login|submit|keepalived)"/
/** Words that are anybody's need what Monero's miners send with them. */
const COMMON = /^(?:login|submit|keepalived)$/
/** Wallet and password as members of what is sent along; devices of other kinds have a `login` with `pass` alone. */
const LOGIN = /"login"\s*:\s*"[^"]*"[^{}]*"(?:agent|pass)"\s*:/
const AGENT = /"agent"\s*:\s*"([^"\\]{1,120})"/
const SUBSCRIBE = /"params"\s*:\s*\[\s*"([^"\\]{1,120})"/
const MAX_LINE = 8192
const MAX_LINES = 100

function probe({ client }: StreamHead): Verdict {
  const text = latin1.decode(client.subarray(0, 1024))
  if (text === '') return 'more'
  if (!text.startsWith('{')) return 'no'
  const method = METHOD.exec(text)?.[1]
  if (method !== undefined && (!COMMON.test(method) || (method === 'login' && LOGIN.test(text)))) return 'yes'
  return text.includes('\n') || text.length >= 1024 ? 'no' : 'more'
}

function start(to: StreamReport): StreamSession {
  const lines = { client: new LineReader(MAX_LINE), server: new LineReader(MAX_LINE) }
  let left = MAX_LINES
  let answered = false
  let signed = false

  function asked(line: string): void {
    const method = METHOD.exec(line)?.[1]
    if (method !== undefined && !signed) {
      signed = true
      to.event('client', { kind: 'content-sign', sign: 'stratum' })
    }
    to.observe('client', 'stratum.method', method ?? null)
    const agent =
      AGENT.exec(line)?.[1] ?? (method === 'mining.subscribe' ? SUBSCRIBE.exec(line)?.[1] : undefined)
    to.observe('client', 'stratum.agent', agent ?? null)
  }

  function told(line: string): void {
    if (answered || !/"result"\s*:/.test(line)) return
    answered = true
    const refused = /"error"\s*:\s*[[{"]/.test(line) || /"result"\s*:\s*(?:false|null)/.test(line)
    to.observe('server', 'stratum.answer', refused ? 'refused' : 'accepted')
  }

  return {
    data: (side, bytes) =>
      lines[side].read(bytes, (line) => {
        if (side === 'client') asked(line)
        else told(line)
        if (--left > 0) return true
        to.done()
        return false
      }),
    gap: () => to.done(),
  }
}
