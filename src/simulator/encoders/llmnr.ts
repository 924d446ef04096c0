/** LLMNR (RFC 4795): UDP 5355 to 224.0.0.252, a DNS message with flags of its own. */
import { message, type RecordType } from './dns.ts'

/** Who is `name`? */
export const query = (id: number, name: string, type: RecordType = 'A'): Uint8Array =>
  message({ id, flags: 0, questions: [{ name, type }] })

/** The host of that name answers, to the asker alone. */
export const answer = (id: number, name: string, address: string): Uint8Array =>
  message({
    id,
    flags: 0x8000,
    questions: [{ name, type: 'A' }],
    answers: [{ name, type: 'A', ttl: 30, value: address }],
  })
