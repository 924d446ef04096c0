/** What happens to files, for those who watch behaviour: kind, extension, and whether a name is one of ransom notes. */
import { digestOf } from '../../model/digest.ts'
import type { EventBody } from '../../model/event.ts'
import { fileClass } from './files.ts'

type How = Extract<EventBody, { kind: 'file-touched' }>['how']

const MOST_EXTENSION = 16

export function fileEvent(how: How, path: string): EventBody {
  const clean = path.replace(/\0.*$/s, '')
  const cut = clean.lastIndexOf('\\')
  const name = clean.slice(cut + 1)
  const dot = name.lastIndexOf('.')
  return {
    kind: 'file-touched',
    how,
    extension: dot < 0 ? '' : name.slice(dot + 1, dot + 1 + MOST_EXTENSION).toLowerCase(),
    folder: digestOf(clean.slice(0, Math.max(0, cut))),
    note: fileClass(name) === 'ransom-note',
  }
}
