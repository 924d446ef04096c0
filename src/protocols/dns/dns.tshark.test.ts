/** tshark reads the same values out of DNS. */
import { test } from 'node:test'
import { caseless, type Frame, valuesAgree } from '../../../test/tshark-values.ts'

/** A name and the zones that it lies in: of random labels the zone alone is kept. */
const zones = {
  tshark: ['dns.qry.name'],
  of: (frame: Frame) =>
    (frame['dns.qry.name'] ?? []).flatMap((name) => {
      const labels = name.toLowerCase().split('.')
      return labels.map((_, i) => labels.slice(i).join('.'))
    }),
  ours: (text: string) => text.toLowerCase(),
}
const PART = 'a part of the name asked for, told apart by us'

test('DNS: names asked for, answered and updated as tshark reads them', (t) =>
  valuesAgree(t, 'dns', {
    fields: {
      'dns.name': caseless(
        'dns.resp.name',
        'dns.qry.name',
        'dns.cname',
        'dns.ptr.domain_name',
        'dns.srv.target',
      ),
      'dns.alias': caseless('dns.resp.name', 'dns.qry.name'),
      'dns.query': zones,
      'dns.version': ['dns.txt'],
      'dns.server-id': ['dns.txt'],
      'dns.update-name': caseless('dns.resp.name'),
      'dns.update-zone': caseless('dns.qry.name'),
    },
    unseen: {
      'dns.service-query': PART,
      'dns.directory-domain': PART,
      'dns.service': PART,
      'dns.random-label': 'a judgement about many names',
      'dns.server': 'a word of ours for two flags',
    },
    corpus: ['dns'],
  }))
