/** The head of an advisory for tests of what is said in it. */
import type { Advisory } from '../src/advisories/statement.ts'

/** Of a vendor, without a title, unless told otherwise. */
export const advisoryHead = (known: Partial<Advisory> = {}): Advisory => ({
  id: 'ACME-1',
  revision: null,
  title: null,
  issuer: { kind: 'vendor', name: 'Acme' },
  published: null,
  updated: null,
  url: null,
  file: 'test',
  ...known,
})
