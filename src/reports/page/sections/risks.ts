/** The devices with the worst risk, each with its reasons. */
import { isCounted } from '../../../assessment/findings.ts'
import { makeLabel, osLabel, plural, typeLabel } from '../../inspection/labels.ts'
import { moreRows, type Section, severityBadge } from '../elements.ts'
import { type Html, html } from '../html.ts'
import type { PageFacts } from '../page.ts'
import { addressOf, type PageDevice, type PageFinding } from '../subject.ts'

const MOST_DEVICES = 12
const MOST_FACTORS = 5
const MOST_FINDINGS = 3

export function risks({ subject: { devices, assessed } }: PageFacts): Section | null {
  if (!assessed) return null
  const risky = devices.filter((d) => (d.risk?.score ?? 0) > 0)
  const shown = risky.slice(0, MOST_DEVICES)
  return {
    id: 'risks',
    title: 'Worst risks',
    body: html`<p>Risk runs from 0 to 100. It joins how sure and how severe vulnerabilities are, whether they are exploited, and
what the device is to a patient. Plus signs are what each reason adds.</p>
${shown.length === 0 && html`<p>No device has a risk above zero: nothing that is published concerns what is known of them.</p>`}
<ol class="risks">${shown.map(card)}</ol>${moreRows(risky.length, shown.length, 'device')}`,
  }
}

function card(device: PageDevice): Html {
  const score = Math.round(device.risk?.score ?? 0)
  const factors = (device.risk?.factors ?? []).filter((f) => f.contribution !== 0).slice(0, MOST_FACTORS)
  const counted = (device.findings ?? []).filter(isCounted)
  return html`<li><h3>${makeLabel(device) || typeLabel(device) || 'Unknown device'}</h3>
<p class="note"><span class="address">${addressOf(device)}</span>${[
    typeLabel(device),
    device.hostnames[0] ?? '',
    osLabel(device),
    device.place.ward ?? '',
  ]
    .filter((part) => part !== '')
    .map((part) => html` · ${part}`)}</p>
<div class="meter">Risk ${score}<span aria-hidden="true"><i style="width:${Math.min(100, Math.max(0, score))}%"></i></span></div>
<ul>${factors.map(
    ({ name, contribution }) =>
      html`<li>${contribution > 0 ? '+' : '−'}${Math.abs(contribution).toFixed(1)} ${name}</li>`,
  )}</ul>
${counted.slice(0, MOST_FINDINGS).map(finding)}
${counted.length > MOST_FINDINGS && html`<p class="note">… and ${plural(counted.length - MOST_FINDINGS, 'more known vulnerability', 'more known vulnerabilities')}.</p>`}
${device.osSupport !== null && device.osSupport.state !== 'supported' && html`<p>System: ${support(device.osSupport)}.</p>`}
</li>\n`
}

function finding(f: PageFinding): Html {
  const score = f.cvss?.score ?? null
  return html`<p>${severityBadge(f.severity, score === null ? '' : ` ${score.toFixed(1)}`)} ${f.vulnerability}, ${f.certainty}${
    f.kev && html`, <strong>${f.ransomware ? 'exploited by ransomware' : 'exploited'}</strong>`
  }, ${remedyOf(f)}</p>`
}

function remedyOf(f: PageFinding): string {
  switch (f.remedy?.state) {
    case 'fix':
      return 'a fix exists'
    case 'mitigation':
      return 'mitigation only'
    case 'none':
      return 'no remedy exists'
    default:
      return 'remedy not known'
  }
}

function support({ state, until }: { readonly state: string; readonly until: string | null }): string {
  const since = until === null ? '' : `, until ${until}`
  return state === 'unsupported' ? `out of support${since}` : `extended support, paid for${since}`
}
