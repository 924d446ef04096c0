/** The TCP sessions being dissected, bounded in number and in bytes held; the oldest one ends first. */
import type { ConversationTls } from '../model/facts.ts'
import { mergeTls } from '../wire/tables/conversation-table.ts'
import type { TcpSession } from './tcp-session.ts'

export class SessionPool {
  /** Sessions that were ended early for lack of room. */
  evicted = 0
  private readonly most: number
  private readonly mostBytes: number
  private readonly evict: (row: number) => void
  private readonly sessions = new Map<number, { row: number; session: TcpSession; held: number }>()
  private readonly facts = new Map<number, ConversationTls>()
  private next = 0
  private held = 0

  /** `evict` must finish the session of a flow row and call `remove`. */
  constructor(most: number, mostBytes: number, evict: (row: number) => void) {
    this.most = most
    this.mostBytes = mostBytes
    this.evict = evict
  }

  add(row: number, session: TcpSession): number {
    if (this.sessions.size >= this.most) this.evictOldest()
    const number = this.next
    this.next = (this.next + 1) & 0x3fffffff
    this.sessions.set(number, { row, session, held: 0 })
    return number
  }

  get(number: number): TcpSession {
    return this.sessions.get(number)!.session
  }

  /** Takes note of how many bytes a session holds now, and makes room if all hold too many. */
  watch(number: number): void {
    const entry = this.sessions.get(number)!
    const held = entry.session.held
    this.held += held - entry.held
    entry.held = held
    while (this.held > this.mostBytes && this.sessions.size > 0) this.evictOldest()
  }

  remove(number: number): void {
    const entry = this.sessions.get(number)
    if (entry === undefined) return
    this.held -= entry.held
    this.sessions.delete(number)
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
    const oldest = this.sessions.values().next().value
    if (oldest === undefined) return
    this.evicted++
    this.evict(oldest.row)
  }
}
