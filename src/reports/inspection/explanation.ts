/** The reasoning for one asset: what was decided, which claims weighed how much, what lost and why. */

import { fingerprintById } from '../../knowledge/fingerprints.ts'
import type { Asset, Claim, Verdict } from '../../model/asset.ts'
import { assetRow, isoTime } from './document.ts'
import { makeLabel, osLabel, typeLabel } from './labels.ts'
import { missingEvidence } from './missing-evidence.ts'
import { bold, type TextOptions } from './table.ts'

/** Observations listed that no fingerprint knows. */
const MOST_UNUSED = 12

export function explanation(asset: Asset, options: TextOptions): string {
  const row = assetRow(asset)
  const title = [
    asset.hostnames[0] ?? asset.ips[0]?.address ?? asset.macs[0],
    typeLabel(row),
    makeLabel(row),
    osLabel(row),
  ]
  return [
    bold(title.filter((part) => part !== '' && part !== undefined).join(' · '), options),
    addresses(asset),
    ...[...asset.verdicts.values()].map((v) => verdictText(v, options)),
    unused(asset),
    open(asset),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function addresses(asset: Asset): string {
  const lines = [
    `id ${asset.id}${asset.router ? ', forwards packets of others' : ''}${asset.internal ? '' : ', external'}`,
    ...asset.macs.map((mac) => `MAC ${mac}`),
    ...asset.ips.map((use) => `IP ${use.address}, ${isoTime(use.first)} to ${isoTime(use.last)}`),
    ...asset.joins.map((join) => `one device because ${join}`),
    ...asset.sharedAddresses.map((ip) => `${ip} is used by another device at the same time`),
    ...(asset.hostnames.length === 0 ? [] : [`names ${asset.hostnames.join(', ')}`]),
  ]
  return lines.map((l) => `  ${l}`).join('\n')
}

function verdictText(verdict: Verdict, options: TextOptions): string {
  const head = `${verdict.attribute} = ${verdict.value}   confidence ${verdict.confidence.toFixed(2)}`
  const lost = verdict.lost.flatMap((l) => [
    `  lost: ${l.value}, because it ${l.because}`,
    ...l.claims.slice(0, 2).map(claimText),
  ])
  return [bold(head, options), ...verdict.won.map(claimText), ...lost].join('\n')
}

function claimText(claim: Claim): string {
  const where = claim.where.packet > 0 ? ` (packet ${claim.where.packet} of ${claim.where.file})` : ''
  const hearsay = claim.self ? '' : ', said by another host'
  const source = fingerprintById(claim.by)?.source
  return [
    `    ${claim.strength.toFixed(2)}  ${claim.field} ${JSON.stringify(claim.observed)}${hearsay}${where}`,
    `          ${claim.by}${source === undefined ? '' : `: ${source}`}`,
  ].join('\n')
}

function unused(asset: Asset): string {
  const used = new Set(
    [...asset.verdicts.values()].flatMap((v) =>
      [...v.won, ...v.lost.flatMap((l) => l.claims)].map((c) => `${c.field} ${c.observed}`),
    ),
  )
  const rest = asset.observations.filter((o) => !used.has(`${o.field} ${o.value}`))
  if (rest.length === 0) return ''
  const shown = rest.slice(0, MOST_UNUSED).map((o) => `    ${o.field} ${JSON.stringify(o.value)}`)
  const more = rest.length > shown.length ? [`    … and ${rest.length - shown.length} more`] : []
  return ['Also seen, deciding nothing', ...shown, ...more].join('\n')
}

function open(asset: Asset): string {
  const unknown = (['type', 'vendor', 'model', 'version', 'os.name'] as const).filter(
    (a) => !asset.verdicts.has(a),
  )
  if (unknown.length === 0) return ''
  const hints = missingEvidence(asset)
  return `Unknown: ${unknown.join(', ')}. ${hints.length === 0 ? '' : `Would help: ${hints.join('; ')}.`}`.trimEnd()
}
