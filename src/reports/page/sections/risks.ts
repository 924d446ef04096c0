/** The devices with the worst risk, each with its reasons. */
import { makeLabel, osLabel, plural, typeLabel } from '../../inspection/labels.ts'
import { listed, moreRows, type Section, scoreBadge } from '../elements.ts'
import { type Html, html } from '../html.ts'
import type { PageFacts } from '../page.ts'
import { addressOf, alikeOf, type PageDevice, type PageFinding } from '../subject.ts'
import { mostFirst, sum } from '../traffic.ts'

const MOST_CARDS = 12
const MOST_REASONS = 6
const MOST_NAMED = 4

export function risks({ subject: { devices, assessed } }: PageFacts): Section | null {
  if (!assessed) return null
  const risky = devices.filter((d) => (d.risk?.score ?? 0) > 0)
  const alike = alikeOf(risky)
  const shown = alike.slice(0, MOST_CARDS)
  return {
    id: 'risks',
    title: 'Worst risks',
    body: html`<p>Risk runs from 0 to 100. It joins how sure and how severe vulnerabilities are, whether they are exploited, and
what the device is to a patient. Each reason stands with what it adds or takes. Devices that are alike stand together.</p>
${shown.length === 0 && html`<p>No device has a risk above zero: nothing that is published concerns what is known of them.</p>`}
<ol class="risks">${shown.map(card)}</ol>${moreRows(
      risky.length,
      sum(shown, (group) => group.length),
      'device',
    )}`,
  }
}

function card(alike: readonly PageDevice[]): Html {
  const device = alike[0]!
  const score = Math.round(device.risk?.score ?? 0)
  const what = [typeLabel(device), osLabel(device), alike.length > 1 ? plural(alike.length, 'device') : '']
  const name = alike.length === 1 ? device.hostnames.slice(0, 1) : []
  const wards = mostFirst(alike.flatMap((d) => d.place.ward ?? []))
  return html`<li><h3>${makeLabel(device) || typeLabel(device) || 'Unknown device'}</h3>
<p class="note">${what.filter((part) => part !== '').join(' · ')}</p>
<p class="note"><span class="address">${listed([...alike.map(addressOf), ...name], MOST_NAMED)}</span>${
    wards.length > 0 && ` · ${listed(wards, MOST_NAMED)}`
  }</p>
<div class="meter">Risk ${score}<span aria-hidden="true"><i style="width:${Math.min(100, Math.max(0, score))}%"></i></span></div>
<ul>${reasons(device)}</ul>
${device.osSupport !== null && device.osSupport.state !== 'supported' && html`<p>System ${support(device.osSupport)}.</p>`}
</li>\n`
}

/** What adds or takes most; with what else is known of a vulnerability that is a reason. */
function reasons({ risk, findings = [] }: PageDevice): Html[] {
  const told = (risk?.factors ?? [])
    .filter((f) => Math.abs(f.contribution) >= 0.05)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, MOST_REASONS)
  return told.map(({ name, contribution }) => {
    const known = findings.find((f) => name.split(' ')[0] === f.vulnerability)
    const sign = contribution > 0 ? '+' : '−'
    return html`<li>${sign}${Math.abs(contribution).toFixed(1)} ${name}${known !== undefined && html`: ${finding(known)}`}</li>`
  })
}

function finding(f: PageFinding): Html {
  const score = f.cvss?.score ?? null
  return html`${scoreBadge(f.severity, score)}${
    f.kev && html`, <strong>${f.ransomware ? 'exploited by ransomware' : 'exploited'}</strong>`
  }, ${remedyOf(f)}`
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
  const last = until === null ? '' : ` ${until}`
  if (state === 'unsupported') return `out of support${last === '' ? '' : `, which ended on${last}`}`
  return `in extended support, long-term or paid for${last === '' ? '' : `, until${last}`}`
}
