/**
 * What a client does with files, without their names: where it writes programs, how it renames, that it deletes. Names
 * are told by class; an equal fact is counted, so that the number of renames is the fact's count.
 */
import type { FieldTable } from '../../model/observation.ts'
import type { StreamReport } from '../protocol.ts'

export const fileFields = {
  'smb.share-used': { label: 'Kind of share this client connected to: IPC$, ADMIN$, C$, SYSVOL, other' },
  'smb.pipe-used': {
    label: 'Named pipe this client opened: a well-known one, one of a remote-control tool, or other',
  },
  'smb.file-written': {
    label: 'Class of a file this client created or overwrote, and the kind of share: program ADMIN$',
  },
  'smb.rename': {
    label:
      'What renaming did to the ending of a name: kept, familiar, unfamiliar (an ending of no usual file)',
  },
  'smb.delete': { label: 'This client deleted files; the kind of share' },
  'smb.odd-command': { label: 'Command that no client needs: trans2-session-setup' },
  'smb.odd-answer': { label: 'NT status with which the server answered such a command' },
} as const satisfies FieldTable

/** Endings by class; what is in none of these is unfamiliar. */
const CLASSES: Readonly<Record<string, string>> = {
  program: 'exe dll sys scr com cpl ocx msi msp drv pif jar',
  script: 'ps1 psm1 bat cmd vbs vbe js jse wsf wsh hta sct reg inf sh py pl lnk',
  medical: 'dcm dicom hl7 dcz ima scp edf',
  archive: 'zip 7z rar gz tar cab iso bak vhd vhdx vmdk',
  familiar:
    'txt log csv ini cfg conf xml json yml yaml html htm mht pdf doc docx docm xls xlsx xlsm ppt pptx rtf odt ods msg eml pst ost jpg jpeg png gif bmp tif tiff svg ico mp3 mp4 avi mov wmv wav db mdb accdb sqlite mdf ldf bkf tmp temp dat bin lck lock old orig part crdownload url pol adm admx adml aas ttf css php asp aspx sql xsl xslt xsd vsd one onetoc2 pub dwg psd ai key cer crt pem pfx p12 rdp man mui cat etl evtx dmp prn spl shd ppd gpd',
}
const CLASS_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(CLASSES).flatMap(([name, endings]) =>
    endings.split(' ').map((ending) => [ending, name] as const),
  ),
)
/** Names of notes that extortionists leave, from memory of published analyses. */
const NOTE =
  /(?:read[-_ ]?me|how[-_ ]?to|decrypt|recover|restore|ransom|instructions?)[^\\]*\.(?:txt|html?|hta)$/i
const DEMAND =
  /decrypt|ransom|recover|restore[-_ ]?(?:my|your)?[-_ ]?files|how[-_ ]?to[-_ ]?(?:back|get|restore|decrypt)/i
/** Pipes of tools that run commands from afar. */
const TOOL_PIPES = /^(?:psexesvc|paexec|remcom_communicaton|csexecsvc|winexesvc)/i

/** The ending of a path's last part, lower case; empty without. */
export const endingOf = (path: string): string =>
  /\.([a-z0-9_-]{1,20})$/i.exec(path.replace(/\0.*$/s, ''))?.[1]?.toLowerCase() ?? ''

/** A word for a file by its name; never the name. */
export function fileClass(path: string): string {
  if (NOTE.test(path) && DEMAND.test(path)) return 'ransom-note'
  const ending = endingOf(path)
  return CLASS_OF.get(ending) ?? (ending === '' ? 'familiar' : 'unfamiliar')
}

export function reportRename(to: StreamReport, before: string | null, path: string): void {
  const ending = endingOf(path)
  const kept = before !== null && before === ending
  to.observe(
    'client',
    'smb.rename',
    kept ? 'kept' : fileClass(path) === 'unfamiliar' ? 'unfamiliar' : 'familiar',
  )
}

export function reportWritten(to: StreamReport, path: string, share: string | null): void {
  to.observe('client', 'smb.file-written', `${fileClass(path)} ${share ?? 'unknown'}`)
}

/** A pipe by its name where that is of a service or a tool. */
export const pipeClass = (pipe: string, known: ReadonlySet<string>): string => {
  if (known.has(pipe)) return pipe
  return TOOL_PIPES.exec(pipe)?.[0]?.toLowerCase() ?? 'other'
}

/** Dispositions of a create that make or empty a file: supersede, create, overwrite, overwrite or create (MS-SMB2 2.2.13). */
const WRITES = new Set([0, 2, 4, 5])
const OPEN_OR_CREATE = 3
const WRITE_DATA = 0x2
const DIRECTORY = 0x1

/** Whether a create makes or empties a file. */
export const writes = (disposition: number, access: number, options: number): boolean =>
  (options & DIRECTORY) === 0 &&
  (WRITES.has(disposition) || (disposition === OPEN_OR_CREATE && (access & WRITE_DATA) !== 0))

const OPEN = 1
const DELETE_ON_CLOSE = 0x1000

/** Whether a create deletes a file that is there: some clients have no other way. New ones with it are scratch files. */
export const deletes = (disposition: number, options: number): boolean =>
  disposition === OPEN && (options & DELETE_ON_CLOSE) !== 0
