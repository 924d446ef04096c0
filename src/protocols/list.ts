/** Every protocol, one line each. Order is only a tie-break: strict probes first, text protocols last. */
import type { Protocol } from './protocol.ts'

export const protocols: readonly Protocol[] = []
