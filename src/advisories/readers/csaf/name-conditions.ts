/** Conditions that stand in the name of a product: "Flow 5 (serial numbers below 1000)", "Flow running on Windows XP". */
import { SYSTEM_BASED } from '../../names/product-name.ts'
import { MAX_NAME } from '../../names/tokens.ts'
import { takeConditions } from '../../prose/conditions.ts'
import { hardwareIn } from '../../prose/hardware.ts'
import type { Condition } from '../../statement.ts'
import { unstated } from '../../versions/constraint.ts'

/** `fullName`: as the product tree spells it; `name`: the product's own within it. */
export function nameConditions(fullName: string, wholeName: string): readonly Condition[] {
  const name = wholeName.slice(0, MAX_NAME)
  return [...ofHardware(name), ...inBrackets(name), ...behindName(name), ...systemsBefore(fullName, name)]
}

/** "Flow 5 hardware revision 2": a revision that opens the name is the name. */
function ofHardware(name: string): readonly Condition[] {
  const hardware = hardwareIn(name)
  return hardware && !name.startsWith(hardware.words) ? [hardware.condition] : []
}

function inBrackets(name: string): readonly Condition[] {
  const system =
    /\(((?:android|ios|linux|macos|windows)(?:\s*(?:,|\/|and|or|&)\s*(?:android|ios|linux|macos|windows))*)(?:\s+(?:version|app|only))?\)/i.exec(
      name,
    )?.[1]
  if (system !== undefined) return [{ kind: 'os', name: system, constraint: unstated() }]
  return [...name.matchAll(/\(([^)]*\d[^)]*)\)/g)]
    .filter(([, note]) => /\b(?:serial|s\/n|sn|manufactured|produced|shipped|distributed)\b/i.test(note!))
    .flatMap(([, note]) => takeConditions(note!).conditions)
    .filter(({ kind }) => kind === 'serial' || kind === 'serial-prefix' || kind === 'date')
}

const SYSTEM_BEHIND =
  /\s(?:(?:running|used|based|installed|hosted)\s+(?:on|with|under)|for|on)\s+(?:(?:the|an?|microsoft)\s+)*(?:windows|linux|android|ios|macos)\b.*$/i
const OPTION_BEHIND = /\swith\s+(?:(?:the|an?)\s+)?([\w-]+(?:\s[\w-]+){0,3})\s+options?\b/i

/** What it runs on, and what must be fitted. */
function behindName(name: string): readonly Condition[] {
  const system = (SYSTEM_BEHIND.exec(name) ?? name.match(SYSTEM_BASED))?.[0]
  const option = OPTION_BEHIND.exec(name)?.[1]
  return [
    ...(system === undefined ? [] : takeConditions(system).conditions.filter(({ kind }) => kind === 'os')),
    ...(option === undefined ? [] : [{ kind: 'option', name: option } as const]),
  ]
}

/** "All Windows 7-based versions of Flow": a system in front of the product's name. */
function systemsBefore(fullName: string, name: string): readonly Condition[] {
  const at = fullName.toLowerCase().indexOf(name.toLowerCase())
  return at <= 0 ? [] : takeConditions(fullName.slice(0, at)).conditions.filter(({ kind }) => kind === 'os')
}
