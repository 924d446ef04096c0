import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDefaultCredential } from './credentials.ts'

const cases: readonly (readonly [string, string | null, string | null, boolean])[] = [
  ['http', 'admin', 'admin', true],
  ['telnet', 'root', 'vizxv', true],
  ['telnet', 'ROOT', 'vizxv', true],
  ['ftp', 'service', 'smile', true],
  ['http', 'root', 'Root', false],
  ['http', 'admin', 'a long word of one person', false],
  ['http', 'admin', null, false],
  ['snmp', null, 'public', true],
  ['snmp', 'private', null, true],
  ['snmp', null, 'ward-7-monitoring', false],
  ['http', null, 'public', false],
]
for (const [protocol, user, password, known] of cases)
  test(`${protocol} ${user} with ${password === null ? 'no password' : 'a password'} is ${known ? '' : 'not '}a default`, () =>
    assert.equal(isDefaultCredential(protocol, user, password), known))
