/** What a client sends to a raw printing port: PJL commands around jobs in other languages. */
import { latin1 } from '../../wire/text.ts'
import { PatientWords } from '../patient-words.ts'
import type { StreamReport } from '../protocol.ts'

/** Universal Exit Language, PJL Technical Reference section 2: it begins and ends every stretch of PJL. */
export const UEL = '\x1b%-12345X'
const UEL_BYTES = Buffer.from(UEL, 'latin1')
/** Longest command line looked at, octets. */
const MAX_COMMAND = 2048
/** What may stand between commands. */
const BETWEEN = '\r\n\t\f \0'
/** Octets that tell the language of a job. */
const MAGIC = 16
/** Commands of one connection that are looked at. */
const MAX_COMMANDS = 400
/** Octets of a file sent along with a command that are passed over at most. */
const MAX_FILE = 2 ** 31

/** Beginnings of jobs that say their language; names as ENTER LANGUAGE spells them where PJL has one. */
const BEGINNINGS: readonly (readonly [string, string])[] = [
  ['%!PS', 'POSTSCRIPT'],
  ['\x04%!PS', 'POSTSCRIPT'],
  ['%PDF-', 'PDF'],
  [') HP-PCL XL', 'PCLXL'],
  ['( HP-PCL XL', 'PCLXL'],
  ["' HP-PCL XL", 'PCLXL'],
  ['\x1bE\x1b', 'PCL'],
  ['\x1b&', 'PCL'],
  ['\x1b*', 'PCL'],
  ['\x1b(', 'PCL'],
  ['\x1b%0B', 'HPGL2'],
  ['\x1b%1B', 'HPGL2'],
  ['\x1b%-1B', 'HPGL2'],
  ['\x1b@\x1b', 'ESCP'],
  ['RaS2', 'PWGRASTER'],
  ['RaS3', 'PWGRASTER'],
  ['UNIRAST\0', 'URF'],
  ['JZJZ', 'ZJS'],
]

/** The language of a job without PJL, by its first octets; `null` where they tell none. */
export function bareLanguage(bytes: Uint8Array): string | null {
  const text = latin1.decode(bytes.subarray(0, MAGIC))
  return BEGINNINGS.find(([start]) => text.startsWith(start))?.[1] ?? null
}

export const isUel = (bytes: Uint8Array, at: number): boolean =>
  UEL_BYTES.every((byte, i) => bytes[at + i] === byte)

const INFO = /^INFO[ \t]+([A-Z]{2,20})\b/
const INQUIRE = /^D?INQUIRE\b/
/** PJL Technical Reference chapter 9 (file system), and chapter 6 for what is shown and kept. */
const FILE = /^(FS(?:APPEND|DELETE|DIRLIST|DOWNLOAD|INIT|MKDIR|QUERY|UPLOAD))\b/
/** Drivers ask after fonts and forms and send them (FSQUERY, FSDOWNLOAD); what is on the disk is no business of a job. */
const PRYING: ReadonlySet<string> = new Set(['FSDELETE', 'FSDIRLIST', 'FSINIT', 'FSUPLOAD'])
const CONTROL =
  /^(RDYMSG|OPMSG|STMSG|INITIALIZE|RESET|DMINFO|DMCMD|UPGRADE|FWDOWNLOAD|DEFAULT|SET[ \t]+SERVICEMODE)\b/
const DEFAULT = /^DEFAULT[ \t]+(?:[LI]PARM[ \t]*:[ \t]*\w+[ \t]+)?([A-Z]{2,20})[ \t]*=/
const LANGUAGE = /^ENTER[ \t]+LANGUAGE[ \t]*=[ \t]*"?([A-Z][\w-]{0,19})/
const PASSWORD = /^JOB[ \t]+PASSWORD[ \t]*=[ \t]*"?(\d{1,10})/
const SIZE = /\bSIZE[ \t]*=[ \t]*(\d{1,10})/

export class JobReader {
  private readonly to: StreamReport
  /** In a job: everything up to the next UEL is not PJL. */
  private inJob = false
  private left = MAX_COMMANDS
  private readonly words = new PatientWords()

  constructor(to: StreamReport) {
    this.to = to
  }

  /** As a stream session's `data`. */
  read(bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length) {
      const { inJob } = this
      const next = inJob ? this.pass(bytes, at) : this.command(bytes, at)
      // A command may turn out to be the first octets of a job.
      if (next === at && inJob === this.inJob) return at
      at = next
    }
    return at
  }

  /** Passes over a job up to the UEL behind it. */
  private pass(bytes: Uint8Array, at: number): number {
    const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(UEL_BYTES, at)
    const end = found < 0 ? Math.max(at, bytes.length - (UEL.length - 1)) : found
    if (this.words.read(bytes.subarray(at, end)))
      this.to.observe('server', 'pjl.patient-data', 'named', false)
    this.inJob = found < 0
    return end
  }

  /** Reads one command, or finds that a job begins; `at` again where more octets are needed. */
  private command(bytes: Uint8Array, at: number): number {
    const text = latin1.decode(bytes.subarray(at, at + UEL.length))
    if (text === UEL) return at + UEL.length
    if (BETWEEN.includes(text[0]!)) return at + 1
    if (text.startsWith('@PJL')) return this.line(bytes, at)
    if ('@PJL'.startsWith(text) || UEL.startsWith(text) || bytes.length - at < MAGIC) return at
    this.to.observe('server', 'pjl.language', bareLanguage(bytes.subarray(at)) ?? 'unknown', false)
    this.inJob = true
    return at
  }

  private line(bytes: Uint8Array, at: number): number {
    const end = bytes.indexOf(10, at)
    if (end < 0 && bytes.length - at <= MAX_COMMAND) return at
    if (end < 0 || end - at > MAX_COMMAND) {
      this.to.oddity('pjl.long-command')
      this.inJob = true
      return at + 1
    }
    if (--this.left <= 0) this.to.done()
    return (
      end +
      1 +
      this.take(
        latin1
          .decode(bytes.subarray(at + 4, end))
          .trim()
          .toUpperCase(),
      )
    )
  }

  /** Reports a command; answers the octets of a file that follow it. */
  private take(command: string): number {
    const { to } = this
    const language = LANGUAGE.exec(command)?.[1]
    if (language !== undefined) {
      to.observe('server', 'pjl.language', language, false)
      this.inJob = true
      return 0
    }
    const password = PASSWORD.exec(command)?.[1]
    if (password !== undefined) to.credential({ user: null, password, accepted: null })
    to.observe('client', 'pjl.request', INFO.exec(command)?.[1] ?? INQUIRE.exec(command)?.[0] ?? null)
    to.observe('client', 'pjl.control', controlOf(command))
    const file = FILE.exec(command)?.[1]
    if (file === undefined) return 0
    to.observe('client', 'pjl.file-command', file)
    if (PRYING.has(file) || command.includes('..'))
      to.event('client', { kind: 'content-sign', sign: 'pjl-file-system' })
    const carries = file === 'FSDOWNLOAD' || file === 'FSAPPEND'
    return carries ? Math.min(Number(SIZE.exec(command)?.[1] ?? 0), MAX_FILE) : 0
  }
}

/** DEFAULT lasts beyond the job: which variable it sets says what was done (PASSWORD, CPLOCK, DISKLOCK ...). */
function controlOf(command: string): string | null {
  const verb = CONTROL.exec(command)?.[1]?.replace(/\s+/, ' ')
  if (verb !== 'DEFAULT') return verb ?? null
  const variable = DEFAULT.exec(command)?.[1]
  return variable === undefined ? null : `DEFAULT ${variable}`
}
