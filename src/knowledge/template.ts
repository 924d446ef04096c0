/** Templates of what a fingerprint says: `{group}` stands for a named group of its pattern. */

const FILTERS: Readonly<Record<string, (text: string) => string>> = {
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  /** `12_4-1` -> `12.4.1` */
  dots: (text) => text.replace(/[_-]/g, '.'),
  /** `Foo_Bar` -> `Foo Bar` */
  spaces: (text) => text.replace(/[_+]/g, ' '),
}

const SLOT = /\{(\w+)(?:\|(\w+))?\}/g

/** What devices send where nothing was filled in: it says nothing. Whole values, lower case. */
const PLACEHOLDERS = new Set(
  `unknown|n/a|na|none|(none)|null|(null)|nil|undefined|not available|not specified|not set|not present|default|
   default string|to be filled by o.e.m.|o.e.m.|system manufacturer|system product name|manufacturer|vendor|model|
   serial|serial number|localhost|localhost.localdomain|noname|no name|test|invalid|unspecified|private`
    .split('|')
    .map((text) => text.trim()),
)

const isPlaceholder = (text: string): boolean =>
  PLACEHOLDERS.has(text.toLowerCase()) || /^[0\s._:?x*#-]+$/i.test(text)

/**
 * The text with its slots filled; `null` when a group it needs took no part in the match, or when what was filled in
 * is blank or a placeholder such as "N/A".
 */
export function fillTemplate(template: string, groups: Readonly<Record<string, string>>): string | null {
  if (!template.includes('{')) return template
  let missing = false
  const text = template.replace(SLOT, (_, group: string, filter: string | undefined) => {
    const value = groups[group]
    if (value === undefined) missing = true
    return filter === undefined ? (value ?? '') : (FILTERS[filter]?.(value ?? '') ?? '')
  })
  const trimmed = text.trim()
  return missing || trimmed === '' || isPlaceholder(trimmed) ? null : trimmed
}

export const hasSlots = (template: string): boolean => template.search(SLOT) >= 0

/** What is wrong with a template, given the names of the groups there are; `null` if nothing. */
export function templateProblem(template: string, groups: readonly string[]): string | null {
  for (const [slot, group, filter] of template.matchAll(SLOT)) {
    if (!groups.includes(group!)) return `${slot} names no group of the pattern`
    if (filter !== undefined && !(filter in FILTERS)) return `${slot} has no such filter`
  }
  return /[{}]/.test(template.replace(SLOT, '')) ? `stray brace in "${template}"` : null
}
