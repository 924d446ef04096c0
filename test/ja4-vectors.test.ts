/**
 * JA4 against FoxIO's own captures and expected values, read whole as the program reads them. They lie outside the
 * repository; without them the test says so and skips.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { factsOf } from './facts.ts'

const FOLDER = join(import.meta.dirname, '../../shared/corpus/ja4')
const LIST = join(FOLDER, 'EXPECTED.json')

interface Expected {
  readonly src: string
  readonly dst: string
  readonly dstport: string
  readonly ja4: readonly string[]
  readonly sni: string | null
}

if (!existsSync(LIST)) test('JA4 vectors', { skip: 'no captures in ../shared/corpus/ja4' }, () => {})
else
  for (const [file, expected] of Object.entries(
    JSON.parse(readFileSync(LIST, 'utf8')) as Record<string, Expected[]>,
  ))
    test(`${file} has the JA4 values and names that FoxIO expects`, () => {
      const { conversations, observations } = factsOf([readFileSync(join(FOLDER, file))])
      for (const { src, dst, dstport, ja4, sni } of expected) {
        const seen = conversations
          .filter((c) => c.client === src && c.server === dst && c.port === Number(dstport))
          .flatMap((c) => c.tls?.ja4 ?? [])
        for (const value of ja4) assert.ok(seen.includes(value), `${value} not in ${seen}`)
        // A conversation has one name, though its connections may ask for several.
        const asked = observations
          .filter((o) => o.field === 'tls.sni' && o.endpoint.ip === src)
          .map((o) => o.value)
        if (sni !== null) assert.ok(asked.includes(sni), `${sni} not in ${asked}`)
      }
    })
