/**
 * The command layer of Telnet (RFC 854, 855): separates option negotiation from text, a byte at a time so that
 * cuts between packets do not matter. Memory is bounded.
 */
export const IAC = 255
const SB = 250
const SE = 240
/** WILL, WONT, DO, DONT: 251 to 254. */
const VERBS = ['will', 'wont', 'do', 'dont']

/** Longest sub-negotiation that is kept, in bytes; NTLM messages are the longest of use. */
const MAX_SUB = 2048

export interface TelnetEvents {
  /** Text between commands, as bytes (the view is valid during the call only). */
  text(bytes: Uint8Array): void
  option(verb: string, option: number): void
  /** A whole sub-negotiation, its option byte first. */
  sub(bytes: Uint8Array): void
}

type State = 'text' | 'iac' | 'verb' | 'sub' | 'sub-iac'

export class OptionFilter {
  private state: State = 'text'
  private verb = 0
  private sub: number[] = []
  private readonly events: TelnetEvents

  constructor(events: TelnetEvents) {
    this.events = events
  }

  /** Bytes were lost: what follows is taken for text. */
  reset(): void {
    this.state = 'text'
    this.sub = []
  }

  push(bytes: Uint8Array): void {
    let from = 0
    for (let i = 0; i < bytes.length; i++) {
      const octet = bytes[i]!
      if (this.state === 'text') {
        if (octet !== IAC) continue
        if (i > from) this.events.text(bytes.subarray(from, i))
        this.state = 'iac'
      } else {
        this.command(octet)
        from = i + 1
      }
    }
    if (this.state === 'text' && from < bytes.length) this.events.text(bytes.subarray(from))
  }

  private command(octet: number): void {
    if (this.state === 'iac') this.state = this.afterIac(octet)
    else if (this.state === 'verb') {
      this.state = 'text'
      this.events.option(VERBS[this.verb - 251]!, octet)
    } else if (this.state === 'sub') {
      if (octet === IAC) this.state = 'sub-iac'
      else this.keep(octet)
    } else if (octet === IAC) {
      this.state = 'sub'
      this.keep(IAC)
    } else {
      this.state = 'text'
      if (octet === SE && this.sub.length > 0) this.events.sub(Uint8Array.from(this.sub))
    }
  }

  private afterIac(octet: number): State {
    if (octet === SB) {
      this.sub = []
      return 'sub'
    }
    this.verb = octet
    return octet >= 251 && octet <= 254 ? 'verb' : 'text'
  }

  private keep(octet: number): void {
    if (this.sub.length < MAX_SUB) this.sub.push(octet)
  }
}
