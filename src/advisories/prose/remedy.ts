/** What an entry of remediation amounts to: the category alone does not say, its words do. */
import type { Remedy } from '../statement.ts'
import { type FixMention, fixMentions } from './fixes.ts'

export interface RemedyEntry {
  readonly category: string
  readonly text: string
  readonly mentions: readonly FixMention[]
  readonly terms?: Pick<Remedy, 'restart' | 'entitlements'>
}

const NONE =
  /\b(?:no\s+(?:product\s+)?(?:fix|patch|update|remediation|mitigations?)\s+(?:is|are|was|has\s+been|will\s+be)?\s*(?:currently\s+)?(?:planned|available|offered|provided)|not\s+(?:yet\s+)?(?:developed|released|issued|planned|provided)\s+(?:a|an|any)?\s*(?:product\s+)?(?:fix|patch|update)|(?:will|does|do)\s+not\s+(?:be\s+)?(?:plan|issu\w+|releas\w+|provid\w+|fix\w*|offer\w*|support\w*)|offers?\s+no\s+mitigations?|no\s+fix|end[\s-]of[\s-](?:life|support|service))\b/i
const AVAILABLE =
  /\b(?:(?:has|have|had)\s+(?:\w+\s+){0,2}(?:released|created|produced|developed|issued|provided|implemented|made\s+available|addressed|remediated|fixed|patched|updated)|is\s+(?:now\s+)?available|are\s+(?:now\s+)?available|recommends?\s+(?:\w+\s+){0,6}(?:updat\w+|upgrad\w+|install\w+)|updat\w+\s+to|upgrad\w+\s+to)\b/i
const BULLETIN = /\b(?:bulletin|advisory|notification|information|questions?|contact|website)\b/i
const PLANNED =
  /\b(?:plan(?:s|ned|ning)?\s+(?:to|a|an|for)|upcoming|scheduled|will\s+(?:be\s+)?(?:releas\w+|address\w*)|expected)\b/i

export function remedyEntry(category: string, text: string): RemedyEntry {
  return { category, text, mentions: fixMentions(text) }
}

/** `fixedIn`: the versions that hold the fix for one product, found by the caller among the entries' mentions. */
export function remedyOf(entries: readonly RemedyEntry[], fixedIn: readonly FixMention[]): Remedy {
  const states = entries.map(stateOf)
  const there = fixedIn.some(({ planned }) => !planned)
  const versions = [...new Set(fixedIn.map(({ version }) => version))]
  const state =
    there || states.includes('fix')
      ? 'fix'
      : states.includes('mitigation')
        ? 'mitigation'
        : states.includes('none')
          ? 'none'
          : 'unknown'
  const telling = entries[states.indexOf(state === 'unknown' ? 'none' : state)] ?? entries[0]
  return {
    state,
    fixedIn: versions,
    text: lineOf(state, versions, fixedIn, telling?.text ?? null),
    ...telling?.terms,
  }
}

function stateOf({ category, text, mentions }: RemedyEntry): Remedy['state'] {
  switch (category) {
    case 'none_available':
    case 'no_fix_planned':
    case 'fix_planned':
      return 'none'
    case 'vendor_fix':
    case 'optional_patch':
      return ofWords(text, mentions)
    case 'mitigation':
    case 'workaround':
      return 'mitigation'
    default:
      return 'unknown'
  }
}

/** Contact lines and bulletins are filed as fixes too. */
function ofWords(text: string, mentions: readonly FixMention[]): Remedy['state'] {
  if (mentions.some(({ planned }) => !planned)) return 'fix'
  if (NONE.test(text) || PLANNED.test(text)) return 'none'
  if (AVAILABLE.test(text) && !BULLETIN.test(text)) return 'fix'
  return /\b(?:mitigat|compensat|workaround|recommend|isolat|restrict|disabl|segment)/i.test(text)
    ? 'mitigation'
    : 'unknown'
}

function lineOf(
  state: Remedy['state'],
  versions: readonly string[],
  fixedIn: readonly FixMention[],
  text: string | null,
): string | null {
  if (versions.length > 0) {
    const planned = fixedIn.every((one) => one.planned)
    return `${planned ? 'announced' : 'fixed'} in ${versions.join(', ')}`
  }
  return state === 'unknown' || text === null ? null : text.replace(/\s+/g, ' ').trim().slice(0, 200)
}
