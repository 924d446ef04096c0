/** All sources, in the order in which they are fetched. */
import type { Source } from '../sync/source.ts'
import { csafSource } from './csaf-provider.ts'
import { nvdSource } from './nvd.ts'
import { openfdaSource } from './openfda.ts'
import { epssSource, kevSource } from './single-file.ts'

export const sources: readonly Source[] = [kevSource, epssSource, csafSource, openfdaSource, nvdSource]
