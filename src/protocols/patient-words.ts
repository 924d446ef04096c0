/**
 * Whether printed text names a patient, by the words that forms and wristbands put before a name, number or date of
 * birth. Nothing of the text is kept or told, only that it does.
 */
import { latin1 } from '../wire/text.ts'

/** Octets of one connection that are looked at. */
const LOOKED_AT = 64 * 1024
/** Octets kept between two pieces: the longest label with the value that must follow. */
const CARRIED = 64
/** A label and five characters of a value; blank forms and test prints have none. */
const NAMED =
  /(?:\b|\^fd)(?:patient(?: ?(?:name|id|no|number))?|pat\. ?(?:name|nr|id)|mrn|med(?:ical)? ?rec(?:ord)?(?: ?(?:no|number))?|dob|date of birth|geb(?:urtsdatum|\.? ?dat\.?))\.?\s{0,4}[:#=]\s{0,4}(?!test|demo|sample|xxxx|0000)[a-z0-9][a-z0-9,^'/. -]{4}/i

export class PatientWords {
  private tail = ''
  private left = LOOKED_AT
  private found = false

  /** Reads on; `true` once, with the octets that complete the first sign. */
  read(bytes: Uint8Array): boolean {
    if (this.found || this.left <= 0 || bytes.length === 0) return false
    const piece = bytes.subarray(0, this.left)
    this.left -= piece.length
    const text = this.tail + latin1.decode(piece)
    this.found = NAMED.test(text)
    this.tail = this.found ? '' : text.slice(-CARRIED)
    return this.found
  }
}

/** A room, bed or ward with its number, as pages name them. */
const PLACE = /\b(?:room|rm|bed|zimmer|zi|bett|ward|station|icu|ccu|bay)\b[.:# -]{0,3}[a-z]{0,3}-?\d{1,4}\b/i

/** What a page tells of whom it is about: `patient` by label, else `place`; `null` where neither. */
export function wordsOfPage(text: string): 'patient' | 'place' | null {
  return NAMED.test(text) ? 'patient' : PLACE.test(text) ? 'place' : null
}
