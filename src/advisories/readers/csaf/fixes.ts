/** Which of the fixed versions that remediations mention are meant for which product. */

import { fitCode } from '../../names/codes.ts'
import { deviceName, says } from '../../names/device-name.ts'
import { productName } from '../../names/product-name.ts'
import type { FixMention } from '../../prose/fixes.ts'
import { compareVersions, isVersion, sharedRuns } from '../../versions/compare.ts'
import type { Constraint, Range } from '../../versions/constraint.ts'
import { regionalBuild } from '../../versions/regional.ts'

/** The names among `names` that the words of a mention speak of; empty where they speak of none. */
export function namedProducts(
  mention: FixMention,
  names: readonly string[],
  brands: ReadonlySet<string>,
): readonly string[] {
  const behind = /^(?:[\s,\d.vV]|and|or|later)*\s+(?:of|for)\s+(?:the\s+)?(.{3,80})/.exec(after(mention))?.[1]
  for (const words of [behind, mention.lead, mention.sentence]) {
    if (words === undefined) continue
    const named = mostNamed(words, names, brands)
    if (named.length > 0) return named
  }
  return []
}

function after({ sentence, version }: FixMention): string {
  const at = sentence.indexOf(version)
  return at < 0 ? '' : sentence.slice(at + version.length)
}

/** The names of which the words hold the most telling tokens. */
function mostNamed(words: string, names: readonly string[], brands: ReadonlySet<string>): readonly string[] {
  const said = deviceName(words)
  const all = { ...said, besides: [...said.tokens, ...said.besides] }
  const abbreviations = all.besides.filter(({ raw }) => /^[A-Z]{2,6}$/.test(raw)).map(({ text }) => text)
  const counts = names.map((name) =>
    Math.max(
      0,
      ...productName(name).alternatives.map(({ tokens, short }) => {
        const telling = tokens.filter(({ text, weight }) => weight === 'strong' && !brands.has(text))
        const found = telling.filter((token) =>
          token.codes.length > 0
            ? all.codes.some((own) => token.codes.some((code) => fitCode(code, own) === 'same'))
            : token.words.some((word) => says(all, word)),
        )
        const kinds = tokens.filter(({ weight }) => weight === 'kind')
        const said = kinds.filter(({ text }) => says(all, text)).length
        // "IBE B.13" speaks of IntelliBridge Enterprise, with whatever it is integrated
        if (found.length === 0 && abbreviations.some((one) => short.has(one))) return 1
        if (telling.length > 0) return found.length === 0 ? 0 : found.length + said / 100
        return kinds.length > 0 && said === kinds.length ? 0.5 + said / 100 : 0
      }),
    ),
  )
  const most = Math.max(...counts)
  return most > 0 ? names.filter((_, i) => counts[i] === most) : []
}

/** Whether a version can be the fix of a statement: of the same scheme, and not itself inside what is affected. */
export function canFix(version: string, constraint: Constraint): boolean {
  if (!isVersion(version)) return false
  const dotted = /\d\.\d|^[a-z]\.\d/i.test(version)
  if (constraint.kind !== 'ranges') return dotted || regionalBuild(version) !== null
  const bounds = constraint.ranges.flatMap(({ from, to }) =>
    [from, to].flatMap((bound) => (bound ? [bound.version] : [])),
  )
  const comparable = bounds.filter((bound) => compareVersions(version, bound) !== null)
  if (comparable.length === 0) return false
  if (!dotted && !comparable.some((bound) => /[a-z]/i.test(bound) === /[a-z]/i.test(version))) return false
  return !constraint.ranges.every((range) => isWithin(version, range))
}

function isWithin(version: string, { from, to }: Range): boolean {
  const low = from && compareVersions(version, from.version)
  const high = to && compareVersions(version, to.version)
  if (from && (low === null || low! < 0)) return false
  if (!to) return false
  // the bound itself, excluded, is the fix; a release line as such ("8") does not exclude its own later builds
  if (from && from.version === to.version) return high === 0 && sharedRuns(version, to.version) > 0
  return high !== null && (high < 0 || (high === 0 && to.inclusive))
}
