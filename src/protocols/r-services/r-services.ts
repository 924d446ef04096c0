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
    'r-services.login': { label: 'What the server answered: accepted or refused' },
    'r-services.superuser': { label: 'The superuser was asked for, and the answer: accepted or refused' },
    'r-services.terminal': { label: 'Terminal type of an rlogin client' },
  },
  stream: { probe, start },
} satisfies Protocol

type Service = 'rlogin' | 'rsh' | 'rexec'

/** Octets of an opening that are waited for. */
const MAX_OPENING = 1024
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

function start(to: StreamReport): StreamSession {
  let opening: Opening | null = null

  function answer(code: number): void {
    if (opening === null) return
    const accepted = code === 0
    const word = accepted ? 'accepted' : 'refused'
    to.observe('server', 'r-services.login', word)
    if (opening.user === 'root') to.observe('server', 'r-services.superuser', word)
    if (opening.password !== null) to.credential({ user: opening.user, password: opening.password, accepted })
    to.done()
  }

  return {
    data(side, bytes) {
      if (side === 'server') {
        if (opening !== null) answer(bytes[0]!)
        return opening === null ? 0 : bytes.length
      }
      if (opening !== null) return bytes.length
      opening = openingOf(bytes, to.server.port)
      if (opening === null) return 0
      to.observe('server', 'r-services.service', opening.service, false)
      to.observe('client', 'r-services.terminal', opening.terminal)
      return bytes.length
    },
    gap: () => to.done(),
  }
}
