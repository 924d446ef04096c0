import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PatientWords } from './patient-words.ts'

const names = (text: string, size = text.length): boolean => {
  const words = new PatientWords()
  const bytes = Buffer.from(text, 'latin1')
  let named = false
  for (let at = 0; at < bytes.length; at += size) named = words.read(bytes.subarray(at, at + size)) || named
  return named
}

test('labels with a value name a patient, in pieces of any size', () => {
  for (const text of [
    '^FO9,9^FDPatient: ZQX^JANE^FS',
    '(MRN: 4711009) show',
    'Date of birth = 1970-01-01',
    'Pat.Nr: 12345',
  ])
    for (const size of [1, 3, 7, text.length]) assert.ok(names(text, size), `${text} by ${size}`)
})

test('blank forms, test prints and other words do not', () => {
  for (const text of [
    'Patient: ______',
    'Patient: TEST PAGE',
    'Patient name:',
    'MRN: 0000000',
    'patient transport at 10:30',
    'inpatient: see page 2',
    'DOB required',
  ])
    for (const size of [1, text.length]) assert.ok(!names(text, size), text)
})

test('no more than a bounded part of a connection is looked at', () =>
  assert.ok(!names(`${' '.repeat(70_000)}Patient: Zqx, Jane`, 1000)))
