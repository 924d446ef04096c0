import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from './load.ts'
import { groupNames, patternProblem } from './pattern.ts'
import {
  defaultAddress,
  defaultCertificate,
  defaultHostName,
  isBefore,
  outdatedSoftware,
  remoteAccessProduct,
} from './weak-defaults.ts'

test('every pattern is RE2, and every banner names its version', () => {
  const { certificates, hostNames, remoteAccess, software } = load('weakDefaults', 'weak-defaults.yaml')
  for (const [source] of [...certificates, ...hostNames, ...remoteAccess])
    assert.equal(patternProblem(source), null, source)
  for (const { banner } of software) {
    assert.equal(patternProblem(banner), null, banner)
    assert.deepEqual(groupNames(banner), ['version'])
  }
})

test('versions go by numbers as far as the limit has them', () => {
  for (const [version, limit, before] of [
    ['2.2.15', '2.4', true],
    ['2.4.62', '2.4', false],
    ['10.4.1', '10.6', true],
    ['0.52', '2016.74', true],
    ['1.1.1w', '1.1.1', false],
  ] as const)
    assert.equal(isBefore(version, limit), before, `${version} before ${limit}`)
})

test('software is outdated only from the day on which its updates ended', () => {
  assert.equal(outdatedSoftware('web-server', 'Apache/2.2.15', '2017-06-01'), null)
  assert.equal(outdatedSoftware('web-server', 'Apache/2.2.15 (CentOS)', '2026-01-01')?.version, '2.2.15')
  assert.equal(outdatedSoftware('web-server', 'Apache/2.4.62', '2026-01-01'), null)
  assert.equal(outdatedSoftware('database', 'mysql 5.5.5-10.4.1-MariaDB', '2026-01-01')?.product, 'MariaDB')
  assert.equal(outdatedSoftware('database', 'mysql 5.6.40-log', '2026-01-01')?.product, 'MySQL')
})

test('what products ship with is told from what a hospital chose', () => {
  assert.notEqual(defaultCertificate('CN=localhost.localdomain,O=x'), null)
  assert.equal(defaultCertificate('CN=pacs.hospital.example'), null)
  assert.equal(defaultHostName('WIN-7H3KQ2LM9PD'), 'Windows Server')
  assert.equal(defaultHostName('CT-ROOM-2'), null)
  assert.equal(defaultAddress('192.168.1.100') !== null && defaultAddress('10.50.1.20') === null, true)
  assert.equal(remoteAccessProduct('router7.teamviewer.com'), 'TeamViewer')
  assert.equal(remoteAccessProduct('notteamviewer.com'), null)
})
