/**
 * What is private stays on the wire: marks put where protocols carry passwords, patients, files and mails appear
 * nowhere in what is learned or written, in no usual encoding. Only `credentials[].user` names a user, on purpose.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identify } from '../src/identity/identify.ts'
import type { CaptureFacts } from '../src/model/facts.ts'
import { inspectionDocument } from '../src/reports/inspection/document.ts'
import { pcap } from './bytes.ts'
import { factsOf } from './facts.ts'
import { places } from './private-places.ts'

/** Marks of several looks: what is taken for a name, a number or a version must not slip through either. */
const MARKS = ['Zqx7Jane', 'DOE^ZQXJANE', 'zqx-4.2.1', '7300112233']

for (const { name, protocol, frames } of places)
  test(`nothing private is kept: ${name}`, () => {
    for (const mark of MARKS) {
      const facts = factsOf([pcap(frames(mark))])
      const spoken = facts.conversations.map((c) => c.protocol)
      assert.ok(spoken.includes(protocol), `${mark} was carried by ${spoken}`)
      assert.deepEqual(leaks(mark, facts), [])
    }
  })

/** Every text in the facts and the document that holds the mark. */
function leaks(mark: string, facts: CaptureFacts): string[] {
  const document = inspectionDocument(facts, identify(facts).assets, { conversations: true })
  const wanted = encodings(mark)
  const found: string[] = []
  JSON.stringify([facts, document], (key, value: unknown) => {
    if (
      key !== 'user' &&
      typeof value === 'string' &&
      wanted.some((form) => value.toLowerCase().includes(form))
    )
      found.push(`${key}: ${value}`)
    return value
  })
  return found
}

/** The mark as text, and as Base64 and hexadecimal of its octets in ASCII and UTF-16. */
function encodings(mark: string): string[] {
  const octets = [Buffer.from(mark), Buffer.from(mark, 'utf16le')]
  return [mark, ...octets.flatMap((b) => [b.toString('base64').replace(/=+$/, ''), b.toString('hex')])].map(
    (form) => form.toLowerCase(),
  )
}
