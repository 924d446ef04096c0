/** What passed between a client and one service of a server, over all their conversations. */
export interface Tally {
  packets: number
  /** Octets of application data. */
  bytes: number
  /** Microseconds since the start; `first` is -1 until something passed. */
  first: number
  last: number
}

export function count(tally: Tally, bytes: number, now: number): void {
  if (tally.first < 0) tally.first = now
  tally.last = now
  tally.packets++
  tally.bytes += bytes
}
