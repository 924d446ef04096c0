/**
 * Ids that have been used, as two 32-bit hashes each in an open table: ten million take 160 MB instead of a
 * gigabyte of texts. Two different ids are taken for one with a chance of about one in a million at that size.
 */
export class SeenIds {
  private slots = new Uint32Array(2 * 1024)
  private used = 0

  /** `true` if the id was there already; it is there afterwards. */
  add(id: string): boolean {
    if (this.used * 2 > this.slots.length / 2) this.grow()
    const [a, b] = hashes(id)
    const at = this.find(this.slots, a, b)
    if (this.slots[at] === a && this.slots[at + 1] === b) return true
    this.slots[at] = a
    this.slots[at + 1] = b
    this.used++
    return false
  }

  private find(slots: Uint32Array, a: number, b: number): number {
    const mask = slots.length - 1
    let at = (a << 1) & mask
    while ((slots[at] !== 0 || slots[at + 1] !== 0) && !(slots[at] === a && slots[at + 1] === b))
      at = (at + 2) & mask
    return at
  }

  private grow(): void {
    const old = this.slots
    const slots = new Uint32Array(old.length * 2)
    for (let i = 0; i < old.length; i += 2)
      if (old[i] !== 0 || old[i + 1] !== 0) {
        const at = this.find(slots, old[i]!, old[i + 1]!)
        slots[at] = old[i]!
        slots[at + 1] = old[i + 1]!
      }
    this.slots = slots
  }
}

/** FNV-1a (draft-eastlake-fnv) and a multiplication with another odd number, over UTF-16 units; never both zero. */
function hashes(text: string): [number, number] {
  let a = 0x811c9dc5
  let b = 0x9e3779b9
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b + unit, 0x85ebca6b) ^ (b >>> 13)
  }
  return [a >>> 0, (b | 1) >>> 0]
}
