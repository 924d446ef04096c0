/**
 * The Berkeley r-services rlogin (RFC 1282), rsh and rexec (BSD rshd, rexecd): that they are used, from where to where, and
 * whether the server lets in. Who logs in and what is run is passed over; a password of rexec is compared with known ones.
 */
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, Verdict } from '../protocol.ts'

export const rServices = {
  name: 'r-services',
  title: 'Berkeley r-services: rlogin (RFC 1282), rsh, rexec',
  ports: { tcp: [513, 514, 512] },
  fields: {
    'r-services.service': { label: 'Service a client uses here: rlogin, rsh, rexec' },
    'r-services.login': { label: 'What the server answered: accepted, refused, or password: it wanted one' },
    'r-services.superuser': { label: 'The superuser was asked for, and the answer: as of a login' },
    'r-services.terminal': { label: 'Terminal type of an rlogin client' },
  },
  stream: { probe, start },
} satisfies Protocol

type Service = 'rlogin' | 'rsh' | 'rexec'

/** Octets of an opening that are waited for. */
const MAX_OPENING = 1024
/** Octets of a greeting that are looked at for a prompt. */
const MAX_GREETING = 4096
/** Begins the message with the size of the window, and the octets of all of it (RFC 1282). */
const WINDOW = 0xff
const WINDOW_SIZE = 12
/** rlogin: a zero, then user there, user here, terminal and speed; strict enough for any port. */
const RLOGIN = /^\0[\w.$@\\-]{0,32}\0([\w.$@\\-]{1,32})\0([\w.+-]{1,24})\/\d{2,6}\0/
/** rsh: a port for errors, user here, user there, command. */
const RSH = /^\d{0,5}\0[\w.$@\\-]{1,32}\0([\w.$@\\-]{1,32})\0[^\0]{0,512}\0/
/** rexec: a port for errors, user, password, command. */
const REXEC = /^\d{0,5}\0([\w.$@\\-]{1,32})\0([^\0]{0,64})\0[^\0]{1,512}\0/

interface Opening {
  readonly service: Service
  readonly user: string
  readonly terminal: string | null
  readonly password: string | null
}

function openingOf(bytes: Uint8Array, port: number): Opening | null {
  const text = latin1.decode(bytes.subarray(0, MAX_OPENING))
  const rlogin = RLOGIN.exec(text)
  if (rlogin !== null) return { service: 'rlogin', user: rlogin[1]!, terminal: rlogin[2]!, password: null }
  const rsh = port === 514 ? RSH.exec(text) : null
  if (rsh !== null) return { service: 'rsh', user: rsh[1]!, terminal: null, password: null }
  const rexec = port === 512 ? REXEC.exec(text) : null
  return rexec === null ? null : { service: 'rexec', user: rexec[1]!, terminal: null, password: rexec[2]! }
}

function probe({ client, server, serverPort }: StreamHead): Verdict {
  if (client.length === 0) return server.length === 0 ? 'more' : 'no'
  if (openingOf(client, serverPort) !== null) return 'yes'
  if (client.length >= MAX_OPENING) return 'no'
  const text = latin1.decode(client)
  if (serverPort === 514 || serverPort === 512)
    return /^\d{0,5}(?:\0[\x20-\x7e]*){0,3}$/.test(text) ? 'more' : 'no'
  return /^\0[\w.$@\\-]{0,32}(?:\0[\w.$@\\-]{0,32}(?:\0[\w.+/-]{0,32})?)?$/.test(text) ? 'more' : 'no'
}

/** A prompt at the end of what rlogin's server wrote; greetings tell of the last login. */
function wantsPassword(greeting: string): boolean {
  const last = greeting.slice(greeting.lastIndexOf('\n') + 1)
  return /(?:password|passcode|login)[^:]{0,40}: ?$/i.test(last) && !/\blast\b/i.test(last)
}

function start(to: StreamReport): StreamSession {
  let opening: Opening | null = null
  let greeted = false

  /**
   * rlogin's zero says only that the names arrived (RFC 1282): a server that does not trust the host asks for a password
   * behind it. Whoever types without having been asked is in.
   */
  function answer(bytes: Uint8Array): number {
    if (opening === null) return 0
    if (bytes[0] !== 0) settle('refused')
    else if (opening.service !== 'rlogin' || bytes.length > MAX_GREETING) settle('accepted')
    else if (wantsPassword(latin1.decode(bytes.subarray(1)))) settle('password')
    else {
      greeted = true
      return 0
    }
    return bytes.length
  }

  function settle(word: 'accepted' | 'refused' | 'password'): void {
    to.observe('server', 'r-services.login', word, true)
    if (opening?.user === 'root') to.observe('server', 'r-services.superuser', word, true)
    tell(word === 'accepted')
    to.done()
  }

  function tell(accepted: boolean | null): void {
    if (opening !== null && opening.password !== null)
      to.credential({ user: opening.user, password: opening.password, accepted })
    opening = null
  }

  return {
    data(side, bytes) {
      if (side === 'server') return answer(bytes)
      if (opening !== null) {
        // The size of its window is no typing.
        if (bytes[0] === WINDOW) return bytes.length < WINDOW_SIZE ? 0 : WINDOW_SIZE
        if (greeted) settle('accepted')
        return bytes.length
      }
      opening = openingOf(bytes, to.server.port)
      if (opening === null) return 0
      to.observe('server', 'r-services.service', opening.service, false)
      to.observe('client', 'r-services.terminal', opening.terminal)
      return bytes.length
    },
    gap: () => to.done(),
    end: () => tell(null),
  }
}
