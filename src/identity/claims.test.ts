import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Mac } from '../model/mac.ts'
import type { FieldName, Observation } from '../model/observation.ts'
import { claimsOf, ouiClaims } from './claims.ts'

const said = (field: FieldName, value: string, self = true): Observation => ({
  field,
  value,
  self,
  protocol: field.split('.')[0]!,
  endpoint: { mac: null, ip: null },
  at: 1,
  last: 1,
  count: 1,
  where: { file: 'ward.pcap', packet: 7 },
})
const query = said('dns.query', 'diagnostics.meethue.com')

test('a name that only devices of one maker ask for says something of the asker', () => {
  assert.ok(claimsOf([query]).some((c) => c.attribute === 'vendor'))
})

test('a name server asks for its clients: its queries say nothing of it', () => {
  const claims = claimsOf([query, said('dns.server', 'recursive')])
  assert.deepEqual(
    claims.filter((c) => c.field === 'dns.query'),
    [],
  )
})

test('what another host says weighs less than what the device says itself', () => {
  const strength = (self: boolean) => claimsOf([said('dhcp.vendor-class', 'MSFT 5.0', self)])[0]!.strength
  assert.ok(strength(false) < strength(true))
})

test('a claim keeps where it was read', () => {
  const [claim] = claimsOf([query])
  assert.deepEqual(claim?.where, { file: 'ward.pcap', packet: 7 })
})

test('a locally administered MAC names no maker', () => {
  assert.deepEqual(ouiClaims(['02:00:00:00:00:01' as Mac], 1, 'ward.pcap'), [])
})
