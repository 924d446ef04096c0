import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { factsOf } from '../../../test/facts.ts'
import { ODD_FIXTURES } from '../../../test/odd-fixtures.ts'
import { valuesAgree } from '../../../test/tshark-values.ts'

/** tshark shows the UIDs it knows behind their name: `Implicit VR Endian (1.2.840.10008.1.2)`. */
const uid = (theirs: string): string => (/\(([\d.]+)\)/.exec(theirs)?.[1] ?? theirs).replace(/\0+$/, '')
const trimmed = (theirs: string): string => theirs.replace(/[\0 ]+$/, '').replace(/^ +/, '')
const PART = 'tshark shows it only within its text, compared below'

test('what is said agrees with tshark', (t) =>
  valuesAgree(t, 'dicom', {
    fields: {
      'dicom.ae-title': { tshark: ['dicom.assoc.ae.calling'], as: trimmed },
      'dicom.called-ae-title': { tshark: ['dicom.assoc.ae.called'], as: trimmed },
      'dicom.application-context': { tshark: ['dicom.actx'], as: uid },
      'dicom.implementation-uid': { tshark: ['dicom.userinfo.uid'], as: uid },
      'dicom.implementation-version': { tshark: ['dicom.userinfo.version'], as: trimmed },
      'dicom.max-pdu': ['dicom.max_pdu_len'],
      'dicom.transfer-syntax': { tshark: ['dicom.pctx.xfer.syntax'], as: uid },
      'dicom.accepted-transfer-syntax': { tshark: ['dicom.pctx.xfer.syntax'], as: uid },
      'dicom.scu-class': { tshark: ['dicom.pctx.abss.syntax'], as: uid },
    },
    unseen: {
      'dicom.scp-class': 'what an answer accepts was named in the request',
      'dicom.scu-service': 'the kind of a SOP class',
      'dicom.scp-service': 'the kind of a SOP class',
      'dicom.scu-storage-classes': 'a count',
      'dicom.scp-storage-classes': 'a count',
      'dicom.async-operations': 'two fields in one',
      'dicom.extended-negotiation': 'no field of its own',
      'dicom.user-identity': 'no field of its own',
      'dicom.admitted': 'put together from both sides',
      'dicom.refused': 'put together from both sides',
      'dicom.rejection': 'put together from three fields',
      'dicom.abort': 'put together from two fields',
      'dicom.request': PART,
      'dicom.status': PART,
      'dicom.move-destination': PART,
      'dicom.query-level': PART,
      'dicom.worklist-modality': PART,
      'dicom.worklist-station-ae': PART,
      'dicom.stored-class': PART,
      'dicom.modality': PART,
      'dicom.manufacturer': PART,
      'dicom.model': PART,
      'dicom.station-name': PART,
      'dicom.serial': PART,
      'dicom.software-versions': PART,
      'dicom.device-uid': PART,
      'dicom.udi': PART,
      'dicom.gantry-id': PART,
      'dicom.institution': PART,
      'dicom.department': PART,
      'dicom.performed-station-ae': PART,
      'dicom.performed-location': PART,
      'dicom.patient-data': 'a presence',
      'dicom.patient-data-received': 'a presence, told of the peer',
      'dicom.user-identity-taken': 'no field of its own',
      'dicom.identity-removed': PART,
    },
  }))

/** Elements in whose text tshark shows our fields. */
const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  'dicom.request': ['0000,0100'],
  'dicom.move-destination': ['0000,0600'],
  'dicom.query-level': ['0008,0052'],
  'dicom.worklist-modality': ['0008,0060'],
  'dicom.worklist-station-ae': ['0040,0001'],
  'dicom.stored-class': ['0000,0002'],
  'dicom.modality': ['0008,0060'],
  'dicom.manufacturer': ['0008,0070'],
  'dicom.model': ['0008,1090'],
  'dicom.station-name': ['0008,1010', '0040,0242'],
  'dicom.serial': ['0018,1000'],
  'dicom.software-versions': ['0018,1020'],
  'dicom.institution': ['0008,0080'],
  'dicom.department': ['0008,1040'],
  'dicom.performed-station-ae': ['0040,0241'],
  'dicom.performed-location': ['0040,0243'],
}
const ELEMENT_LINE = /^ +\(([0-9a-f]{4},[0-9a-f]{4})\) +(?:\d+|<udef>) .*? {2,}(?:\[\w\w\] )?(.*)$/

test('values of messages and data sets agree with the text of tshark', (t) => {
  if (spawnSync('tshark', ['--version']).status !== 0) return t.skip('tshark is not installed')
  const folder = join(import.meta.dirname, 'fixtures')
  let compared = 0
  for (const name of readdirSync(folder).filter((f) => f.endsWith('.pcap') && !ODD_FIXTURES.test(f))) {
    const file = join(folder, name)
    const { stdout } = spawnSync('tshark', ['-2', '-r', file, '-V', '-O', 'dicom'], { encoding: 'utf8' })
    const theirs = new Set(
      stdout.split('\n').flatMap((line) => {
        const [, tag, text] = ELEMENT_LINE.exec(line) ?? []
        return tag === undefined
          ? []
          : [`${tag} ${uid(text!.replace(/ \(.*\)$/, '').replace(/-RQ$/, '')).trim()}`]
      }),
    )
    for (const { field, value } of factsOf([readFileSync(file)]).observations) {
      const tags = ELEMENTS[field]
      if (tags === undefined) continue
      compared++
      assert.ok(
        tags.some((tag) => theirs.has(`${tag} ${value}`)),
        `${name}: ${field} is ${value}, tshark reads ${[...theirs].join('; ')}`,
      )
    }
  }
  t.diagnostic(`dicom: ${compared} values of data sets compared with tshark`)
  assert.ok(compared > 0)
})
