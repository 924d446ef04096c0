/** Puts long answers together that come in segments (ASHRAE 135 clause 5.4), within bounds. */
import type { Segment } from './apdu.ts'

/** Octets and answers held at a time, for one conversation. */
const MOST_OCTETS = 32_768
const MOST_ANSWERS = 4

interface Answer {
  next: number
  size: number
  readonly parts: Uint8Array[]
}

export class Segments {
  private readonly answers = new Map<string, Answer>()

  /** Adds a segment of the answer `key`; the whole answer when it was the last one. */
  add(key: string, segment: Segment): Uint8Array | null {
    if (segment.sequence === 0) this.begin(key)
    const answer = this.answers.get(key)
    if (answer === undefined) return null
    // A repeated segment has the number before; numbers go round at 256.
    if (segment.sequence === ((answer.next + 255) & 255) && answer.next > 0) return null
    answer.size += segment.body.length
    if (segment.sequence !== (answer.next & 255) || answer.size > MOST_OCTETS) {
      this.answers.delete(key)
      return null
    }
    answer.next++
    answer.parts.push(segment.body.slice())
    if (segment.more) return null
    this.answers.delete(key)
    return joined(answer)
  }

  private begin(key: string): void {
    if (this.answers.get(key)?.next === 1) return // its first segment again
    this.answers.delete(key)
    const oldest = this.answers.keys().next().value
    if (this.answers.size >= MOST_ANSWERS && oldest !== undefined) this.answers.delete(oldest)
    this.answers.set(key, { next: 0, size: 0, parts: [] })
  }
}

function joined({ size, parts }: Answer): Uint8Array {
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
