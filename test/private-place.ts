/** What a place for something private is, and writers for conversations that carry it. */
import { type Bytes, back, type Hop, tcpStream, udp } from './bytes.ts'

export interface Place {
  readonly name: string
  /** Of the conversation; `null` where nothing reads it. */
  readonly protocol: string | null
  readonly frames: (mark: string) => Bytes[]
}

/** What `fixtures/private.ts` of a protocol exports: every place in which it can carry a patient, a result or a login. */
export interface PrivatePlaces {
  readonly privatePlaces: readonly Place[]
}

export type Talk = (readonly ['client' | 'server', string | Bytes])[]

export const HOP: Hop = {
  srcMac: '02:00:00:00:70:01',
  dstMac: '02:00:00:00:70:02',
  src: '10.70.0.1',
  dst: '10.70.0.2',
  srcPort: 50_000,
  dstPort: 80,
}
export const on = (dstPort: number): Hop => ({ ...HOP, dstPort })
export const base64 = (text: string): string => Buffer.from(text).toString('base64')

export const stream =
  (port: number, talk: (mark: string) => Talk) =>
  (mark: string): Bytes[] =>
    tcpStream(on(port), talk(mark))
export const datagrams =
  (port: number, ...payloads: ((mark: string) => Bytes)[]) =>
  (mark: string): Bytes[] =>
    payloads.map((payload, i) => udp(i % 2 === 0 ? on(port) : back(on(port)), payload(mark)))
