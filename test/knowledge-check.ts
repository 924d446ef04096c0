/** `npm run knowledge:check`: prints what is wrong with the knowledge base and how much it holds. */
import { inventoryFields } from '../src/intake/inventory/fields.ts'
import { problemsOfKnowledge } from '../src/knowledge/check.ts'
import { fingerprints, HOST_LABEL } from '../src/knowledge/fingerprints.ts'
import { deviceTypes } from '../src/knowledge/taxonomy.ts'
import { vendors } from '../src/knowledge/vendors.ts'
import { protocols } from '../src/protocols/list.ts'

/** Besides what protocols observe: names that capture files carry themselves, and the words of inventories. */
const fields = new Set([
  ...protocols.flatMap((protocol) => Object.keys(protocol.fields)),
  ...Object.keys(inventoryFields),
  'capture.name',
  HOST_LABEL,
])
const problems = problemsOfKnowledge(fields)
for (const problem of problems) process.stderr.write(`${problem}\n`)

const rows = fingerprints().reduce((sum, f) => sum + (f.table?.rows.length ?? 0), 0)
const examples = fingerprints().reduce((sum, f) => sum + f.examples.length + f.never.length, 0)
process.stdout.write(
  `${fingerprints().length} fingerprints (${rows} table rows, ${examples} examples), ${vendors().length} vendors, ` +
    `${deviceTypes().length} types, ${problems.length} problems\n`,
)
process.exitCode = problems.length === 0 ? 0 : 1
