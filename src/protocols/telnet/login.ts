/**
 * What goes on on a Telnet screen: the text before a login, the login itself, and how it ended. Text behind a
 * login is looked at for the verdict and forgotten. Heuristics, since no standard says how a login looks.
 */
import { cleanText } from '../../wire/text.ts'

/** Characters of a screen that are kept at most. */
const MAX_SCREEN = 512
/** Characters behind a password in which a verdict is looked for. */
const MAX_VERDICT = 2048
/** Characters of a typed line that are kept at most. */
const MAX_TYPED = 128

/** Ends of text that ask for a user name, for a password, or offer a command line. */
const USER_PROMPT = /(login|user ?name|user ?id|user|account|login as)( on [\w.-]{1,40})?\s?[:>=?]\s*$/i
const PASSWORD_PROMPT = /(pass ?word|passwd|pass ?code|pin)( for [^\s:]{1,40})?\s?[:>=?]?\s*$/i
const SHELL_PROMPT = /(^|[\r\n])([^\r\n]{0,60}[$#>]|[^\r\n]{1,60}%)\s?$/
const REFUSED =
  /incorrect|fail|invalid|denied|wrong|bad (pass|user|login)|error|not (valid|authori[sz]ed|correct)|refused/i
const WELCOMED = /last login|successful|welcome|logged in/i
/** Cursor and colour sequences (ECMA-48 section 5.4). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with ESC
const ESCAPES = /\x1b\[[0-9;?]{0,12}[A-Za-z]/g

type Phase = 'greeting' | 'user' | 'password' | 'verdict' | 'inside'

export interface LoginEvents {
  /** All text up to the first prompt or keystroke. `prompted`: it ended in a request to log in. */
  screen(text: string, prompted: boolean): void
  login(user: string | null, password: string, accepted: boolean | null): void
  /** A command line was offered and nobody had been asked to log in. */
  open(): void
}

export class LoginScreen {
  private readonly events: LoginEvents
  private phase: Phase = 'greeting'
  private shown = ''
  private flushed = false
  private asked = false
  private typed = ''
  private user: string | null = null
  private password = ''

  constructor(events: LoginEvents) {
    this.events = events
  }

  /** Bytes of a side are missing: a login in progress cannot be told any more. */
  gap(): void {
    this.typed = ''
    this.phase = 'inside'
    this.flush(false)
  }

  end(): void {
    this.flush(false)
    if (this.phase === 'verdict') this.settle(null)
  }

  /** Text of the server; NUL is no operation (RFC 854, "the NVT printer and keyboard"), and servers do send it. */
  show(raw: string): void {
    const text = raw.replaceAll('\0', '')
    const most = this.phase === 'verdict' ? MAX_VERDICT : MAX_SCREEN
    if (!this.flushed || this.phase === 'verdict') {
      if (this.shown.length < most) this.shown = (this.shown + text).slice(0, most)
    } else this.shown = (this.shown + text).slice(-MAX_SCREEN)
    if (this.phase === 'verdict') this.judge()
    else if (this.phase !== 'inside' || !this.asked) this.prompt()
    if (!this.flushed && this.shown.length >= MAX_SCREEN) this.flush(false)
  }

  /** Keystrokes of the client, line or character at a time (RFC 854: a line ends in CR LF or CR NUL). */
  type(text: string): void {
    for (const key of text) {
      if (key === '\r' || key === '\n') this.enter()
      else if (key === '\b' || key === '\x7f') this.typed = this.typed.slice(0, -1)
      else if (key >= ' ' && this.typed.length < MAX_TYPED) this.typed += key
    }
    if (text !== '') this.flush(this.asked)
  }

  private prompt(): void {
    const tail = this.shown.slice(-120)
    if (PASSWORD_PROMPT.test(tail)) this.expect('password')
    else if (USER_PROMPT.test(tail)) this.expect('user')
    else if (this.phase === 'greeting' && SHELL_PROMPT.test(tail)) {
      if (this.user !== null) this.settle(true)
      else if (!this.asked) this.events.open()
      this.phase = 'inside'
    }
  }

  private expect(phase: 'user' | 'password'): void {
    this.phase = phase
    this.asked = true
    this.flush(true)
    this.shown = ''
  }

  private enter(): void {
    const line = this.typed
    this.typed = ''
    if (this.phase === 'user' && line !== '') {
      this.user = line.trim()
      this.phase = 'greeting'
    } else if (this.phase === 'password') {
      this.password = line
      this.phase = 'verdict'
      this.flush(true)
      this.shown = ''
    }
  }

  private judge(): void {
    const text = this.shown
    const tail = text.slice(-120)
    if (WELCOMED.test(text)) this.settle(true)
    else if (REFUSED.test(text) || USER_PROMPT.test(tail) || PASSWORD_PROMPT.test(tail)) {
      this.settle(false)
      this.prompt()
    } else if (SHELL_PROMPT.test(tail)) this.settle(true)
    else if (text.length >= MAX_VERDICT) this.settle(null)
  }

  private settle(accepted: boolean | null): void {
    this.events.login(this.user, this.password, accepted)
    this.password = ''
    if (accepted === false) {
      this.phase = 'greeting'
      return
    }
    this.user = null
    this.shown = ''
    this.phase = 'inside'
  }

  private flush(prompted: boolean): void {
    if (this.flushed) return
    this.flushed = true
    const text = cleanText(this.shown.replace(ESCAPES, ' '), MAX_SCREEN)
    this.shown = ''
    if (text !== null) this.events.screen(text, prompted)
  }
}
