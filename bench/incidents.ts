/**
 * `node bench/incidents.ts [seeds]`: every incident in hospitals of several sizes and seeds. Prints what breaks: what
 * throws, who is in it and not in the truth or never seen, whose actor is not on the wire while it lasts, what the
 * scorer cannot tell. `BEDS=5,20,60 ONLY=port-scan AT=60 MINUTES=7`.
 */
import { incidents } from '../src/simulator/incidents/list.ts'
import { strangeOf } from '../test/incident-check.ts'

const SEEDS = Number(process.argv[2] ?? 10)
const BEDS = (process.env.BEDS ?? '5,20,60').split(',').map(Number)
const ONLY = process.env.ONLY ?? ''
const AT = Number(process.env.AT ?? 60)
const MINUTES = Number(process.env.MINUTES ?? 7)

let runs = 0
let silent = 0
const broken: string[] = []
for (const { name } of incidents.filter((one) => one.name.includes(ONLY))) {
  for (const beds of BEDS)
    for (let seed = 1; seed <= SEEDS; seed++) {
      runs++
      const { happened, strange } = strangeOf({
        beds,
        seed,
        hours: MINUTES / 60,
        incidents: [{ name, at: AT }],
      })
      if (!happened) silent++
      for (const one of strange) broken.push(`${name}, ${beds} beds, seed ${seed}: ${one}`)
    }
}
console.log(`${runs} runs, ${silent} in which nobody was there to whom it could happen, ${broken.length} odd`)
for (const one of broken) console.log(one)
