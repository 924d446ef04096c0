/**
 * The search language: Lucene's syntax (through liqe), read into a small tree whose terms are already checked
 * against the fields there are, so that a wrong name or value is told before anything is searched.
 */
import { type LiqeQuery, parse } from 'liqe'
import { type Condition, readCondition } from './conditions.ts'
import { fieldCalled, nearestFields, type SearchField } from './fields.ts'
import { quoteWords } from './words.ts'

export type Query =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
  /** `field` is `null` for a word without one: it is looked for in everything that can be read. */
  | { readonly kind: 'term'; readonly field: SearchField | null; readonly condition: Condition }

/** A query that cannot be understood; the message says what to write instead. */
export class SearchError extends Error {}

/** Longer is no question a person asks, and depth costs stack. */
const MOST_CHARACTERS = 2_000
const MOST_DEPTH = 40

export function parseQuery(text: string): Query {
  if (text.length > MOST_CHARACTERS)
    throw new SearchError(`a query has at most ${MOST_CHARACTERS} characters, this one ${text.length}`)
  if (text.trim() === '') return { kind: 'all' }
  if (deepest(text) > MOST_DEPTH)
    throw new SearchError(`more than ${MOST_DEPTH} brackets stand in one another`)
  return treeOf(syntax(text))
}

function syntax(text: string): LiqeQuery {
  try {
    return parse(quoteWords(text))
  } catch {
    throw new SearchError(
      `the query cannot be read: ${text}\n${hintFor(text)} See wardline find --help for the language.`,
    )
  }
}

function hintFor(text: string): string {
  if ((text.split('"').length - 1) % 2 === 1) return 'A quotation mark is not closed.'
  const open = text.split('(').length - text.split(')').length
  if (open !== 0) return open > 0 ? 'A bracket is not closed.' : 'A bracket is closed that was not opened.'
  if (/\b(?:AND|OR|NOT)\s*\)?\s*$/u.test(text)) return 'It ends with AND, OR or NOT: something must follow.'
  if (/^\s*(?:AND|OR)\b/u.test(text)) return 'It begins with AND or OR: something must stand before.'
  return 'Write terms like type:infusion-pump or "ICU 3", joined by AND (or a blank), OR, NOT and brackets.'
}

function deepest(text: string): number {
  let depth = 0
  let most = 0
  for (const c of text) {
    if (c === '(') most = Math.max(most, ++depth)
    else if (c === ')') depth--
  }
  return most
}

function treeOf(node: LiqeQuery): Query {
  switch (node.type) {
    case 'EmptyExpression':
      return { kind: 'all' }
    case 'ParenthesizedExpression':
      return treeOf(node.expression as LiqeQuery)
    case 'UnaryOperator':
      return { kind: 'not', part: treeOf(node.operand as LiqeQuery) }
    case 'LogicalExpression':
      return joined(
        node.operator.type === 'BooleanOperator' && node.operator.operator === 'OR' ? 'or' : 'and',
        treeOf(node.left),
        treeOf(node.right),
      )
    case 'Tag':
      return term(node)
  }
}

/** Chains of one operator become one list, which is what a person means by them. */
function joined(kind: 'and' | 'or', left: Query, right: Query): Query {
  const flat = (q: Query): readonly Query[] => (q.kind === kind ? q.parts : [q])
  return { kind, parts: [...flat(left), ...flat(right)] }
}

function term(node: Extract<LiqeQuery, { type: 'Tag' }>): Query {
  const name = node.field.type === 'Field' ? node.field.name : null
  const operator = 'operator' in node ? node.operator.operator : ':'
  const field = name === null ? null : fieldCalled(name)
  if (field === undefined)
    throw new SearchError(`there is no field ${name}; ${nearestFields(name as string)}`)
  const { expression } = node
  if (expression.type === 'EmptyExpression') throw new SearchError(`${name}: needs a value behind the colon`)
  if (expression.type === 'RegexExpression')
    throw new SearchError('regular expressions are not part of the language: use * for any characters')
  const read = readCondition(
    field,
    operator,
    expression.type === 'RangeExpression' ? expression.range : expression.value,
  )
  if ('because' in read) throw new SearchError(`${name ?? ''}${name === null ? '' : ': '}${read.because}`)
  return { kind: 'term', field, condition: read.condition }
}
