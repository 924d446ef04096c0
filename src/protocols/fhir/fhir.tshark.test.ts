/** tshark reads the same values out of FHIR's JSON. */
import { test } from 'node:test'
import { type Frame, type Reading, valuesAgree } from '../../../test/tshark-values.ts'

/** Every string in a body, in JSON or XML: tshark does not take these bodies apart. */
const strings = (frame: Frame): string[] =>
  (frame['http.file_data'] ?? []).flatMap((body) =>
    [...body.matchAll(/"([^"]*)"/g)].map(([, value]) => value ?? ''),
  )
const text: Reading = { tshark: ['http.file_data'], of: strings }
const MADE = 'several values in one text of ours'

test('FHIR: resources and devices in the bodies that tshark shows', (t) =>
  valuesAgree(t, 'fhir', {
    fields: {
      'fhir.version': text,
      'fhir.publisher': text,
      'fhir.manufacturer': text,
      'fhir.device-name': text,
      'fhir.model-number': text,
      'fhir.part-number': text,
      'fhir.serial': text,
      'fhir.eui64': {
        tshark: ['http.file_data'],
        of: (frame: Frame) => strings(frame).map((value) => value.replace(/[:-]/g, '').toLowerCase()),
      },
    },
    unseen: {
      'fhir.resource': 'kinds of bodies that are cut or in XML, too',
      'fhir.software': MADE,
      'fhir.device-version': MADE,
      'fhir.udi': 'not in every body that tshark puts together',
      'fhir.device-type': MADE,
    },
  }))
