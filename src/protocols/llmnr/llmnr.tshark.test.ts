/** tshark reads the same values out of LLMNR. */
import { test } from 'node:test'
import { caseless, valuesAgree } from '../../../test/tshark-values.ts'

test('LLMNR: names asked for and answered as tshark reads them', (t) =>
  valuesAgree(t, 'llmnr', {
    fields: {
      'llmnr.query': caseless('dns.qry.name'),
      'llmnr.probe': caseless('dns.qry.name'),
      'llmnr.name': caseless('dns.resp.name', 'dns.qry.name', 'dns.ptr.domain_name'),
    },
    corpus: ['llmnr'],
  }))
