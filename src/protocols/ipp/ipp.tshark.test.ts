import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'
import { readFacts } from '../../sensor/read-facts.ts'
import { OPERATIONS } from './operations.ts'

const NO_FIELD = 'tshark 4 shows attribute values in its text only; the test below reads that'
/** Values that stand alone in an attribute, and its name. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  'ipp.make-and-model': 'printer-make-and-model',
  'ipp.firmware-name': 'printer-firmware-name',
  'ipp.firmware-version': 'printer-firmware-string-version',
  'ipp.location': 'printer-location',
  'ipp.mopria': 'mopria-certified',
  'ipp.queue': 'printer-make-and-model',
  'ipp.cups-version': 'cups-version',
}
/** Values that are one part of an attribute. */
const PARTS: Readonly<Record<string, string>> = {
  'ipp.uuid': 'printer-uuid',
  'ipp.manufacturer': 'printer-device-id',
  'ipp.model': 'printer-device-id',
  'ipp.description': 'printer-device-id',
  'ipp.device-version': 'printer-device-id',
  'ipp.serial-number': 'printer-device-id',
}
const LISTS: Readonly<Record<string, string>> = {
  'ipp.versions': 'ipp-versions-supported',
  'ipp.document-formats': 'document-format-supported',
  'ipp.authentication': 'uri-authentication-supported',
  'ipp.security': 'uri-security-supported',
}

test('tshark reads the same operations', (t) =>
  valuesAgree(t, 'ipp', {
    fields: {
      'ipp.operation': { tshark: ['ipp.operation_id'], as: (theirs) => OPERATIONS[Number(theirs)] ?? null },
    },
    unseen: Object.fromEntries(
      Object.keys({ ...ATTRIBUTES, ...PARTS, ...LISTS }).map((field) => [field, NO_FIELD]),
    ),
    corpus: ['ipp'],
  }))

const FIXTURES = join(import.meta.dirname, 'fixtures')
const installed = spawnSync('tshark', ['--version']).status === 0

for (const file of ['printer.pcap', 'print-server.pcap'])
  test(`tshark writes the same attributes of ${file}`, {
    skip: installed ? false : 'tshark is not installed',
  }, async (t) => {
    const path = join(FIXTURES, file)
    const { stdout } = spawnSync('tshark', ['-r', path, '-Y', 'ipp', '-V'], { encoding: 'utf8' })
    const { observations } = await readFacts([path], {})
    const mine = observations.filter((o) => o.field.startsWith('ipp.') && o.field !== 'ipp.operation')
    for (const { field, value } of mine) {
      const name = ATTRIBUTES[field] ?? PARTS[field] ?? LISTS[field]!
      const theirs = [...stdout.matchAll(new RegExp(`${name} \\([\\w ]+\\): (.*)`, 'g'))].map((m) => m[1]!)
      const fits =
        field in ATTRIBUTES
          ? theirs.includes(`'${value}'`)
          : value.split(',').every((part) => theirs.some((text) => text.includes(part)))
      assert.ok(fits, `${field} is ${value}, tshark writes ${theirs}`)
    }
    t.diagnostic(`ipp: ${mine.length} values compared with the text of tshark`)
    assert.ok(mine.length > 0)
  })
