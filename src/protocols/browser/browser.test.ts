import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, u16le } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import { browser } from './browser.ts'
import { announcement, fixtures, logonRequest, logonResponse, mailslot } from './fixtures/make.ts'
import { readNetlogon } from './netlogon.ts'

const SELF = '10.20.0.61'
const show = (payload: Uint8Array) =>
  dissectDatagram(browser, payload, { sender: { ip: SELF as Ip, port: 138 }, toMany: true })
const facts = (payload: Uint8Array) => show(payload)!.observed.map((o) => [o.about, o.field, o.value])

test('a host announcement tells name, workgroup, version, types and comment', () =>
  assert.deepEqual(facts(payloadOf(fixtures.announcements![0]!)), [
    ['sender', 'browser.name', 'VIEW-61'],
    ['sender', 'browser.workgroup', 'RADIOLOGY'],
    ['sender', 'browser.name', 'VIEW-61'],
    ['sender', 'browser.os-version', '6.1'],
    ['sender', 'browser.server-type', 'workstation'],
    ['sender', 'browser.server-type', 'server'],
    ['sender', 'browser.server-type', 'nt-workstation'],
    ['sender', 'browser.comment', 'Viewing room 2'],
  ]))

test('a domain announcement tells the workgroup and no version of the host', () =>
  assert.deepEqual(facts(payloadOf(fixtures.announcements![2]!)), [
    ['sender', 'browser.name', 'VIEW-61'],
    ['sender', 'browser.workgroup', 'RADIOLOGY'],
  ]))

test('an election tells the candidate and its workgroup', () =>
  assert.deepEqual(facts(payloadOf(fixtures.election![0]!)), [
    ['sender', 'browser.name', 'VIEW-61'],
    ['sender', 'browser.name', 'VIEW-61'],
    ['sender', 'browser.workgroup', 'RADIOLOGY'],
  ]))

test('a logon request tells computer and domain, not the user', () =>
  assert.deepEqual(facts(payloadOf(fixtures.netlogon![0]!)), [
    ['sender', 'browser.name', 'VIEW-61'],
    ['sender', 'browser.netlogon-client', 'VIEW-61'],
    ['sender', 'browser.netlogon-domain', 'WARD'],
  ]))

test('a logon answer tells controller and domain, not the user', () =>
  assert.deepEqual(readNetlogon(logonResponse), { client: null, controller: 'DC1', domain: 'WARD' }))

test('other logon messages tell nothing', () => assert.equal(readNetlogon(bytes(u16le(2), 'X')), null))

test('no user name is kept', () => {
  const said = show(mailslot(SELF, ['VIEW-61', 0], ['WARD', 0x1c], '\\MAILSLOT\\NET\\NTLOGON', logonRequest))
  assert.doesNotMatch(JSON.stringify(said), /jane/i)
})

test('a datagram that a server passes on is about the address it states', () => {
  const data = announcement(1, 'CT-7', [5, 1], 1, '')
  const said = show(mailslot('10.20.0.9', ['CT-7', 0], ['WARD', 0x1d], '\\MAILSLOT\\BROWSE', data))
  assert.deepEqual([...new Set(said!.observed.map((o) => o.about))], ['10.20.0.9'])
})

test('a user’s or domain’s source name is no computer name', () => {
  const said = show(mailslot(SELF, ['JANE', 3], ['WARD', 0], '\\MAILSLOT\\OTHER', bytes(1)))
  assert.deepEqual(said?.observed, [])
})

test('a mailslot whose data lies outside the datagram is counted as odd', () =>
  assert.deepEqual(show(payloadOf(fixtures.hostile![0]!))?.oddities, ['browser.no-mailslot']))

test('the wrong protocol on the port is declined', () =>
  assert.equal(show(bytes('GET / HTTP/1.1\r\nHost: gateway\r\n\r\n')), null))

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
