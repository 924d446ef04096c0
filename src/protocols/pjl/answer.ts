/** What a printer answers: it repeats the command on a line, then tells, and ends with a form feed. */
import { LineReader } from '../../wire/lines.ts'
import type { StreamReport } from '../protocol.ts'
import type { pjl } from './pjl.ts'

type PjlField = keyof (typeof pjl)['fields']

/** Lines of one connection that are looked at. */
const MAX_LINES = 600
const MAX_VALUE = 100

/** Answers whose lines `NAME=VALUE` are of the printer alone; other answers name jobs, users, files or messages. */
const OF_PRINTER = /^@PJL (?:INFO (?:PRODINFO|STATUS|CONFIG|BRFIRMWARE)|USTATUS (?:DEVICE|TIMED))\b/
const FILE = /^@PJL (FS(?:APPEND|DELETE|DIRLIST|DOWNLOAD|INIT|MKDIR|QUERY|UPLOAD))\b/
const FILE_SIZE = /^@PJL FSUPLOAD\b.*\bSIZE ?= ?(\d{1,10})/
/** PJL Technical Reference chapter 9: the answer in place of a file. */
const REFUSED = /^FILEERROR ?= ?\d/

/** By the names that printers give their values, without blanks and in capitals. */
const VALUES: Readonly<Record<string, PjlField>> = {
  PRODUCTNAME: 'pjl.model',
  MODEL: 'pjl.model',
  PRINTERNUMBER: 'pjl.product-number',
  PRODUCTNUMBER: 'pjl.product-number',
  PRODUCTSERIALNUMBER: 'pjl.serial',
  SERIALNUMBER: 'pjl.serial',
  SERIAL: 'pjl.serial',
  FIRMWAREDATECODE: 'pjl.firmware',
  FIRMWAREVERSION: 'pjl.firmware',
  FIRMVER: 'pjl.firmware',
  CODE: 'pjl.status-code',
}

export class AnswerReader {
  private readonly to: StreamReport
  private readonly lines = new LineReader()
  private left = MAX_LINES
  /** The command that is being answered, as the printer repeats it. */
  private context = ''
  /** A command on files whose outcome is on the next line. */
  private file: string | null = null

  constructor(to: StreamReport) {
    this.to = to
  }

  /** As a stream session's `data`. */
  read(bytes: Uint8Array): number {
    return this.lines.read(bytes, (line) => {
      this.line(line)
      if (--this.left > 0) return true
      this.to.done()
      return false
    })
  }

  private line(raw: string): void {
    // A form feed ends the answer before; what follows it on the same line is the next one.
    const feed = raw.lastIndexOf('\f')
    if (feed >= 0) this.context = ''
    const line = raw.slice(feed + 1).trim()
    if (line.startsWith('@PJL')) this.header(line)
    else if (line !== '') this.value(line)
  }

  private header(line: string): void {
    this.context = line.toUpperCase()
    this.file = FILE.exec(this.context)?.[1] ?? null
    const size = FILE_SIZE.exec(this.context)?.[1]
    if (size === undefined) return
    this.lines.skip = Number(size)
    this.answered('served')
  }

  private value(line: string): void {
    if (this.file !== null) this.answered(REFUSED.test(line) ? 'refused' : 'served')
    else if (/^@PJL INFO ID\b/.test(this.context)) this.identity(line)
    else if (OF_PRINTER.test(this.context)) this.named(line)
  }

  /** A text in quotes; some printers write `ID=` before it. Lines behind it are of options. */
  private identity(line: string): void {
    this.context = ''
    this.to.observe('server', 'pjl.id', unquoted(line.replace(/^ID ?= ?/i, '')))
  }

  private named(line: string): void {
    const equals = line.indexOf('=')
    if (equals < 1) return
    const field = VALUES[line.slice(0, equals).replace(/\s/g, '').toUpperCase()]
    if (field !== undefined) this.to.observe('server', field, unquoted(line.slice(equals + 1)))
  }

  private answered(how: 'served' | 'refused'): void {
    if (this.file !== null) this.to.observe('server', 'pjl.file-access', `${this.file} ${how}`)
    this.file = null
  }
}

const unquoted = (text: string): string =>
  text
    .trim()
    .replace(/^"+|"+$/g, '')
    .trim()
    .slice(0, MAX_VALUE)
