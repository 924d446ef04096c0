/** What checking a condition on a device comes to. */
import type { Condition } from '../statement.ts'

export type Holds = 'yes' | 'no' | 'unknown'

export interface Checked {
  readonly holds: Holds
  /** Half a sentence for what is unknown or decided it. */
  readonly because: string | null
}

export const yes = (because: string | null): Checked => ({ holds: 'yes', because })
export const no = (because: string): Checked => ({ holds: 'no', because })
export const unknown = (because: string): Checked => ({ holds: 'unknown', because })

export type Of<K extends Condition['kind']> = Extract<Condition, { kind: K }>
