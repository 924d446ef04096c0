/** Writes `docs/weaknesses.md` from the registry: `node test/weaknesses-page.ts`; a test holds it current. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findingWeaknesses } from '../src/assessment/weaknesses/from-findings.ts'
import { weaknesses } from '../src/assessment/weaknesses/list.ts'
import { together } from '../src/assessment/weaknesses/safeguards.ts'
import { FINDING_WEAKNESSES } from '../src/model/finding-weaknesses.ts'

export const PAGE = join(import.meta.dirname, '../docs/weaknesses.md')

export function page(): string {
  const all = [...weaknesses, ...findingWeaknesses]
  const sections = all.map((w) => {
    const { hipaa, hicp, csf, iec62443 } = together(w.safeguards)
    return [
      `## ${w.id}`,
      '',
      `**${w.title}** (${w.severity}). ${w.why}`,
      '',
      `- Remedy: ${w.remedy}`,
      `- Until then: ${w.meanwhile}`,
      `- Mind: ${w.guard}`,
      `- See ${[
        w.cwe.map((n) => `CWE-${n}`).join(', '),
        `HIPAA 45 CFR ${hipaa.join(', ')}`,
        `405(d) HICP practice ${hicp.join(', ')}`,
        `NIST CSF 2.0 ${csf.join(', ')}`,
        `IEC 62443-3-3 ${iec62443.join(', ')}`,
      ].join('; ')}.`,
      '',
    ].join('\n')
  })
  return `# Weaknesses

What \`wardline inspect\` finds wrong in the configuration of devices: ${all.length} kinds. Each stands on the device whose
configuration allows it (clear-text clinical traffic on both ends), with what was seen, how often, with whom, when, and the packet to look
at. The severity here is the base; some sightings weigh otherwise, as their lines say. Certificates are judged at the time of the packet,
the support of systems and software on the day of \`--as-of\`. ${[...FINDING_WEAKNESSES].map((id) => `\`${id}\``).join(', ')}
come with \`--assess\` (and with \`wardline assess\`) from what is published of the product; they are no factor of the risk, in which the
findings themselves count.

References are restated from memory of the texts named; have them checked before they go into an audit.

To add one: a row in a family under \`src/assessment/weaknesses/\`, a capture with it and one of something alike without it in
\`fixtures/cases-*.ts\` (\`node test/fixtures.ts weaknesses\` writes captures made there), then \`node test/weaknesses-page.ts\`.

${sections.join('\n')}`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(PAGE, page())
