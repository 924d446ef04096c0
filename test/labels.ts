/** Compares inventories with hand labels: per attribute how many labelled values were found, and what contradicts them. */
import { vendorName } from '../src/knowledge/vendors.ts'
import type { AssetRow } from '../src/reports/inspection/document.ts'

export interface Label {
  readonly mac?: string
  readonly ip?: string
  readonly ips?: readonly string[]
  readonly otherMacs?: readonly string[]
  readonly vendor?: string
  readonly model?: string
  readonly hostname?: string
  readonly hostnames?: readonly string[]
  readonly os?: string
  readonly osBuild?: string
  readonly typeId?: string
  readonly firmware?: string
  readonly offWire?: readonly string[]
}

export const MEASURES = ['found', 'vendor', 'hostname', 'model', 'firmware', 'os', 'osBuild', 'type'] as const
export type Measure = (typeof MEASURES)[number]

export class Score {
  readonly right = new Map<Measure, number>()
  readonly wrong = new Map<Measure, number>()
  readonly silent = new Map<Measure, number>()
  readonly misses: string[] = []
  split = 0
  merged = 0

  /** Scores the labelled devices of one capture. */
  capture(name: string, labels: readonly Label[], assets: readonly AssetRow[]): void {
    const homes = labels.map((label) => {
      const home = assetOf(label, assets)
      this.note(name, 'found', home !== null, false, label.mac ?? label.ip ?? '?', '')
      if (home !== null) this.device(name, label, home)
      if (home !== null && partsOf(label, assets) > 1) {
        this.split++
        this.misses.push(`${name}: ${label.mac ?? label.ip} is split`)
      }
      return home
    })
    for (const [i, home] of homes.entries())
      if (home !== null && homes.indexOf(home) < i) {
        this.merged++
        this.misses.push(`${name}: ${labels[i]!.mac ?? labels[i]!.ip} is merged with another`)
      }
  }

  share(measure: Measure): number {
    const right = this.right.get(measure) ?? 0
    const all = right + (this.wrong.get(measure) ?? 0) + (this.silent.get(measure) ?? 0)
    return all === 0 ? 1 : right / all
  }

  get contradictions(): number {
    return [...this.wrong.values()].reduce((a, b) => a + b, 0)
  }

  table(): string {
    const lines = MEASURES.map((m) => {
      const [right, wrong, silent] = [this.right, this.wrong, this.silent].map((map) => map.get(m) ?? 0)
      return `${m.padEnd(10)} ${(this.share(m) * 100).toFixed(1).padStart(6)} %   right ${right}, contradicted ${wrong}, not said ${silent}`
    })
    return [...lines, `split ${this.split}, merged ${this.merged}`].join('\n')
  }

  private device(name: string, label: Label, asset: AssetRow): void {
    const check = (
      measure: Measure,
      field: string,
      wanted: string | undefined,
      got: string | null,
      same: (a: string, b: string) => boolean,
    ) => {
      if (wanted === undefined || label.offWire?.includes(field)) return
      this.note(
        name,
        measure,
        got !== null && same(wanted, got),
        got !== null,
        `${label.mac ?? label.ip} wanted ${wanted}`,
        got ?? '',
      )
    }
    check('vendor', 'vendor', label.vendor, asset.vendor, sameVendor)
    check('model', 'model', label.model, asset.model ?? asset.product, contains)
    check('firmware', 'firmware', label.firmware, asset.version, contains)
    check('os', 'os', label.os, asset.os.name, (a, b) => family(a) === family(b))
    check('osBuild', 'osBuild', label.osBuild, asset.os.build, (a, b) => a === b)
    check('type', 'typeId', label.typeId, asset.type, (a, b) => a === b)
    for (const wanted of [label.hostname, ...(label.hostnames ?? [])])
      check(
        'hostname',
        'hostname',
        wanted,
        asset.hostnames.find((h) => sameName(wanted ?? '', h)) ?? null,
        sameName,
      )
  }

  private note(
    capture: string,
    measure: Measure,
    right: boolean,
    said: boolean,
    what: string,
    got: string,
  ): void {
    const into = right ? this.right : said ? this.wrong : this.silent
    into.set(measure, (into.get(measure) ?? 0) + 1)
    if (!right) this.misses.push(`${capture}: ${measure}: ${what}${got === '' ? '' : `, got ${got}`}`)
  }
}

function assetOf(label: Label, assets: readonly AssetRow[]): AssetRow | null {
  if (label.mac !== undefined) return assets.find((a) => a.macs.includes(label.mac!)) ?? null
  return assets.find((a) => a.ips.some((use) => use.address === label.ip)) ?? null
}

/** In how many assets the parts of one device stand. */
function partsOf(label: Label, assets: readonly AssetRow[]): number {
  const macs = [label.mac, ...(label.otherMacs ?? [])].filter((m) => m !== undefined)
  const ips = label.mac === undefined ? [] : [label.ip, ...(label.ips ?? [])].filter((i) => i !== undefined)
  const own = new Set<AssetRow>()
  for (const asset of assets) if (asset.macs.some((m) => macs.includes(m))) own.add(asset)
  for (const ip of ips) {
    const holders = assets.filter((a) => a.ips.some((use) => use.address === ip))
    if (holders.length > 0 && !holders.some((h) => own.has(h))) for (const h of holders) own.add(h)
  }
  return own.size
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '')
const contains = (a: string, b: string): boolean => plain(a).includes(plain(b)) || plain(b).includes(plain(a))
const sameVendor = (a: string, b: string): boolean =>
  vendorName(a) === vendorName(b) || contains(a, b) || contains(vendorName(a), vendorName(b))
const family = (os: string): string => os.toLowerCase().split(' ')[0] ?? ''
const bare = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/\.local$/, '')
const sameName = (a: string, b: string): boolean => bare(a) === bare(b)
