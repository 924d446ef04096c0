/**
 * What is counted device by device, since no profile tells it: risk, which the place may raise, and departments. Takes a
 * few words of memory a family and department, however many devices there are.
 */
import { share } from './count.ts'

/** What a profile says of each of its devices. */
export interface DeviceFacts {
  readonly family: string | null
  readonly unpatched: boolean
  readonly criticalUnpatched: boolean
  readonly unsupportedOs: boolean
}

export interface RiskRow {
  readonly family: string
  readonly assets: number
  readonly mean: number
  readonly median: number
  /** Nine of ten devices have this risk or less. */
  readonly p90: number
  readonly max: number
}

export interface DepartmentRow {
  readonly department: string
  readonly assets: number
  readonly criticalUnpatched: number
  readonly unpatched: number
  readonly unsupportedOs: number
  readonly criticalUnpatchedShare: number
  readonly unpatchedShare: number
  readonly unsupportedOsShare: number
  readonly meanRisk: number
  readonly maxRisk: number
}

/** Departments told apart; what comes later counts as one. */
const MOST_DEPARTMENTS = 5000
const OTHERS = 'others'
const HIGHEST = 100

interface Department {
  assets: number
  criticalUnpatched: number
  unpatched: number
  unsupportedOs: number
  risk: number
  max: number
}

export class DeviceTally {
  /** Devices by family and risk, 0 to 100. */
  private readonly risks = new Map<string, Float64Array>()
  private readonly departments = new Map<string, Department>()

  /** Counts `quantity` devices of a profile in one place. */
  add(facts: DeviceFacts, department: string | null, risk: number, quantity: number): void {
    if (facts.family !== null) this.ofFamily(facts.family)[Math.min(HIGHEST, Math.max(0, risk))]! += quantity
    if (department === null) return
    const known = this.ofDepartment(department)
    known.assets += quantity
    known.risk += quantity * risk
    known.max = Math.max(known.max, risk)
    if (facts.unpatched) known.unpatched += quantity
    if (facts.criticalUnpatched) known.criticalUnpatched += quantity
    if (facts.unsupportedOs) known.unsupportedOs += quantity
  }

  /** Most risk at the upper end first: a mean hides the worst devices. */
  riskRows(): RiskRow[] {
    return [...this.risks]
      .map(([family, counts]) => riskRow(family, counts))
      .sort((a, b) => b.p90 - a.p90 || b.mean - a.mean || (a.family < b.family ? -1 : 1))
  }

  /** By devices with critical vulnerabilities, then with any. */
  departmentRows(): DepartmentRow[] {
    return [...this.departments]
      .map(([department, { risk, max, ...counts }]) => ({
        department,
        ...counts,
        criticalUnpatchedShare: share(counts.criticalUnpatched, counts.assets),
        unpatchedShare: share(counts.unpatched, counts.assets),
        unsupportedOsShare: share(counts.unsupportedOs, counts.assets),
        meanRisk: Math.round((10 * risk) / counts.assets) / 10,
        maxRisk: max,
      }))
      .sort(
        (a, b) =>
          b.criticalUnpatched - a.criticalUnpatched ||
          b.unpatched - a.unpatched ||
          b.assets - a.assets ||
          (a.department < b.department ? -1 : 1),
      )
  }

  private ofFamily(family: string): Float64Array {
    let counts = this.risks.get(family)
    if (counts === undefined) {
      counts = new Float64Array(HIGHEST + 1)
      this.risks.set(family, counts)
    }
    return counts
  }

  private ofDepartment(department: string): Department {
    const name =
      this.departments.has(department) || this.departments.size < MOST_DEPARTMENTS ? department : OTHERS
    let known = this.departments.get(name)
    if (known === undefined) {
      known = { assets: 0, criticalUnpatched: 0, unpatched: 0, unsupportedOs: 0, risk: 0, max: 0 }
      this.departments.set(name, known)
    }
    return known
  }
}

function riskRow(family: string, counts: Float64Array): RiskRow {
  const assets = counts.reduce((sum, n) => sum + n, 0)
  const mean = counts.reduce((sum, n, risk) => sum + n * risk, 0) / assets
  const percentile = (part: number): number => {
    let seen = 0
    for (let risk = 0; risk <= HIGHEST; risk++) {
      seen += counts[risk]!
      if (seen >= part * assets) return risk
    }
    return HIGHEST
  }
  return {
    family,
    assets,
    mean: Math.round(10 * mean) / 10,
    median: percentile(0.5),
    p90: percentile(0.9),
    max: counts.findLastIndex((n) => n > 0),
  }
}
