/** The report as one HTML page that needs nothing beside itself: no network, no script, no font. */
import type { FleetReport } from '../../fleet/report.ts'
import type { Section } from './elements.ts'
import { fleetOf } from './fleet.ts'
import { Html, html } from './html.ts'
import { alerts } from './sections/alerts.ts'
import { blindSpots } from './sections/blind-spots.ts'
import { categories } from './sections/categories.ts'
import { clearText } from './sections/clear-text.ts'
import { fleet } from './sections/fleet.ts'
import { heading } from './sections/heading.ts'
import { inventory } from './sections/inventory.ts'
import { keyFigures } from './sections/key-figures.ts'
import { risks } from './sections/risks.ts'
import { weaknesses } from './sections/weaknesses.ts'
import { zones } from './sections/zones.ts'
import { STYLE } from './style.ts'
import type { PageSubject } from './subject.ts'
import { type Flow, flowsOf, onlineDevices } from './traffic.ts'

/** What sections tell of. */
export interface PageFacts {
  readonly subject: PageSubject
  /** `null`: nothing was assessed. */
  readonly fleet: FleetReport | null
  /** `null`: no conversations were told. */
  readonly flows: readonly Flow[] | null
}

/** In the order in which they stand. `null`: there is nothing to tell. */
const SECTIONS: readonly ((facts: PageFacts) => Section | null)[] = [
  keyFigures,
  categories,
  risks,
  weaknesses,
  alerts,
  fleet,
  zones,
  clearText,
  blindSpots,
  inventory,
]

export function factsOf(subject: PageSubject): PageFacts {
  const flows = flowsOf(subject)
  return { subject, flows, fleet: fleetOf(subject, onlineDevices(flows)) }
}

/** The whole page; `made`: ISO time of its making. */
export function reportPage(facts: PageFacts, made: string): string {
  const { subject } = facts
  const title = subject.simulated ? 'SIMULATED network: what is on it' : 'What is on the network'
  const sections = SECTIONS.flatMap((section) => section(facts) ?? [])
  return html`${DOCTYPE}
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title><style>${new Html(STYLE)}</style></head><body>
${heading(subject, title)}
<nav aria-label="Contents"><ul>${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>\n`)}</ul></nav>
<main>${sections.map(one)}</main>
<footer><p>Made by Wardline on ${made.slice(0, 10)} from ${subject.simulated ? 'a simulation' : 'passive captures'}. Nothing was sent to any device.</p></footer>
</body></html>
`.text
}

const DOCTYPE = new Html('<!doctype html>')

const one = ({ id, title, body }: Section): Html =>
  html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>\n${body}</section>\n`
