/** The reasoning for one asset: what was decided, which claims weighed how much, what lost and why. */

import type { FoundWeakness } from '../../assessment/weaknesses/weakness.ts'
import { fingerprintById } from '../../knowledge/fingerprints.ts'
import { lookupOui } from '../../knowledge/oui.ts'
import type { Asset, Claim, Undecided, Verdict } from '../../model/asset.ts'
import { isLocalMac, type Mac } from '../../model/mac.ts'
import { assetRow } from './document.ts'
import { isoTime } from './iso-time.ts'
import { makeLabel, osLabel, plural, typeLabel } from './labels.ts'
import { missingEvidence } from './missing-evidence.ts'
import { harmless, wrap } from './plain-text.ts'
import { bold, type TextOptions } from './table.ts'
import { weaknessExplanation } from './weaknesses.ts'

/** Claims listed of a value that lost or drew, and in all of an attribute that stays undecided. */
const MOST_LOSERS = 2
const MOST_UNDECIDED = 6
/** Fields listed that decided nothing, and values of each. */
const MOST_UNUSED = 24
const MOST_VALUES = 4

export function explanation(
  asset: Asset,
  options: TextOptions,
  weaknesses: readonly FoundWeakness[] = [],
): string {
  const row = assetRow(asset)
  const title = [
    asset.hostnames[0] ?? asset.ips[0]?.address ?? asset.macs[0] ?? row.serial ?? asset.id,
    typeLabel(row),
    makeLabel(row),
    osLabel(row),
  ]
  return [
    bold(harmless(title.filter((part) => part !== '' && part !== undefined).join(' · ')), options),
    addresses(asset),
    ...[...asset.verdicts.values()].map((v) => verdictText(v, rungAbove(asset, v), options)),
    ...asset.undecided.map((u) => undecidedText(u, options)),
    weaknessExplanation(weaknesses, options),
    unused(asset),
    open(asset, options),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function addresses(asset: Asset): string {
  const lines = [
    `id ${asset.id}${asset.router ? ', forwards packets of others' : ''}${asset.internal ? '' : ', external'}`,
    ...(asset.behind === null ? [] : [`no address here: known only through its gateway ${asset.behind}`]),
    ...asset.macs.map((mac) => `MAC ${mac}${registered(mac)}`),
    ...asset.ips.map((use) => `IP ${use.address}, ${isoTime(use.first)} to ${isoTime(use.last)}`),
    ...asset.joins.map((join) => `one device because ${join}`),
    ...asset.sharesMacWith.map((id) => `two hosts use one MAC address: this and ${id}`),
    ...asset.sharedAddresses.map((ip) => `${ip} is used by another device at the same time`),
    ...(asset.hostnames.length === 0 ? [] : [`names ${asset.hostnames.join(', ')}`]),
    ...(asset.services.length === 0 ? [] : [`serves ${asset.services.map(serviceText).join(', ')}`]),
    ...placeText(asset.place),
  ]
  return lines.map((l) => `  ${harmless(l)}`).join('\n')
}

function registered(mac: Mac): string {
  if (isLocalMac(mac)) return ', locally administered: names no maker'
  const block = lookupOui(mac)
  if (block === null) return ''
  return `, registered by ${block.registrant}${block.module ? ', which makes parts of devices' : ''}`
}

const serviceText = (s: Asset['services'][number]): string =>
  `${s.transport}/${s.port}${s.protocol === null ? '' : ` ${s.protocol}`}`

function placeText(place: Asset['place']): string[] {
  const parts = [
    place.switch === null ? null : `switch ${place.switch}`,
    place.port === null ? null : `port ${place.port}`,
    place.accessPoint === null ? null : `access point ${place.accessPoint}`,
    place.ward === null ? null : `ward ${place.ward}`,
    place.bed === null ? null : `bed ${place.bed}`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? [] : [`at ${parts.join(', ')}`]
}

function verdictText(verdict: Verdict, followsFrom: string | null, options: TextOptions): string {
  const confidence = `confidence ${verdict.confidence.toFixed(2)}`
  const why = followsFrom === null ? confidence : `follows from the ${followsFrom}`
  const head = bold(harmless(`${verdict.attribute} = ${verdict.value}, ${why}`), options)
  if (followsFrom !== null) return head
  const lost = verdict.lost.flatMap((l) => [
    `  ${harmless(`lost: ${l.value}, because it ${l.because}`)}`,
    ...l.claims.slice(0, MOST_LOSERS).map(claimText),
  ])
  return [head, ...verdict.won.map(claimText), ...lost].join('\n')
}

/** Family and category rest on the claims of the rung above, where that was decided. */
function rungAbove({ verdicts }: Asset, { attribute, won }: Verdict): string | null {
  if (attribute !== 'family' && attribute !== 'category') return null
  return (['type', 'family'] as const).find((a) => a !== attribute && verdicts.get(a)?.won === won) ?? null
}

function undecidedText(u: Undecided, options: TextOptions): string {
  const claims = u.candidates.flatMap((c) => c.claims.slice(0, MOST_LOSERS)).slice(0, MOST_UNDECIDED)
  const head = bold(harmless(`${u.attribute} is not decided: ${u.because}`), options)
  return [head, ...claims.map(claimText)].join('\n')
}

function claimText(claim: Claim): string {
  const where = claim.where.packet > 0 ? ` (packet ${claim.where.packet} of ${claim.where.file})` : ''
  const hearsay = claim.self ? '' : ', said by another host'
  const source = fingerprintById(claim.by)?.source
  return [
    `    ${claim.strength.toFixed(2)}  ${harmless(`${claim.field} ${JSON.stringify(claim.observed)}${hearsay}${where}`)}`,
    `          ${harmless(`${claim.by}${source === undefined ? '' : `: ${source}`}`)}`,
  ].join('\n')
}

/** What was seen and says nothing yet; one line a field. */
function unused(asset: Asset): string {
  const claims = [...asset.verdicts.values()]
    .flatMap((v) => [v, ...v.lost.map((l) => ({ won: l.claims }))].flatMap((part) => part.won))
    .concat(asset.undecided.flatMap((u) => u.candidates.flatMap((c) => c.claims)))
  const used = new Set(claims.map((c) => `${c.field} ${c.observed}`))
  const rest = asset.observations.filter((o) => !used.has(`${o.field} ${o.value}`))
  if (rest.length === 0) return ''
  const fields = [...Map.groupBy(rest, (o) => o.field)]
  const shown = fields.slice(0, MOST_UNUSED).map(([field, list]) => {
    const values = [...new Set(list.map((o) => JSON.stringify(o.value)))]
    const more = values.length > MOST_VALUES ? ` and ${values.length - MOST_VALUES} more` : ''
    return `    ${harmless(`${field} ${values.slice(0, MOST_VALUES).join(', ')}${more}`)}`
  })
  const more =
    fields.length > shown.length ? [`    … and ${plural(fields.length - shown.length, 'more field')}`] : []
  return ['Also seen, deciding nothing', ...shown, ...more].join('\n')
}

function open(asset: Asset, { width }: TextOptions): string {
  const unknown = (['type', 'vendor', 'model', 'version', 'os.name'] as const).filter(
    (a) => !asset.verdicts.has(a),
  )
  if (unknown.length === 0) return ''
  const text = `Unknown: ${unknown.join(', ')}. Would help: ${missingEvidence(asset).join('; or ')}.`
  return wrap(text, Math.max(40, Math.min(width, 100)), '')
}
