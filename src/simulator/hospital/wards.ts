/** Which wards a hospital of so many beds has. Shares follow what general hospitals of some size usually have. */
import type { WardKind } from '../persona.ts'

export interface Ward {
  readonly name: string
  readonly kind: WardKind
  readonly beds: number
}

/** Share of the beds, beds of one ward; theatres and clinics are counted by places. */
const KINDS: readonly {
  readonly kind: WardKind
  readonly name: string
  readonly share: number
  readonly size: number
}[] = [
  { kind: 'medical', name: 'MED', share: 0.36, size: 28 },
  { kind: 'surgical', name: 'SUR', share: 0.28, size: 28 },
  { kind: 'icu', name: 'ICU', share: 0.1, size: 14 },
  { kind: 'emergency', name: 'ED', share: 0.1, size: 24 },
  { kind: 'neonatal', name: 'NEO', share: 0.05, size: 16 },
  { kind: 'dialysis', name: 'DIA', share: 0.05, size: 12 },
  { kind: 'operating', name: 'OR', share: 0.06, size: 12 },
  { kind: 'outpatient', name: 'OPD', share: 0.06, size: 30 },
]

/** The wards of a site; a very small one has the kinds with the largest shares. */
export function wardsFor(beds: number): Ward[] {
  return KINDS.flatMap(({ kind, name, share, size }) => {
    const total = Math.round(beds * share)
    const count = Math.ceil(total / size)
    return Array.from({ length: count }, (_, i) => ({
      kind,
      name: `${name}${i + 1}`,
      beds: Math.floor((total * (i + 1)) / count) - Math.floor((total * i) / count),
    }))
  })
}
