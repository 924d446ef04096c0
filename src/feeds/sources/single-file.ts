/** Sources that publish one file: the catalogue of exploited vulnerabilities, EPSS. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { download } from '../sync/http.ts'
import { type Source, storedFile } from '../sync/source.ts'

interface Single {
  readonly name: string
  readonly about: string
  readonly defaultUrl: string
  readonly file: string
  /** Most bytes. */
  readonly most: number
}

function singleFile({ file, most, ...named }: Single): Source {
  return {
    ...named,
    async sync({ store, settings, http, fresh }) {
      const had = fresh
        ? undefined
        : store.current()?.files.find((one) => one.name === file && one.url === settings.url)
      rmSync(store.work, { recursive: true, force: true })
      mkdirSync(store.work, { recursive: true })
      const { etag = null, lastModified = null } = had ?? {}
      const wanted = { url: settings.url, to: join(store.work, file), most, etag, lastModified }
      const fetched = await download(wanted, http)
      if (!fetched.changed) return { kind: 'unchanged', problems: [] }
      const stored = storedFile(file, {
        url: settings.url,
        etag: fetched.etag,
        lastModified: fetched.lastModified,
      })
      return { kind: 'new', files: [stored], cursor: null, problems: [] }
    },
  }
}

export const kevSource: Source = singleFile({
  name: 'kev',
  about: 'vulnerabilities known to be exploited (CISA)',
  defaultUrl: 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json',
  file: 'kev.json',
  most: 64 * 2 ** 20,
})

export const epssSource: Source = singleFile({
  name: 'epss',
  about: 'probability of exploitation within 30 days (FIRST)',
  defaultUrl: 'https://epss.empiricalsecurity.com/epss_scores-current.csv.gz',
  file: 'epss.csv.gz',
  most: 256 * 2 ** 20,
})
