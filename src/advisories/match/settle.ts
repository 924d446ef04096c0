/** What would settle an answer that is open: what to read off the device, or whom to ask. */
import type { Finding } from '../finding.ts'
import type { Condition } from '../statement.ts'
import { describe } from '../versions/described.ts'
import { judge } from '../versions/judge.ts'
import type { Device } from './device.ts'
import type { Trace } from './explain.ts'

/** Questions in order of the statements; each once. Empty where the answer is settled. */
export function questionsOf(
  device: Device,
  { status, certainty }: Finding,
  traces: readonly Trace[],
): readonly string[] {
  if (status === 'affected' && certainty === 'likely')
    return ["the device's own word on its version: known is only what was concluded"]
  if (status !== 'under_investigation') return []
  const open = traces.filter((trace) => trace.verdict === 'open' && !trace.outdone)
  const asked = (open.length > 0 ? open : traces.filter(({ outdone }) => !outdone)).flatMap((trace) =>
    questionsOfTrace(device, trace),
  )
  return [...new Set(asked)]
}

function questionsOfTrace(device: Device, trace: Trace): string[] {
  const { statement, part, standing, grade, model } = trace
  const { constraint, product, advisory } = statement
  const told: string[] = []
  if (part !== null)
    told.push(
      standing === null
        ? `the maker's word on whether ${part} in this product is affected: a VEX document, an MDS2 form or a bill of material`
        : `the maker's word on whether this holds, and the vulnerability with it: ${standing}`,
    )
  if (grade !== 'exact')
    told.push(`its exact name or model number: ${advisory.id} speaks of "${product.name}"`)
  if (model === 'unknown') told.push(`which model it is: meant are ${product.models.slice(0, 5).join(', ')}`)
  for (const { condition, holds } of trace.conditions)
    if (holds === 'unknown') told.push(questionOf(condition))
  if (part === null) told.push(...ofVersion(device, trace))
  if (constraint.kind === 'unreadable')
    told.push(`reading ${advisory.url ?? advisory.id} itself: ${describe(constraint)} was not understood`)
  return told.length > 0 ? told : [`the maker's word: ${trace.because}`]
}

function ofVersion(device: Device, { statement, grade, verdict, because }: Trace): string[] {
  const { constraint, advisory, status } = statement
  if (statement.status === 'under_investigation')
    return [`whether ${advisory.id} was revised since: its issuer was still looking into it`]
  if (device.version === null && constraint.kind === 'ranges')
    return [`its version: ${status.replaceAll('_', ' ')} ${describe(constraint)}`]
  if (constraint.kind === 'unstated') return [`the affected versions, which ${advisory.id} does not name`]
  // open by the name alone
  if (grade !== 'exact' && judge(device.version, constraint).verdict === 'inside') return []
  if (verdict === 'open' && constraint.kind === 'ranges' && statement.conditions.length === 0)
    return [`the maker's word on version ${device.version}: ${because}`]
  return []
}

function questionOf(condition: Condition): string {
  switch (condition.kind) {
    case 'component':
      return `whether it holds ${condition.name}, and in which version`
    case 'os':
      return `its operating system (${condition.name})`
    case 'option':
      return `whether it has the option ${condition.name}`
    case 'region':
      return `the region it was sold for (${condition.name})`
    case 'hardware':
      return `the revision of its hardware (${describe(condition.revisions)})`
    case 'serial':
      return `its serial number (${serialsOf(condition)})`
    case 'serial-prefix':
      return `its serial number (beginning with ${condition.prefixes.join(' or ')})`
    case 'serial-list':
      return `its serial number (${listed(condition.numbers)})`
    case 'date':
      return `the date of ${condition.of === 'shipped' ? 'shipping' : 'manufacture'}`
    case 'together-with':
      return `whether it works with ${condition.product.name}, and in which version`
    case 'text':
      return `whether this holds: "${condition.text}"`
    default:
      return condition satisfies never
  }
}

const serialsOf = ({ from, to, exclusive }: Extract<Condition, { kind: 'serial' }>): string =>
  `${exclusive && from !== null ? 'above' : 'from'} ${from ?? 'the first'} ${exclusive && to !== null ? 'below' : 'to'} ${to ?? 'the last'}`

/** So many numbers are told. */
const MOST_LISTED = 6

function listed(numbers: readonly string[]): string {
  const more = numbers.length - MOST_LISTED
  return `${numbers.slice(0, MOST_LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** A condition in words, for explanations. */
export function describeCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'component':
      return `with ${condition.name}${versionsOf(condition.constraint)}`
    case 'os':
      return `on ${condition.name}${versionsOf(condition.constraint)}`
    case 'option':
      return `with the option ${condition.name}`
    case 'region':
      return `in ${condition.name}`
    case 'hardware':
      return `on hardware revision ${describe(condition.revisions)}`
    case 'serial':
      return `serial numbers ${serialsOf(condition)}`
    case 'serial-prefix':
      return `serial numbers beginning with ${condition.prefixes.join(' or ')}`
    case 'serial-list':
      return `serial numbers ${listed(condition.numbers)}`
    case 'date':
      return [
        condition.of === 'either' ? 'manufactured or shipped' : condition.of,
        condition.from === null ? '' : `${condition.after ? 'after' : 'from'} ${condition.from}`,
        condition.to === null ? '' : `${condition.before ? 'before' : 'to'} ${condition.to}`,
      ]
        .filter((word) => word !== '')
        .join(' ')
    case 'together-with':
      return `together with ${condition.product.name}${versionsOf(condition.constraint)}`
    case 'text':
      return `"${condition.text}"`
    default:
      return condition satisfies never
  }
}

const versionsOf = (constraint: Parameters<typeof describe>[0]): string =>
  constraint.kind === 'ranges' || constraint.kind === 'unreadable' ? ` ${describe(constraint)}` : ''
