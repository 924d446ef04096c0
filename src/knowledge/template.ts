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

/** The text with its slots filled; `null` when a group it needs took no part in the match or all is blank. */
export function fillTemplate(template: string, groups: Readonly<Record<string, string>>): string | null {
  if (!template.includes('{')) return template
  let missing = false
  const text = template.replace(SLOT, (_, group: string, filter: string | undefined) => {
    const value = groups[group]
    if (value === undefined) missing = true
    return filter === undefined ? (value ?? '') : (FILTERS[filter]?.(value ?? '') ?? '')
  })
  const trimmed = text.trim()
  return missing || trimmed === '' ? null : trimmed
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
