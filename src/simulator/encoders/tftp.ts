/** TFTP (RFC 1350, options of RFC 2347): UDP 69, then a port of the server's choice. */
import { bytes, u16 } from './bytes.ts'

export type Options = Readonly<Record<string, string>>

const strings = (list: readonly string[]): Uint8Array => bytes(...list.flatMap((s) => [s, 0]))

export const readRequest = (file: string, options: Options = {}): Uint8Array =>
  bytes(u16(1), strings([file, 'octet', ...Object.entries(options).flat()]))
export const writeRequest = (file: string, options: Options = {}): Uint8Array =>
  bytes(u16(2), strings([file, 'octet', ...Object.entries(options).flat()]))
/** Blocks count from 1; the last is shorter than 512 bytes. */
export const data = (block: number, body: Uint8Array): Uint8Array => bytes(u16(3), u16(block), body)
export const ack = (block: number): Uint8Array => bytes(u16(4), u16(block))
/** 1 file not found, 2 access violation. */
export const error = (code: number, text: string): Uint8Array => bytes(u16(5), u16(code), strings([text]))
export const optionsTaken = (options: Options): Uint8Array =>
  bytes(u16(6), strings(Object.entries(options).flat()))
