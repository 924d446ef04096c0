/**
 * An inventory without packets: a fleet of any size as CSV, row by row, and the truth about it. Kinds of devices come
 * in the proportions of a hospital; as in real lists some cells are empty, and the truth still knows them.
 */
import { categoryOfType, familyOfType } from '../knowledge/taxonomy.ts'
import { placesFor } from './hospital/population.ts'
import { wardsFor } from './hospital/wards.ts'
import { ipv4Text, macOf, macText } from './network/addresses.ts'
import type { Persona } from './persona.ts'
import { childPersonas, personas } from './personas/list.ts'
import { hash, Random } from './random.ts'

type Put = (text: string) => Promise<void>

/** Beds of the hospital whose proportions the fleet has. */
const MODEL_BEDS = 400
/** Shares of cells that nobody filled in. */
const NO_VERSION = 0.08
const NO_SERIAL = 0.05
const ROWS_AT_ONCE = 500
const HEADINGS =
  'id,mac,ip,hostname,manufacturer,model,type,version,os,os_version,serial,department,site,criticality'

/** Writes `devices` rows to `csv`, and to `truth` where it is wanted. */
export async function writeFleet(devices: number, seed: number, csv: Put, truth: Put | null): Promise<void> {
  const random = new Random(seed).fork('fleet')
  const kinds = mix(random)
  await csv(`${HEADINGS}\n`)
  await truth?.(
    `{"schema":"wardline.truth/1","simulated":true,"label":"The truth of a simulated inventory. Nothing in it exists.","run":{"devices":${devices},"seed":${seed}},"assets":[\n`,
  )
  for (let done = 0; done < devices; done += ROWS_AT_ONCE) {
    const rows: string[] = []
    const facts: string[] = []
    for (let i = done; i < Math.min(devices, done + ROWS_AT_ONCE); i++) {
      const device = deviceOf(i, random, kinds)
      rows.push(`${device.row.map(cell).join(',')}\n`)
      facts.push(`${i === 0 ? '' : ',\n'}${JSON.stringify(device.truth)}`)
    }
    await csv(rows.join(''))
    await truth?.(facts.join(''))
  }
  await truth?.('\n],"conversations":[],"incidents":[]}\n')
}

interface Kind {
  readonly persona: Pick<Persona, 'id' | 'product' | 'ouis'>
  readonly share: number
}

/** How many of each a hospital of `MODEL_BEDS` has. */
function mix(random: Random): Kind[] {
  const site = { name: 'main', beds: MODEL_BEDS, main: true }
  const wards = wardsFor(MODEL_BEDS)
  const count = (persona: Persona): number => placesFor(persona, site, wards, random.fork(persona.id)).length
  const own = personas
    .filter((persona) => persona.zone !== 'internet')
    .map((persona) => ({ persona, share: count(persona) }))
  const shares = new Map(own.map(({ persona, share }) => [persona.id, share]))
  const behind = childPersonas.map((persona) => ({
    persona,
    share: (shares.get(persona.gateway) ?? 0) * persona.perGateway,
  }))
  return [...own, ...behind].filter(({ share }) => share > 0)
}

function deviceOf(index: number, random: Random, kinds: readonly Kind[]) {
  const { persona } = random.weighted(kinds)
  const { product } = persona
  const release = random.weighted(product.releases)
  const mac = macText(macOf(persona.ouis[0] ?? '020000', hash(persona.id, index)))
  const ip = ipv4Text(0x0a00_0000 + ((index * 7) % 0xff_fffe) + 1)
  const serial = product.serial?.(random, index + 1) ?? null
  const id = `SIM-${String(index + 1).padStart(7, '0')}`
  const site = `Site ${1 + (index % 12)}`
  const department = random.pick(DEPARTMENTS)
  const hostname = `${persona.id}-${index + 1}`
  const os = {
    name: release.os?.name ?? null,
    version: release.os?.version ?? null,
    build: release.os?.build ?? null,
  }
  const row = [
    id,
    mac,
    ip,
    hostname,
    product.vendor,
    product.model ?? product.product ?? '',
    product.type,
    random.chance(NO_VERSION) ? '' : (release.version ?? ''),
    os.name ?? '',
    os.version ?? os.build ?? '',
    random.chance(NO_SERIAL) ? '' : (serial ?? ''),
    department,
    site,
    product.criticality,
  ]
  const truth = {
    id,
    persona: persona.id,
    macs: [mac],
    ips: [{ address: ip }],
    hostnames: [hostname],
    category: categoryOfType(product.type),
    family: familyOfType(product.type)?.id ?? null,
    type: product.type,
    vendor: product.vendor,
    model: product.model,
    product: product.product ?? null,
    version: release.version,
    serial,
    os,
    criticality: product.criticality,
    place: { site, ward: department, bed: null },
  }
  return { row, truth }
}

const DEPARTMENTS = [
  'ICU',
  'Emergency',
  'Medicine',
  'Surgery',
  'Theatre',
  'Neonatal',
  'Dialysis',
  'Radiology',
  'Laboratory',
  'Pharmacy',
  'Facilities',
  'IT',
] as const

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
