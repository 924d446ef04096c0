/** Which device of an inspection is which of the truth: by MAC, else by address, else by gateway and serial number. */
import type { TrueAsset } from './truth.ts'

/** What the scorer reads of an inspected asset. */
export interface FoundAsset {
  readonly id: string
  readonly macs: readonly string[]
  readonly ips: readonly { readonly address: string }[]
  readonly type: string | null
  readonly vendor: string | null
  readonly model: string | null
  readonly version: string | null
  readonly serial: string | null
  readonly os: {
    readonly name: string | null
    readonly version: string | null
    readonly build: string | null
  }
  readonly internal: boolean
  readonly sharesMacWith?: readonly string[]
  readonly behind: string | null
  readonly weaknesses?: readonly { readonly id: string }[]
}

export class AssetMatcher {
  readonly #found: readonly FoundAsset[]
  readonly #behind = new Map<string | null, FoundAsset[]>()
  readonly #pairs = new Map<TrueAsset, FoundAsset>()
  readonly #back = new Map<string, TrueAsset[]>()

  constructor(found: readonly FoundAsset[], truth: readonly TrueAsset[]) {
    this.#found = found
    const byMac = new Map<string, FoundAsset>()
    const byIp = new Map<string, FoundAsset[]>()
    for (const asset of found) {
      for (const mac of asset.macs) byMac.set(mac, asset)
      for (const { address } of asset.ips) add(byIp, address, asset)
      add(this.#behind, asset.behind, asset)
    }
    const direct = truth.filter((asset) => asset.behind === null)
    for (const asset of direct) {
      const match =
        hostOf(
          asset,
          asset.macs.map((mac) => byMac.get(mac)).find((one) => one !== undefined),
          byIp,
        ) ??
        (asset.macs.length > 0
          ? undefined
          : asset.ips.flatMap(({ address }) => byIp.get(address) ?? []).find((one) => one.macs.length === 0))
      if (match !== undefined) this.#pair(asset, match)
    }
    this.#children(truth)
  }

  found(asset: TrueAsset): FoundAsset | undefined {
    return this.#pairs.get(asset)
  }

  /** The true assets that one inspected asset stands for. */
  truths(id: string): readonly TrueAsset[] {
    return this.#back.get(id) ?? []
  }

  /** Inspected devices of the hospital that do not exist. */
  unmatched(): FoundAsset[] {
    return this.#found.filter((asset) => asset.internal && !this.#back.has(asset.id))
  }

  #pair(asset: TrueAsset, match: FoundAsset): void {
    this.#pairs.set(asset, match)
    this.#back.set(match.id, [...this.truths(match.id), asset])
  }

  /** Children of one gateway: by serial number or EUI-64 where both know it, the rest by model, each once. */
  #children(truth: readonly TrueAsset[]): void {
    const gateways = new Map(truth.map((asset) => [asset.id, asset]))
    const taken = new Set<FoundAsset>()
    const free = (asset: TrueAsset): FoundAsset[] => {
      const gateway = this.#pairs.get(gateways.get(asset.behind ?? '') as TrueAsset)
      return gateway === undefined
        ? []
        : (this.#behind.get(gateway.id) ?? []).filter((one) => !taken.has(one))
    }
    const take = (asset: TrueAsset, match: FoundAsset | undefined): void => {
      if (match === undefined) return
      taken.add(match)
      this.#pair(asset, match)
    }
    const children = truth.filter((asset) => asset.behind !== null && asset.firstSeen !== null)
    const plain = (text: string | null): string => (text ?? '').toLowerCase().replaceAll(/[^0-9a-z]/g, '')
    for (const asset of children)
      take(
        asset,
        free(asset).find((one) => one.serial !== null && plain(one.serial) === plain(asset.serial)),
      )
    for (const asset of children)
      if (!this.#pairs.has(asset))
        take(
          asset,
          free(asset).find((one) => one.model === asset.model),
        )
  }
}

/** Where two hosts use one MAC, the one with the address. */
function hostOf(
  asset: TrueAsset,
  holder: FoundAsset | undefined,
  byIp: ReadonlyMap<string, readonly FoundAsset[]>,
): FoundAsset | undefined {
  if (holder === undefined) return undefined
  const there = asset.ips.flatMap(({ address }) => byIp.get(address) ?? [])
  if (there.includes(holder)) return holder
  return there.find(({ sharesMacWith = [] }) => sharesMacWith.includes(holder.id)) ?? holder
}

function add<K>(lists: Map<K, FoundAsset[]>, key: K, asset: FoundAsset): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [asset])
  else list.push(asset)
}
