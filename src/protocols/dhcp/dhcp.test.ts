import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, hex, ip, mac, u32, zeros } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import type { Mac } from '../../model/mac.ts'
import { dhcp } from './dhcp.ts'
import { fixtures, message, option } from './fixtures/make.ts'

const CLIENT = '02:10:20:00:00:21'
const client = { mac: CLIENT as Mac, ip: null, port: 68 }
const server = { mac: '02:10:20:00:00:fe' as Mac, ip: '10.20.0.254' as Ip, port: 67 }

const asked = (...options: Uint8Array[]) =>
  dissectDatagram(dhcp, message(1, {}, ...options), { sender: client, receiver: { port: 67 } })!
const answered = (header: object, ...options: Uint8Array[]) =>
  dissectDatagram(dhcp, message(2, header, ...options), { sender: server, receiver: { port: 68 } })!
const value = (said: ReturnType<typeof asked>, field: string) =>
  said.observed.filter((o) => o.field === field).map((o) => o.value)

test('a client is known by its hardware address and speaks for itself', () => {
  const said = asked(option(53, 1), option(12, 'PUMP-7'), option(60, 'ACME'), option(55, 1, 3, 6, 15))
  assert.deepEqual(
    said.observed.map(({ about, self }) => [about, self]),
    said.observed.map(() => [CLIENT, true]),
  )
  assert.deepEqual(value(said, 'dhcp.hostname'), ['PUMP-7'])
  assert.deepEqual(value(said, 'dhcp.vendor-class'), ['ACME'])
  assert.deepEqual(value(said, 'dhcp.parameter-request-list'), ['1,3,6,15'])
  assert.deepEqual(value(said, 'dhcp.option-order'), ['53,12,60,55'])
  assert.equal(said.server, 'receiver')
})

test('a relayed client is not the sender of the frame, and option 82 places it', () => {
  const relay = { mac: '02:10:20:00:00:01' as Mac, ip: '10.20.0.1' as Ip, port: 67 }
  const said = dissectDatagram(dhcp, payloadOf(fixtures.relayed![0]!), { sender: relay })!
  assert.equal(said.observed.find((o) => o.field === 'dhcp.hostname')?.about, CLIENT)
  assert.deepEqual(value(said, 'dhcp.circuit-id'), ['GigabitEthernet1/0/17'])
  assert.deepEqual(value(said, 'dhcp.remote-id'), ['0006021020000001'])
  assert.equal(said.observed.find((o) => o.field === 'dhcp.relay')?.about, '10.20.0.1')
})

test('an acknowledgement binds, an offer does not', () => {
  assert.deepEqual(answered({ yiaddr: '10.20.0.33' }, option(53, 2)).bindings, [])
  assert.deepEqual(answered({ yiaddr: '10.20.0.33' }, option(53, 5)).bindings, [
    { mac: CLIENT, ip: '10.20.0.33' },
  ])
})

test('a renewing client asserts its own address, a discovering one cannot', () => {
  const renew = (type: number) =>
    dissectDatagram(dhcp, message(1, { ciaddr: '10.20.0.33' }, option(53, type)))!.bindings.length
  assert.deepEqual([renew(3), renew(8), renew(1)], [1, 1, 0])
})

test('the server is the one of option 54, not the relay that passes its answer on', () => {
  const said = answered({}, option(53, 2), option(54, ip('10.0.0.5')))
  assert.equal(said.observed.find((o) => o.field === 'dhcp.server')?.about, '10.0.0.5')
  assert.equal(value(answered({}, option(53, 2), option(54, ip('10.20.0.254'))), 'dhcp.server')[0], 'offer')
})

test('routers and name servers are named, each by its own address', () => {
  const said = answered(
    {},
    option(53, 5),
    option(3, ip('10.20.0.1')),
    option(6, ip('10.0.0.53'), ip('10.0.0.54')),
  )
  const named = said.observed
    .filter((o) => o.field.startsWith('dhcp.named-'))
    .map((o) => `${o.field} ${o.about}`)
  assert.deepEqual(named, [
    'dhcp.named-router 10.20.0.1',
    'dhcp.named-dns 10.0.0.53',
    'dhcp.named-dns 10.0.0.54',
  ])
})

