import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, hex, ip, mac, u16, u32 } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import type { Mac } from '../../model/mac.ts'
import { dhcpv6 } from './dhcpv6.ts'
import { readDuid } from './duid.ts'
import { CLIENT, fixtures, message, option, relayed } from './fixtures/make.ts'

const client = { mac: CLIENT as Mac, ip: 'fe80::51' as Ip, port: 546 }
const server = { mac: '02:10:20:00:00:fe' as Mac, ip: 'fe80::1' as Ip, port: 547 }
const show = (payload: Uint8Array, sender = client, receiver = server) =>
  dissectDatagram(dhcpv6, payload, { sender, receiver })
const fixture = (name: string, i: number, sender = client, receiver = server) =>
  show(payloadOf(fixtures[name]![i]!), sender, receiver)!
const facts = (said: ReturnType<typeof fixture>) =>
  said.observed.map((o) => `${o.about} ${o.field} ${o.value}`)

test('a client on the link tells identifier, names and the shape of its request', () => {
  assert.deepEqual(facts(fixture('lease', 0)), [
    'sender dhcpv6.message-type solicit',
    'sender dhcpv6.duid 000100012b000000021020000051',
    'sender dhcpv6.duid-kind llt',
    `sender dhcpv6.duid-mac ${CLIENT}`,
    'sender dhcpv6.fqdn pump-0007.ward.example',
    'sender dhcpv6.enterprise-number 99999',
    'sender dhcpv6.vendor-class BP-200',
    'sender dhcpv6.enterprise-number 99999',
    'sender dhcpv6.vendor-options 99999:1=SN-0007',
    'sender dhcpv6.user-class medical',
    'sender dhcpv6.option-request 17,23,24,39',
    'sender dhcpv6.option-order 1,8,39,16,17,15,6',
  ])
})

test('a reply binds the address it gives to the client; an advertisement does not', () => {
  assert.deepEqual(fixture('lease', 3, server, client).bindings, [{ mac: CLIENT, ip: '2001:db8:20::51' }])
  assert.deepEqual(fixture('lease', 1, server, client).bindings, [])
})

test('a reply names the servers of the site', () => {
  const said = fixture('lease', 3, server, client)
  assert.ok(facts(said).includes('2001:db8::53 dhcpv6.named-dns dns'))
  assert.ok(facts(said).includes('2001:db8::123 dhcpv6.named-ntp ntp'))
  assert.ok(facts(said).includes('sender dhcpv6.domain hospital.example'))
  assert.equal(said.server, 'sender')
})

test('a client behind a relay is the one of option 79, and the relay places it', () => {
  const said = facts(fixture('relayed', 0, server))
  assert.ok(said.includes(`${CLIENT} dhcpv6.duid-uuid 30313233-3435-3637-3839-616263646566`))
  assert.ok(said.includes(`${CLIENT} dhcpv6.interface-id Gi1/0/17`))
  assert.ok(said.includes(`${CLIENT} dhcpv6.remote-id 9:sw-ward-3`))
  assert.ok(said.includes('2001:db8:20::1 dhcpv6.relay 2001:db8:20::1'))
})

test('a client behind a relay of which no hardware address is told is nobody', () => {
  const inner = message(1, option(1, u16(2), u32(9), hex('0102')), option(6, u16(23)))
  const said = show(relayed(12, '2001:db8::77', option(9, inner)), server)!
  assert.ok(!said.observed.some((o) => o.field === 'dhcpv6.duid'))
})

test('an address given back is not bound', () => {
  const taken = option(3, u32(7), u32(0), u32(0), option(5, ip('2001:db8:20::51'), u32(0), u32(0)))
  assert.deepEqual(
    show(message(7, option(2, u16(3), u16(1), mac(CLIENT)), taken), server, client)!.bindings,
    [],
  )
})

test('the identifier kinds of RFC 8415 and RFC 6355 are read', () => {
  assert.equal(readDuid(hex('00030001021020000051'))?.mac, CLIENT)
  assert.equal(readDuid(hex('00020000000901'))?.enterprise, 9)
  assert.equal(
    readDuid(hex('000400112233445566778899aabbccddeeff'))?.uuid,
    '00112233-4455-6677-8899-aabbccddeeff',
  )
  assert.equal(readDuid(hex('0001')), null)
})

test('relays nested deeper than the standard allows are not followed', () => {
  assert.deepEqual(fixture('hostile', 0, server).oddities, ['dhcpv6.unreadable'])
})

test('other protocols are declined', () => {
  assert.equal(show(bytes('GET / HTTP/1.1\r\n\r\n')), null)
  assert.equal(show(bytes(1, 2, 3)), null)
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => show(payload), Object.values(fixtures).flat()))
test('no reply makes it throw', () =>
  assertSurvives((payload) => show(payload, server, client), Object.values(fixtures).flat()))
