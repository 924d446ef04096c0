/** Which feeds there are and where they come from: built-in addresses, `feeds.json` in the home, the environment. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Environment } from './home.ts'
import { sources } from './sources/list.ts'
import type { Source, SourceSettings } from './sync/source.ts'

export interface Feed extends SourceSettings {
  /** The folder's name: the source's, or a name of its own for a further CSAF provider. */
  readonly name: string
  readonly source: Source
}

const name = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a feed is named in lower-case words joined by dashes')
const file = z.strictObject({
  feeds: z
    .record(
      name,
      z.strictObject({
        /** The kind of source; by default the one that has the feed's name. */
        source: z.enum(sources.map((one) => one.name) as [string, ...string[]]).optional(),
        url: z.url({ protocol: /^https?$/, error: 'expected an http(s) address' }).optional(),
        apiKey: z.string().min(1).optional(),
        off: z.boolean().default(false),
      }),
    )
    .default({}),
})

/** A fault in the settings, told with where it stands. */
export class SettingsError extends Error {
  override name = 'SettingsError'
}

/** Every feed that is not switched off. Throws {@link SettingsError}. */
export function feedSettings(home: string, env: Environment = process.env): readonly Feed[] {
  const path = join(home, 'feeds.json')
  const { feeds } = existsSync(path) ? read(path) : { feeds: {} }
  const names = new Set([...sources.map((one) => one.name), ...Object.keys(feeds)])
  return [...names].flatMap((one) => {
    const own = feeds[one]
    if (own?.off) return []
    const source = sources.find((s) => s.name === (own?.source ?? one))
    if (source === undefined)
      throw new SettingsError(
        `${path}: feed ${one} needs "source": one of ${sources.map((s) => s.name).join(', ')}`,
      )
    const variable = one.toUpperCase().replaceAll('-', '_')
    const url =
      checked(env[`WARDLINE_${variable}_URL`], `WARDLINE_${variable}_URL`) ?? own?.url ?? source.defaultUrl
    return [{ name: one, source, url, apiKey: env[`WARDLINE_${variable}_API_KEY`] ?? own?.apiKey ?? null }]
  })
}

function checked(url: string | undefined, variable: string): string | null {
  if (!url) return null
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new SettingsError(`${variable}: expected an http(s) address`)
  return url
}

function read(path: string): z.infer<typeof file> {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new SettingsError(`${path}: ${(error as Error).message}`)
  }
  const result = file.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new SettingsError(`${path}: ${issue!.path.join('.')}: ${issue!.message}`)
}
