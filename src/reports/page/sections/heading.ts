/** What was read, and when. */
import { plural } from '../../inspection/labels.ts'
import { duration } from '../../inspection/summary.ts'
import { listed, minute } from '../elements.ts'
import { type Html, html } from '../html.ts'
import type { PageSubject } from '../subject.ts'
import { sum } from '../traffic.ts'

/** Captures named each. */
const MOST_FILES = 4

export function heading(subject: PageSubject, title: string): Html {
  return html`<header><h1>${title}</h1>
${subject.simulated && SIMULATED}
<p>${read(subject)}</p>
</header>`
}

const SIMULATED = html`<p class="simulated" role="note"><strong>SIMULATED.</strong> What was read says of itself that it is no
recording: these devices, their traffic and their faults do not exist.</p>`

function read({ documents, devices }: PageSubject): string {
  const captures = documents.flatMap((one) => one.captures)
  const names = captures.map((one) => one.file.replace(/^.*[/\\]/u, ''))
  const packets = sum(captures, (one) => one.packets)
  return `${plural(devices.length, 'device')}, seen in ${plural(packets, 'packet')} of ${listed(names, MOST_FILES)}${when(captures)}.`
}

function when(captures: readonly { readonly first: string | null; readonly last: string | null }[]): string {
  const times = captures.flatMap(({ first, last }) => [first, last]).filter((time) => time !== null)
  if (times.length === 0) return ''
  const first = times.reduce((a, b) => (a < b ? a : b))
  const last = times.reduce((a, b) => (a > b ? a : b))
  return `, ${minute(first)} to ${minute(last)} (${duration((Date.parse(last) - Date.parse(first)) / 1000)})`
}
