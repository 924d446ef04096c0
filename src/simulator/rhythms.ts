/**
 * How busy a hospital is by the hour of the day: 0 to 1, a factor on how often things happen. Shapes are rough: three
 * shifts with handovers at 7, 15 and 23, rounds in the morning, outpatients in office hours, visitors after lunch.
 */

/** `hour`: 0 up to 24, with fraction. */
export type Rhythm = (hour: number) => number

const curve =
  (points: readonly number[]): Rhythm =>
  (hour) => {
    const at = ((hour % 24) + 24) % 24
    const i = Math.floor(at)
    const low = points[i]!
    return low + (points[(i + 1) % 24]! - low) * (at - i)
  }

/** Never rests: machines. */
export const always: Rhythm = () => 1

/** Nurses and patients: nights are quiet, not silent. */
export const wardRhythm: Rhythm = curve([
  0.35, 0.3, 0.3, 0.3, 0.35, 0.5, 0.8, 1, 1, 1, 0.95, 0.9, 0.85, 0.8, 0.85, 0.9, 0.85, 0.8, 0.8, 0.75, 0.7,
  0.6, 0.5, 0.45,
])

/** Offices, outpatients and planned examinations. */
export const officeRhythm: Rhythm = curve([
  0.03, 0.03, 0.03, 0.03, 0.03, 0.05, 0.2, 0.6, 0.95, 1, 1, 0.95, 0.7, 0.8, 0.95, 0.9, 0.6, 0.3, 0.12, 0.08,
  0.05, 0.05, 0.04, 0.03,
])

/** Blood is drawn in the morning. */
export const laboratoryRhythm: Rhythm = curve([
  0.2, 0.15, 0.15, 0.15, 0.2, 0.4, 0.8, 1, 1, 1, 0.9, 0.8, 0.6, 0.6, 0.6, 0.55, 0.5, 0.4, 0.35, 0.3, 0.3,
  0.25, 0.2, 0.2,
])

/** Visitors and what they carry. */
export const visitorRhythm: Rhythm = curve([
  0.05, 0.03, 0.03, 0.02, 0.02, 0.03, 0.05, 0.1, 0.2, 0.35, 0.5, 0.6, 0.65, 0.8, 1, 1, 1, 0.95, 0.9, 0.7, 0.4,
  0.2, 0.1, 0.07,
])
