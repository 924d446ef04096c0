/**
 * Reads the files under `knowledge/`, each once and only when asked for. Checked results are kept as JSON under
 * `node_modules/.cache/wardline`, keyed by size and time of the file and of the schema, because parsing YAML
 * takes ten times as long; where that folder cannot be written the YAML is simply parsed each time.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Checked, Kind } from './schema.ts'

const ROOT = join(import.meta.dirname, '../..')
const FOLDER = join(ROOT, 'knowledge')
const CACHE = join(ROOT, 'node_modules/.cache/wardline/knowledge')

const loaded = new Map<string, unknown>()

/** One file of `knowledge/`, e.g. `load('vendors', 'vendors.yaml')`. Throws `KnowledgeError` if it is wrong. */
export function load<K extends Kind>(kind: K, file: string): Checked<K> {
  if (!loaded.has(file)) loaded.set(file, fromCache(file) ?? fromYaml(kind, file))
  return loaded.get(file) as Checked<K>
}

/** The names (relative to `knowledge/`) of the YAML files in one of its folders, sorted. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(join(FOLDER, folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `${folder}/${name}`)
}

const cachePath = (file: string) => join(CACHE, `${file.replaceAll('/', '-')}.json`)

function stampOf(file: string): string {
  const { size, mtimeMs } = statSync(join(FOLDER, file))
  return `${schemaStamp()} ${size} ${mtimeMs}`
}

let schemaTime = ''
function schemaStamp(): string {
  schemaTime ||= String(statSync(join(import.meta.dirname, 'schema.ts')).mtimeMs)
  return schemaTime
}

function fromCache(file: string): unknown {
  try {
    const { stamp, data } = JSON.parse(readFileSync(cachePath(file), 'utf8'))
    return stamp === stampOf(file) ? data : undefined
  } catch {
    return undefined
  }
}

function fromYaml(kind: Kind, file: string): unknown {
  const { compile } = createRequire(import.meta.url)('./compile.ts') as typeof import('./compile.ts')
  const stamp = stampOf(file)
  const data = compile(kind, `knowledge/${file}`, readFileSync(join(FOLDER, file), 'utf8'))
  toCache(file, JSON.stringify({ stamp, data }))
  return data
}

function toCache(file: string, json: string): void {
  const path = cachePath(file)
  try {
    mkdirSync(CACHE, { recursive: true })
    writeFileSync(`${path}.${process.pid}`, json)
    renameSync(`${path}.${process.pid}`, path)
  } catch {
    // A cache that cannot be written only costs time.
  }
}
