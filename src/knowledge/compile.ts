/** YAML text -> checked knowledge. The slow way in (parser and schemas are heavy): `load.ts` asks it once per change. */
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { type Checked, type Kind, schemas } from './schema.ts'

/** A knowledge file cannot be used; the message says where it is wrong and what to do. */
export class KnowledgeError extends Error {
  override name = 'KnowledgeError'
}

/** Parses and checks one file. `file` is its name for messages. Throws {@link KnowledgeError}. */
export function compile<K extends Kind>(kind: K, file: string, yaml: string): Checked<K> {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { schema: 'failsafe', lineCounter: lines, prettyErrors: false })
  const broken = document.errors[0]
  if (broken) throw problem(file, lines.linePos(broken.pos[0]).line, broken.message)
  const checked = schemas[kind].safeParse(document.toJS())
  if (checked.success) return checked.data as Checked<K>
  const told = checked.error.issues.slice(0, MAX_TOLD).map(({ path, message }) => ({
    line: lineOf(document, path, lines),
    what: path.length === 0 ? message : `${path.join('.')}: ${message}`,
  }))
  throw problem(file, told[0]!.line, told.map(({ what }) => what).join('; '))
}

/** Mistakes that one message names. */
const MAX_TOLD = 5

const problem = (file: string, line: number, what: string) =>
  new KnowledgeError(`${file}:${line}: ${what}. Mend that entry and run "npm run knowledge:check".`)

/** Line of the deepest node on the path that exists in the text. */
function lineOf(document: Document, path: readonly PropertyKey[], lines: LineCounter): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}
