/** All readers; the first that recognises a document reads it. */
import type { DocumentReader } from '../document-reader.ts'
import { csaf } from './csaf/csaf.ts'
import { cveRecord } from './cve-record/cve-record.ts'
import { epss } from './epss.ts'
import { kev } from './kev.ts'
import { nvd } from './nvd.ts'

export const readers: readonly DocumentReader[] = [csaf, cveRecord, epss, kev, nvd]
