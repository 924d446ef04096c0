import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConversationTls } from '../../model/facts.ts'
import { type Ip, ipWords } from '../../model/ip.ts'
import { IP_ICMP, IP_TCP } from '../packet.ts'
import { ConversationTable, FlowSum, mergeTls } from './conversation-table.ts'

const NAMES = [null, 'http', 'tls']
const sum = (given: Partial<FlowSum> & { from?: string; to?: string } = {}): FlowSum => {
  const { from = '10.0.0.1', to = '10.0.0.2', ...rest } = given
  const f = Object.assign(
    new FlowSum(),
    {
      port: 80,
      ipVersion: from.includes(':') ? 6 : 4,
      protocol: IP_TCP,
      packets: 2,
      bytes: 200,
      first: 5,
      last: 6,
    },
    rest,
  )
  f.client.set(ipWords(from as Ip))
  f.server.set(ipWords(to as Ip))
  return f
}
const tls = (given: Partial<ConversationTls>): ConversationTls => ({
  version: null,
  cipher: null,
  sni: null,
  alpn: null,
  ja4: [],
  ...given,
})
const listed = (...flows: [FlowSum, ConversationTls | null][]) => {
  const table = new ConversationTable(1024)
  for (const [f, t] of flows) table.flow(f, t)
  return table.list(NAMES)
}

test('flows of one service add up, whatever their client ports', () => {
  const [one, ...others] = listed(
    [sum({ first: 5, last: 6, name: 1 }), null],
    [sum({ first: 1, last: 2, name: 1, answered: true }), null],
    [sum({ first: 8, last: 9, name: 1, rolesKnown: true }), null],
  )
  assert.deepEqual(others, [])
  assert.deepEqual(one, {
    client: '10.0.0.1',
    server: '10.0.0.2',
    transport: 'tcp',
    port: 80,
    protocol: 'http',
    packets: 6,
    bytes: 600,
    first: 1,
    last: 9,
    longest: 1,
    answered: true,
    rolesKnown: true,
    tls: null,
  })
})

test('client, server, port, transport, IP version and protocol keep conversations apart', () => {
  const flows: Parameters<typeof sum>[0][] = [
    {},
    { from: '10.0.0.3' },
    { to: '10.0.0.3' },
    { port: 81 },
    { protocol: 17 },
    { name: 1 },
    { from: '::1', to: '::2' },
  ]
  assert.equal(listed(...flows.map((f) => [sum(f), null] as [FlowSum, null])).length, flows.length)
})

test('server names keep TLS conversations of one server apart', () => {
  const named = (sni: string | null) => [sum({ name: 2 }), tls({ sni })] as [FlowSum, ConversationTls]
  const list = listed(named('a.example'), named('a.example'), named('b.example'), named(null))
  assert.deepEqual(
    list.map((c) => [c.tls?.sni, c.packets]),
    [
      ['a.example', 4],
      ['b.example', 2],
      [null, 2],
    ],
  )
})

test('transports are named; for other IP protocols the port is the protocol number', () => {
  assert.deepEqual(
    listed([sum({ protocol: IP_ICMP, port: 0 }), null], [sum({ protocol: 47, port: 0 }), null]).map((c) => [
      c.transport,
      c.port,
    ]),
    [
      ['icmp', 0],
      ['ip', 47],
    ],
  )
})

test('what connections tell of TLS is put together, later versions win, fingerprints are sorted and bounded', () => {
  const merged = mergeTls(
    tls({ version: '1.2', sni: 'a', ja4: ['z'] }),
    tls({ version: '1.3', alpn: 'h2', ja4: ['b', 'z'] }),
  )
  assert.deepEqual(merged, { version: '1.3', cipher: null, sni: 'a', alpn: 'h2', ja4: ['b', 'z'] })
  const many = tls({ ja4: Array.from({ length: 99 }, (_, i) => `j${i}`) })
  assert.equal(mergeTls(tls({}), many).ja4.length, 16)
})

test('a full table drops the conversation unused for longest with its TLS facts, and counts it', () => {
  const table = new ConversationTable(1024)
  table.flow(sum({ port: 1 }), tls({ version: '1.3' }))
  for (let port = 2; port <= 1025; port++) table.flow(sum({ port }), null)
  assert.equal(table.evicted, 1)
  const list = table.list(NAMES)
  assert.equal(list.length, 1024)
  assert.ok(list.every((c) => c.port !== 1 && c.tls === null))
})
