/** What was found, for a terminal. */
import { makeLabel, osLabel, plural, typeLabel } from '../inspection/labels.ts'
import type { TextOptions } from '../inspection/table.ts'
import { textTable } from '../text-table.ts'
import type { SearchedDevice } from './subject.ts'

export function foundTable(
  found: readonly SearchedDevice[],
  devices: number,
  { width }: TextOptions,
): string {
  const counted = `${plural(found.length, 'device')} of ${devices.toLocaleString('en-US')}\n`
  if (found.length === 0) return counted
  const assessed = found.some((d) => d.risk !== undefined)
  const risk = { heading: 'RISK', cells: found.map((d) => String(d.risk?.score ?? '')), right: true }
  const lines = textTable(
    [
      ...(assessed ? [risk] : []),
      { heading: 'ADDRESS', cells: found.map(addressOf) },
      { heading: 'NAME', cells: found.map((d) => d.hostnames[0] ?? ''), least: 12, spare: 2 },
      { heading: 'WHAT', cells: found.map(typeLabel), least: 14 },
      { heading: 'MAKE, MODEL, VERSION', cells: found.map(makeLabel), least: 20 },
      { heading: 'SYSTEM', cells: found.map(osLabel), least: 10, spare: 1 },
    ],
    width,
  )
  return `${lines.join('\n')}\n\n${counted}`
}

const addressOf = (d: SearchedDevice): string => d.ips[0]?.address ?? d.macs[0] ?? d.serial ?? d.id
