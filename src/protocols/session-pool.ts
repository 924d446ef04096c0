/** The TCP sessions being dissected, bounded in number and in bytes held; the oldest one ends first. */
import type { ConversationTls } from '../model/facts.ts'
import { mergeTls } from '../wire/tables/conversation-table.ts'
import type { TcpSession } from './tcp-session.ts'

interface Entry {
  readonly row: number
  readonly session: TcpSession
  held: number
}

export class SessionPool {
  /** Sessions that were ended early for lack of room. */
  evicted = 0
  private readonly most: number
  private readonly mostBytes: number
  private readonly evict: (row: number) => void
  private readonly entries: (Entry | undefined)[] = []
  private readonly free: number[] = []
  /** Numbers in use, oldest first. */
  private readonly inOrder = new Set<number>()
  private readonly facts = new Map<number, ConversationTls>()
  private held = 0

  /** `evict` must finish the session of a flow row and call `remove`. */
  constructor(most: number, mostBytes: number, evict: (row: number) => void) {
    this.most = most
    this.mostBytes = mostBytes
    this.evict = evict
  }

  /** Takes a session in; its number is good until `remove`. */
  add(row: number, session: TcpSession): number {
    if (this.inOrder.size >= this.most) this.evictOldest()
    const number = this.free.pop() ?? this.entries.length
    this.entries[number] = { row, session, held: 0 }
    this.inOrder.add(number)
    return number
  }

  get(number: number): TcpSession {
    return this.entries[number]!.session
  }

  /** Takes note of how many bytes a session holds now, and makes room if all hold too many. */
  watch(number: number): void {
    const entry = this.entries[number]!
    const held = entry.session.held
    if (held === entry.held) return
    this.held += held - entry.held
    entry.held = held
    while (this.held > this.mostBytes && this.inOrder.size > 0) this.evictOldest()
  }

  remove(number: number): void {
    const entry = this.entries[number]
    if (entry === undefined) return
    this.held -= entry.held
    this.entries[number] = undefined
    this.inOrder.delete(number)
    this.free.push(number)
  }

  /** TLS facts of a flow wait here until the flow ends. */
  keepFacts(row: number, facts: ConversationTls): void {
    this.facts.set(row, mergeTls(this.facts.get(row), facts))
  }

  takeFacts(row: number): ConversationTls | null {
    const facts = this.facts.get(row) ?? null
    if (facts !== null) this.facts.delete(row)
    return facts
  }

  private evictOldest(): void {
    const oldest = this.inOrder.values().next().value
    if (oldest === undefined) return
    this.evicted++
    this.evict(this.entries[oldest]!.row)
  }
}
