/** Where the units of a persona stand at a site. */
import type { Persona } from '../persona.ts'
import type { Random } from '../random.ts'
import type { UnitPlace } from '../unit.ts'
import type { Ward } from './wards.ts'

export function placesFor(
  persona: Persona,
  site: { readonly name: string; readonly beds: number; readonly main: boolean },
  wards: readonly Ward[],
  random: Random,
): UnitPlace[] {
  const { population } = persona
  if (!site.main && population.mainSiteOnly === true) return []
  const places: UnitPlace[] = []
  for (const ward of wards) {
    if (population.wards !== undefined && !population.wards.includes(ward.kind)) continue
    places.push(...atBeds(site.name, ward, population.perBed ?? 0, random))
    for (let i = whole(population.perWard ?? 0, random); i > 0; i--)
      places.push({ site: site.name, ward: ward.name, bed: null })
  }
  const central = whole(((population.per100Beds ?? 0) * site.beds) / 100 + (population.perSite ?? 0), random)
  const least = site.main ? (population.atLeast ?? 0) - places.length : 0
  for (let i = Math.max(central, least); i > 0; i--) places.push({ site: site.name, ward: null, bed: null })
  return places
}

function atBeds(site: string, ward: Ward, perBed: number, random: Random): UnitPlace[] {
  const count = whole(ward.beds * perBed, random)
  return Array.from({ length: count }, (_, i) => {
    const bed = String(1 + (Math.floor((i * ward.beds) / count) % Math.max(1, ward.beds))).padStart(2, '0')
    return { site, ward: ward.name, bed: `${ward.name}-${bed}` }
  })
}

const whole = (sum: number, random: Random): number => Math.floor(sum) + (random.chance(sum % 1) ? 1 : 0)
