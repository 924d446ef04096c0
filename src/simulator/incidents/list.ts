/** All incidents; one line each. */
import type { Incident } from '../incident.ts'

export const incidents: readonly Incident[] = []
