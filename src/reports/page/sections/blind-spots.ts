/** What this page cannot know: what the sensor did not see, what nobody recognised, how old the advisories are. */
import { plural } from '../../inspection/labels.ts'
import { coverageNotes } from '../../inspection/summary.ts'
import { listed, type Section, share } from '../elements.ts'
import { type Html, html } from '../html.ts'
import type { PageFacts } from '../page.ts'
import { addressOf, type PageDevice, type PageDocument } from '../subject.ts'

const MOST_NAMED = 20

export function blindSpots({ subject: { documents, devices, assessed } }: PageFacts): Section {
  const notes = [
    ...documents.flatMap(captureNotes),
    ...documents.flatMap((one) => coverageNotes(one.coverage)),
    ...overloaded(documents),
    ...odd(documents),
    ...unknown(devices),
    ...advisories(documents, assessed),
    'A device that was silent while the captures ran is not listed, nor is what no mirror port copies.',
  ]
  return {
    id: 'blind-spots',
    title: 'Blind spots',
    body: html`<ul>${notes.map((note) => html`<li>${note}</li>\n`)}</ul>`,
  }
}

const captureNotes = ({ captures }: PageDocument): string[] =>
  captures.flatMap(({ file, because }) => (because === null ? [] : [`${file}: ${because}`]))

function overloaded(documents: readonly PageDocument[]): string[] {
  const names = new Set(documents.flatMap((one) => one.coverage.overloaded))
  return names.size === 0 ? [] : [`More went on than could be followed for ${[...names].join(', ')}.`]
}

function odd(documents: readonly PageDocument[]): string[] {
  const counts = documents.flatMap(({ coverage }) => Object.entries(coverage.oddities))
  const total = counts.reduce((all, [, n]) => all + n, 0)
  if (total === 0) return []
  const names = counts.toSorted(([, a], [, b]) => b - a).map(([name, n]) => `${name} (${n})`)
  return [`${plural(total, 'time')} input was odd and passed over: ${listed(names, 8)}.`]
}

function unknown(devices: readonly PageDevice[]): (string | Html)[] {
  const without = devices.filter((d) => d.type === null && d.family === null)
  const versionless = devices.filter((d) => d.version === null).length
  const shared = new Set(devices.flatMap((d) => d.sharedAddresses))
  return [
    ...(without.length === 0
      ? []
      : [
          html`${plural(without.length, 'device')} could not be identified: <span class="address">${listed(without.map(addressOf), MOST_NAMED)}</span>.`,
        ]),
    ...(versionless === 0
      ? []
      : [
          `Of ${share(versionless, devices.length)} devices no version is known: their vulnerabilities are at most possible.`,
        ]),
    ...(shared.size === 0
      ? []
      : [`Used by several devices at the same time: ${listed([...shared], MOST_NAMED)}.`]),
  ]
}

function advisories(documents: readonly PageDocument[], assessed: boolean): string[] {
  if (!assessed)
    return [
      'Not assessed: nothing is said of vulnerabilities. Inspect with --assess, or report on the captures.',
    ]
  const notes = new Set(documents.flatMap((one) => one.advisories?.note ?? []))
  return [...notes].map((note) => `Advisories: ${note}. What was published later is not known here.`)
}
