/** Conversations of lines: Telnet (RFC 854, 1091) and FTP (RFC 959). */
import { bytes } from './bytes.ts'

const IAC = 255
const COMMANDS = { will: 251, wont: 252, do: 253, dont: 254 } as const
/** 1 echo, 3 suppress go ahead, 24 terminal type, 31 window size, 32 speed, 34 line mode. */
export type Negotiation = readonly [keyof typeof COMMANDS, option: number]

/** Telnet options asked for or granted. */
export const negotiate = (...list: readonly Negotiation[]): Uint8Array =>
  bytes(...list.flatMap(([command, option]) => [IAC, COMMANDS[command], option]))

/** What a Telnet server begins with, and then prints. */
export const greeting = (text: string): Uint8Array =>
  bytes(negotiate(['do', 24], ['will', 1], ['will', 3]), text)

/** Text of either side; a client's line ends with CR LF, or CR NUL. */
export const line = (text: string, end: '\r\n' | '\r\0' = '\r\n'): Uint8Array => bytes(text, end)
/** A prompt, which ends no line. */
export const prompt = (text: string): Uint8Array => bytes(text)
/** Keys as a user types them: one message each. */
export const keys = (text: string): Uint8Array[] => [...text].map((key) => bytes(key))

/** An FTP command. */
export const command = (verb: string, argument?: string): Uint8Array =>
  bytes(argument === undefined ? verb : `${verb} ${argument}`, '\r\n')

/** An FTP reply; of several lines when the text has them (RFC 959 section 4.2). */
export function reply(code: number, text: string): Uint8Array {
  const lines = text.split('\n')
  const last = lines.length - 1
  return bytes(lines.map((l, i) => (i === last ? `${code} ${l}\r\n` : `${code}-${l}\r\n`)).join(''))
}

/** 227: where the server waits for the data connection. */
export const passive = (address: string, port: number): Uint8Array =>
  reply(227, `Entering Passive Mode (${address.replaceAll('.', ',')},${port >> 8},${port & 255})`)
/** PORT: where the client does. */
export const active = (address: string, port: number): Uint8Array =>
  command('PORT', `${address.replaceAll('.', ',')},${port >> 8},${port & 255}`)
