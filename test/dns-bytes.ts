/** Byte writers for DNS messages (RFC 1035 section 4), uncompressed unless a pointer is written by hand. */
import { type Bytes, bytes, ip, u16, u32 } from './bytes.ts'

/** A name from its dotted text; an array gives labels that hold dots. `''` is the root. */
export const dnsName = (name: string | readonly string[]): Bytes => {
  const labels = typeof name === 'string' ? name.split('.').filter((l) => l !== '') : name
  const parts = labels.flatMap((label) => {
    const text = Buffer.from(label, 'utf8')
    return [text.length, text]
  })
  return bytes(...parts, 0)
}

/** A compression pointer to an offset in the message. */
export const pointer = (offset: number): Bytes => u16(0xc000 | offset)

const encoded = (name: string | readonly string[] | Bytes): Bytes =>
  name instanceof Uint8Array ? name : dnsName(name)

export const question = (name: string | readonly string[] | Bytes, type: number, cls = 1): Bytes =>
  bytes(encoded(name), u16(type), u16(cls))

export const record = (
  name: string | readonly string[] | Bytes,
  type: number,
  data: Bytes,
  { cls = 1, ttl = 120 }: { cls?: number; ttl?: number } = {},
): Bytes => bytes(encoded(name), u16(type), u16(cls), u32(ttl), u16(data.length), data)

type Owner = string | readonly string[] | Bytes
type Options = { cls?: number; ttl?: number }
export const a = (name: Owner, address: string, options?: Options): Bytes =>
  record(name, address.includes(':') ? 28 : 1, ip(address), options)
export const ptr = (name: Owner, target: string | readonly string[], options?: Options): Bytes =>
  record(name, 12, dnsName(target), options)
export const cname = (name: Owner, target: string): Bytes => record(name, 5, dnsName(target))
export const srv = (name: Owner, port: number, target: string, options?: Options): Bytes =>
  record(name, 33, bytes(u16(0), u16(0), u16(port), dnsName(target)), options)
export const txt = (name: Owner, strings: readonly string[], options?: Options): Bytes =>
  record(
    name,
    16,
    bytes(
      ...strings.flatMap((text) => {
        const encodedText = Buffer.from(text, 'utf8')
        return [encodedText.length, encodedText]
      }),
    ),
    options,
  )
export const hinfo = (name: Owner, cpu: string, os: string): Bytes =>
  record(name, 13, bytes(cpu.length, cpu, os.length, os))

/** A message from its sections; `flags` as in RFC 1035 section 4.1.1 (0x8180: an answer of a recursive server). */
export const dnsMessage = (
  flags: number,
  sections: { questions?: Bytes[]; answers?: Bytes[]; authorities?: Bytes[]; additionals?: Bytes[] },
  id = 0x1a2b,
): Bytes => {
  const all = [sections.questions, sections.answers, sections.authorities, sections.additionals]
  return bytes(
    u16(id),
    u16(flags),
    ...all.map((section) => u16(section?.length ?? 0)),
    ...all.flatMap((s) => s ?? []),
  )
}
