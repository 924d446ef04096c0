/** What every source of advisories implements, and what it gets to work with. */
import type { HttpSettings } from './http.ts'
import type { FeedStore, Manifest, StoredFile } from './store.ts'

export interface SourceSettings {
  readonly url: string
  /** `null`: none; the source is slower without. */
  readonly apiKey: string | null
}

export interface Surroundings {
  readonly store: FeedStore
  readonly settings: SourceSettings
  readonly http: HttpSettings
  /** Everything anew, whatever is there. */
  readonly fresh: boolean
  /** How far it is, in words: `page 3 of 140`. */
  progress(text: string): void
}

export type Synced =
  | { readonly kind: 'unchanged'; readonly problems: readonly string[] }
  | {
      readonly kind: 'new'
      /** What stands in the store's `work/`. */
      readonly files: readonly StoredFile[]
      readonly cursor: Manifest['cursor']
      readonly problems: readonly string[]
    }

export interface Source {
  readonly name: string
  /** One line for people. */
  readonly about: string
  readonly defaultUrl: string
  /** Brings the store's `work/` to what the source publishes now. Throws `FetchFailure`. */
  sync(around: Surroundings): Promise<Synced>
}

/** A file of which only the name is known. */
export function storedFile(name: string, known: Partial<Omit<StoredFile, 'name'>> = {}): StoredFile {
  return {
    name,
    url: null,
    etag: null,
    lastModified: null,
    updated: null,
    checksum: 'none published',
    signed: false,
    ...known,
  }
}
