/**
 * Simulated time: a queue of tasks by the microsecond. Tasks of the same time run in the order in which they were put
 * in, so that a run can be repeated. A task that does something again and again is one object that puts itself back.
 */

export interface Task {
  /** `now`: whole microseconds since the start. */
  run(now: number): void
}

export class EventQueue {
  /** Microseconds since the start. */
  now = 0
  /** No task runs at this time or later. */
  end = Number.POSITIVE_INFINITY
  #count = 0
  #order = 0
  #times = new Float64Array(1024)
  #orders = new Float64Array(1024)
  readonly #tasks: Task[] = []

  get size(): number {
    return this.#count
  }

  /** When the next task is due. */
  get next(): number {
    return this.#count === 0 ? this.end : this.#times[0]!
  }

  /** Runs `task` at `time`; a time that is past is now. */
  at(time: number, task: Task): void {
    const due = time > this.now ? Math.round(time) : this.now
    if (due >= this.end) return
    if (this.#count === this.#times.length) this.#grow()
    this.#rise(this.#count++, due, this.#order++, task)
  }

  /** Runs what is due next; false when nothing is left. */
  step(): boolean {
    if (this.#count === 0) return false
    const task = this.#tasks[0]!
    this.now = this.#times[0]!
    const last = --this.#count
    const moved = this.#tasks[last]!
    this.#tasks.length = last
    if (last > 0) this.#sink(this.#times[last]!, this.#orders[last]!, moved)
    task.run(this.now)
    return true
  }

  #rise(from: number, time: number, order: number, task: Task): void {
    const times = this.#times
    const orders = this.#orders
    const tasks = this.#tasks
    let i = from
    while (i > 0) {
      const parent = (i - 1) >> 2
      if (times[parent]! <= time) break
      times[i] = times[parent]!
      orders[i] = orders[parent]!
      tasks[i] = tasks[parent]!
      i = parent
    }
    times[i] = time
    orders[i] = order
    tasks[i] = task
  }

  #sink(time: number, order: number, task: Task): void {
    const times = this.#times
    const orders = this.#orders
    const tasks = this.#tasks
    let i = 0
    for (;;) {
      const first = i * 4 + 1
      if (first >= this.#count) break
      let least = first
      const end = Math.min(first + 4, this.#count)
      for (let c = first + 1; c < end; c++)
        if (times[c]! < times[least]! || (times[c] === times[least] && orders[c]! < orders[least]!)) least = c
      if (times[least]! > time || (times[least] === time && orders[least]! > order)) break
      times[i] = times[least]!
      orders[i] = orders[least]!
      tasks[i] = tasks[least]!
      i = least
    }
    times[i] = time
    orders[i] = order
    tasks[i] = task
  }

  #grow(): void {
    const times = new Float64Array(this.#times.length * 2)
    times.set(this.#times)
    this.#times = times
    const orders = new Float64Array(times.length)
    orders.set(this.#orders)
    this.#orders = orders
  }
}
