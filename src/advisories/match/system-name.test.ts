import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answer, says } from '../../../test/made-match.ts'
import { unstated } from '../versions/constraint.ts'
import { systemIn, systemName } from './system-name.ts'

test('short forms of Windows are written out', () => {
  const written = {
    WinXP: 'Windows XP',
    'Win 8.1': 'Windows 8.1',
    Win2K: 'Windows 2000',
    'Win2K8 R2': 'Windows 2008 R2',
    'Windows Server 2k12': 'Windows Server 2012',
    W10: 'Windows 10',
    'Windows 10 Pro': 'Windows 10 Pro',
    WinCE: 'Windows CE',
    WinRAR: 'WinRAR',
    Winmedica: 'Winmedica',
  }
  for (const [short, whole] of Object.entries(written)) assert.equal(systemName(short), whole)
})

test('a system counts by whatever name it is written', () => {
  const on = (asked: string) =>
    says('Infusor 3', '*', { conditions: [{ kind: 'os', name: asked, constraint: unstated() }] })
  const of = (name: string, asked: string) => answer({ os: { name, version: null, build: null } }, on(asked))
  assert.equal(of('WinXP', 'Windows XP'), 'affected confirmed')
  assert.equal(of('Win 7', 'Windows XP'), 'not_affected confirmed')
  assert.equal(of('Win2K', 'Windows 2000'), 'affected confirmed')
  assert.equal(of('Ubuntu 22.04', 'Linux'), 'affected confirmed')
  assert.equal(of('WinXP', 'Linux'), 'not_affected confirmed')
})

test("a device's name may say its system", () => {
  assert.equal(systemIn(['Vista Workplace Windows XP-based']), 'Windows XP')
  assert.equal(systemIn(['Vista app', 'Flow for iOS']), 'iOS')
  assert.equal(systemIn(['Window 10 blinds']), null)
  const xp = says('Infusor Workplace Windows XP-based', '*', {
    conditions: [{ kind: 'os', name: 'Windows XP', constraint: unstated() }],
  })
  assert.equal(answer({ model: 'Infusor Workplace Windows XP-based' }, xp), 'affected confirmed')
  assert.equal(answer({ model: 'Infusor Workplace Windows 7-based' }, xp), 'not_affected confirmed')
})
