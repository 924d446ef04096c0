/** All readers; the first that recognises a document reads it. */
import type { DocumentReader } from '../document-reader.ts'
import { csaf } from './csaf/csaf.ts'
import { cveRecord } from './cve-record/cve-record.ts'
import { cyclonedx } from './cyclonedx.ts'
import { epss } from './epss.ts'
import { kev } from './kev.ts'
import { nvd } from './nvd.ts'
import { openfda } from './openfda.ts'
import { openvex } from './openvex.ts'
import { spdx } from './spdx.ts'

export const readers: readonly DocumentReader[] = [
  csaf,
  cveRecord,
  cyclonedx,
  epss,
  kev,
  nvd,
  openfda,
  openvex,
  spdx,
]
