/** The floors of the house: a folder under `src/` imports only itself and floors named before it. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { test } from 'node:test'
import { protocols } from '../src/protocols/list.ts'

const SRC = join(import.meta.dirname, '../src')
const FLOORS = [
  'model',
  'knowledge',
  'wire',
  'protocols',
  'intake',
  'identity',
  'advisories',
  'assessment',
  'watch',
  'policy',
  'response',
  'fleet',
  'reports',
  'ledger',
  'sensor',
  'feeds',
  'hub',
  'simulator',
  'cli',
]
/** Floors that are functions of their inputs: no disk, no network, no clock. */
const PURE = ['model', 'wire', 'protocols', 'identity', 'advisories', 'watch']
const IMPURE =
  /node:(fs|net|http|https|dgram|child_process|worker_threads|dns)\b|Date\.now|performance\.now|Math\.random/

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((f) => f.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join(SRC, file), 'utf8') }))
const isProduct = (file: string) => !file.endsWith('.test.ts') && !file.includes(`${sep}fixtures${sep}`)
const floorOf = (file: string) => FLOORS.indexOf(file.split(sep)[0]!)

test('every folder under src is a known floor', () => {
  for (const { file } of sources) assert.ok(floorOf(file) >= 0, file)
})

test('no folder imports from a floor above it', () => {
  const upward = sources
    .filter(({ file }) => isProduct(file))
    .flatMap(({ file, text }) =>
      importsOf(text).flatMap((from) => {
        const target = relative(SRC, join(SRC, dirname(file), from))
        return floorOf(target) > floorOf(file) ? [`${file} imports ${target}`] : []
      }),
    )
  assert.deepEqual(upward, [])
})

test('the core is pure: no disk, network, clock or chance', () => {
  const dirty = sources.filter(
    ({ file, text }) =>
      isProduct(file) && PURE.includes(FLOORS[floorOf(file)]!) && IMPURE.test(withoutNet(text)),
  )
  assert.deepEqual(
    dirty.map(({ file }) => file),
    [],
  )
})

test('nothing under src imports a test', () => {
  const wrong = sources.filter(
    ({ file, text }) =>
      isProduct(file) && importsOf(text).some((from) => from.includes('/test/') || from.endsWith('.test.ts')),
  )
  assert.deepEqual(
    wrong.map(({ file }) => file),
    [],
  )
})

test('every protocol folder is in the list, under its own name', () => {
  const folders = readdirSync(join(SRC, 'protocols'), { withFileTypes: true }).filter((f) => f.isDirectory())
  assert.deepEqual(protocols.map((p) => p.name).sort(), folders.map((f) => f.name).sort())
})

test('a field belongs to the protocol it is named after; those that carry it share its declaration', () => {
  const own = new Map<string, unknown>()
  for (const { name, fields } of protocols)
    for (const [field, info] of Object.entries(fields)) if (field.startsWith(`${name}.`)) own.set(field, info)
  for (const { name, fields } of protocols)
    for (const [field, info] of Object.entries(fields)) {
      assert.equal(own.get(field), info, `${field} of ${name}`)
      assert.ok(info.label.length > 3, `${field} has no label`)
    }
})

/** Relative imports of a source text, static and dynamic. */
function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((m) => m[1]!)
}

/** `node:net` is allowed for its address checks, which open no socket. */
const withoutNet = (text: string): string =>
  text.replace(/import \{[^}]*isIPv[46][^}]*\} from 'node:net'/, '')
