/** How long the parts of a run took, from the start of the process. */
export class Stopwatch {
  private readonly laps: { what: string; milliseconds: number }[] = []
  private last = 0
  private readonly parts = new Map<string, number>()

  /** Ends a part; the next begins. The first part begins with the process. */
  lap(what: string): void {
    const now = performance.now()
    this.laps.push({ what, milliseconds: now - this.last })
    this.last = now
  }

  /** Measures a part that comes in many pieces within others: told indented, and not added to the sum. */
  within<A extends readonly unknown[], R>(what: string, work: (...args: A) => R): (...args: A) => R {
    this.parts.set(what, 0)
    return (...args) => {
      const began = performance.now()
      const result = work(...args)
      this.parts.set(what, this.parts.get(what)! + performance.now() - began)
      return result
    }
  }

  /** One line a part, then the sum and the most memory that was resident. */
  report(): string {
    const line = (what: string, milliseconds: number) =>
      `${(milliseconds / 1000).toFixed(3).padStart(9)} s  ${what}\n`
    const peak = (process.resourceUsage().maxRSS / 1024).toFixed(0).padStart(9)
    const parts = [...this.parts].map(([what, milliseconds]) => line(`  of it ${what}`, milliseconds))
    return `${this.laps.map((l) => line(l.what, l.milliseconds)).join('')}${parts.join('')}${line('in all', this.last)}${peak} MiB peak memory\n`
  }
}