test('a reply tells nothing about the software of the client', () => {
  const said = answered({}, option(53, 5), option(60, 'PXEClient'), option(12, 'given'))
  assert.deepEqual(value(said, 'dhcp.vendor-class'), [])
  assert.deepEqual(value(said, 'dhcp.hostname'), [])
  assert.deepEqual(value(said, 'dhcp.assigned-hostname'), ['given'])
  assert.deepEqual(value(said, 'dhcp.pxe-server'), ['PXEClient'])
})

test('options in sname and file are read when option 52 says so, and split ones are joined', () => {
  const said = dissectDatagram(dhcp, payloadOf(fixtures.overload![0]!))!
  assert.deepEqual(value(said, 'dhcp.hostname'), ['MONITOR-12'])
  assert.deepEqual(value(said, 'dhcp.vendor-class'), ['BEDSIDE ACME'])
})

test('a client identifier is text, or hex, and yields the hardware address of its DUID', () => {
  assert.deepEqual(value(asked(option(53, 1), option(61, 0, 'acme-0001')), 'dhcp.client-id'), ['acme-0001'])
  assert.deepEqual(value(asked(option(53, 1), option(61, 1, mac(CLIENT))), 'dhcp.client-id'), [
    '01021020000021',
  ])
  const duid = asked(option(53, 1), option(61, 255, u32(7), hex('00030001'), mac('02:aa:bb:cc:dd:ee')))
  assert.deepEqual(value(duid, 'dhcp.duid-mac'), ['02:aa:bb:cc:dd:ee'])
})

test('the name of option 81 is read in both encodings', () => {
  const plain = asked(option(53, 1), option(81, 0, 0, 0, 'a.example'))
  const wire = asked(option(53, 1), option(81, 4, 0, 0, bytes(1, 'a', 7, 'example', 0)))
  assert.deepEqual([value(plain, 'dhcp.fqdn'), value(wire, 'dhcp.fqdn')], [['a.example'], ['a.example']])
})

test('vendor options are told only where they are readable', () => {
  const said = asked(
    option(53, 1),
    option(43, option(1, 'M-1'), option(2, 0, 1)),
    option(125, u32(9), 5, option(3, 'SN1')),
  )
  assert.deepEqual(value(said, 'dhcp.vendor-options'), ['1=M-1'])
  assert.deepEqual(value(said, 'dhcp.vendor-identifying-options'), ['9:3=SN1'])
  assert.deepEqual(value(asked(option(43, 1, 9, 0, 7)), 'dhcp.vendor-options'), [])
})

test('the name of a boot file is only matched, never kept', () => {
  const said = answered({}, option(53, 5), option(67, 'fw/pump.bin'))
  assert.deepEqual(
    said.matched.map((m) => m.text),
    ['fw/pump.bin'],
  )
  assert.ok(!said.observed.some((o) => o.value.includes('pump.bin')))
})

test('plain BOOTP without the cookie is taken on its own ports only', () => {
  const plain = message(1, { cookie: false })
  assert.equal(dissectDatagram(dhcp, plain), null)
  assert.notEqual(dissectDatagram(dhcp, plain, { sender: client, receiver: { port: 67 } }), null)
})

test('an option longer than its message is odd and what came before is kept', () => {
  const said = asked(option(53, 1), option(12, 'kept'), bytes(60, 250, 'cut'))
  assert.deepEqual(value(said, 'dhcp.hostname'), ['kept'])
  assert.ok(said.oddities.includes('dhcp.option-length'))
})

test('a lease query says nothing about the client it asks after', () => {
  assert.deepEqual(asked(option(53, 10), option(55, 51)).observed, [])
})

test('a made-up hardware address names nobody', () => {
  const said = dissectDatagram(
    dhcp,
    message(1, { giaddr: '10.20.0.1', chaddr: '00:00:00:00:00:00' }, option(12, 'x')),
  )!
  assert.deepEqual(value(said, 'dhcp.hostname'), [])
})

test('no bytes make it throw', () =>
  assertSurvives(
    (payload) => dissectDatagram(dhcp, payload, { sender: client, receiver: { port: 67 } }),
    [...Object.values(fixtures).flat(), bytes(zeros(42), message(1, {}))],
  ))
