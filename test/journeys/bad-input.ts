/** `wardline assess` on what people feed it by mistake or malice: a folder, an advisory on Acme's Flow 5 before 1.5, and what is answered. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { madeAdvisory } from '../made-advisory.ts'

export const BIN = join(import.meta.dirname, '../../bin/wardline')
export const folder = mkdtempSync(join(tmpdir(), 'wardline-bad-input-'))
after(() => rmSync(folder, { recursive: true }))
export const env = { ...process.env, WARDLINE_HOME: join(folder, 'home') }

export function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

export function wardline(args: readonly string[], input?: string | Uint8Array) {
  const run = spawnSync(BIN, args, { input, maxBuffer: 64 << 20, cwd: folder, env, timeout: 60_000 })
  return { code: run.status, out: run.stdout.toString(), err: run.stderr.toString() }
}

export const flow = put(
  'flow.json',
  JSON.stringify(
    madeAdvisory({
      id: 'ACME-1',
      vendor: 'Acme',
      product: 'Flow 5',
      versions: '< 1.5',
      cve: 'CVE-2026-10001',
    }),
  ),
)

export interface Document {
  readonly assets: readonly {
    readonly id: string
    readonly vendor: string | null
    readonly findings: readonly { readonly status: string }[]
  }[]
  readonly advisories: { readonly rejected: readonly { readonly file: string; readonly because: string }[] }
  readonly rejectedRows: readonly { readonly file: string; readonly line: number; readonly because: string }[]
}

export function assessed(inventory: string, ...more: readonly string[]): Document {
  const { code, out, err } = wardline(['assess', inventory, '--json', '--advisories', flow, ...more])
  assert.equal(code, 0, err)
  return JSON.parse(out) as Document
}

export const answers = ({ assets }: Document) =>
  assets.map((a) => `${a.id} ${a.findings[0]?.status ?? 'nothing'}`)
export const TABLE = 'id,vendor,model,version\n1,Acme,Flow 5,1.4\n2,Acme,Flow 5,1.6\n'
export const MEANT = ['1 affected', '2 nothing']
