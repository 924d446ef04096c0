/**
 * Apache Cassandra and its kin, the native protocol: what servers and drivers say they are, logins, and whether a
 * session is opened without one. Questions and rows are not read but for what a server tells about itself.
 */
import { Cursor } from '../../wire/cursor.ts'
import { decodeText } from '../../wire/lines.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'
import * as cql from './frame.ts'
import { localRow } from './rows.ts'

export const cassandra = {
  name: 'cassandra',
  title: 'Cassandra native protocol 1 to 5 (CQL binary protocol)',
  ports: { tcp: [9042] },
  fields: {
    'cassandra.version': { label: 'Version of the server (release_version of system.local)', service: true },
    'cassandra.cluster': { label: 'Name of the cluster (cluster_name of system.local)' },
    'cassandra.cql-version': { label: 'Versions of the language the server supports (SUPPORTED)' },
    'cassandra.authenticator': {
      label: 'Class by which the server wants a login proved (AUTHENTICATE)',
      service: true,
    },
    'cassandra.access': {
      label: 'open where a session is opened without a login, login where one is wanted',
      service: true,
    },
    'cassandra.login': { label: 'Outcome of a login outside TLS: accepted or refused', service: true },
    'cassandra.empty-password-accepted': {
      label: 'yes where a user with an empty password was let in',
      service: true,
    },
    'cassandra.driver': { label: 'Driver of the client with its version (STARTUP)' },
    'cassandra.application': { label: 'Application of the client (STARTUP, APPLICATION_NAME)' },
  },
  stream: { probe, start },
} satisfies Protocol

/** Longest body that is read, octets. */
const MAX_BODY = 32_768
const MAX_FRAMES = 200
/** Error codes: bad credentials. */
const BAD_CREDENTIALS = 0x0100
/** The simple proof: two texts with NUL in front (as SASL PLAIN). */
const MAX_PROOF = 1024

/** The first frame of a client is OPTIONS without a body, or STARTUP with the version of the language in its map. */
function probe({ client }: StreamHead): Verdict {
  const frame = cql.readFrame(client, 0)
  if (frame === null) return 'more'
  if (frame === 'broken' || frame.fromServer || frame.compressed) return 'no'
  if (frame.operation === cql.OPTIONS) {
    if (frame.length !== 0) return 'no'
    // Nine octets are few: the next frame or the answer must fit, too.
    return client.length > frame.header && client[frame.header] !== client[0] ? 'no' : 'yes'
  }
  if (frame.operation !== cql.STARTUP || frame.length < 20 || frame.length > 2048) return 'no'
  const body = client.subarray(frame.header, frame.header + frame.length)
  if (body.length < frame.length) return 'more'
  return cql.readMap(new Cursor(body)).has('CQL_VERSION') ? 'yes' : 'no'
}

function start(to: StreamReport): StreamSession {
  let frames = 0
  let started = false
  let login: { user: string; password: string } | null = null

  function data(side: StreamSide, bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length) {
      const frame = cql.readFrame(bytes, at)
      if (frame === null) break
      if (frame === 'broken' || frame.fromServer !== (side === 'server')) {
        to.oddity('cassandra.malformed')
        to.done()
        return bytes.length
      }
      const wanted = frame.compressed ? 0 : Math.min(frame.length, MAX_BODY)
      if (bytes.length - at < frame.header + wanted) break
      const body = bytes.subarray(at + frame.header, at + frame.header + wanted)
      at += frame.header + frame.length
      if (++frames > MAX_FRAMES) to.done()
      if (frame.compressed) continue
      if (side === 'client') asked(frame.operation, body)
      else answered(frame, body)
    }
    return at
  }

  function asked(operation: number, body: Uint8Array): void {
    if (operation === cql.STARTUP) {
      started = true
      const options = cql.readMap(new Cursor(body))
      const driver = [options.get('DRIVER_NAME'), options.get('DRIVER_VERSION')].filter((part) => part)
      to.observe('client', 'cassandra.driver', driver.join(' '))
      to.observe('client', 'cassandra.application', options.get('APPLICATION_NAME') ?? null)
    } else if (operation === cql.AUTH_RESPONSE) proves(new Cursor(body))
    else if (operation === cql.CREDENTIALS) {
      const given = cql.readMap(new Cursor(body))
      login = { user: given.get('username') ?? '', password: given.get('password') ?? '' }
    }
  }

  function proves(c: Cursor): void {
    const size = c.u32()
    const parts = size > MAX_PROOF ? [] : decodeText(c.view(size)).split('\0')
    if (parts.length === 3 && parts[0] === '') login = { user: parts[1]!, password: parts[2]! }
  }

  function answered({ operation, version }: cql.Frame, body: Uint8Array): void {
    if (operation === cql.SUPPORTED)
      to.observe(
        'server',
        'cassandra.cql-version',
        cql.readMultimap(new Cursor(body)).get('CQL_VERSION') ?? null,
      )
    else if (operation === cql.AUTHENTICATE) {
      to.observe('server', 'cassandra.access', 'login')
      to.observe(
        'server',
        'cassandra.authenticator',
        cql.readString(new Cursor(body)).split('.').at(-1) ?? null,
      )
    } else if (operation === cql.READY) {
      if (login !== null) settle(true)
      else if (started) to.observe('server', 'cassandra.access', 'open')
      if (version === 5) to.done()
    } else if (operation === cql.AUTH_SUCCESS) {
      settle(true)
      // What follows in version 5 has another frame around it.
      if (version === 5) to.done()
    } else if (operation === cql.ERROR) {
      if (new Cursor(body).u32() === BAD_CREDENTIALS) settle(false)
    } else if (operation === cql.RESULT) {
      const row = localRow(body)
      to.observe('server', 'cassandra.version', row.get('release_version') ?? null)
      to.observe('server', 'cassandra.cluster', row.get('cluster_name') ?? null)
    }
  }

  function settle(accepted: boolean | null): void {
    if (accepted !== null) to.observe('server', 'cassandra.login', accepted ? 'accepted' : 'refused')
    if (login === null) return
    if (accepted && login.password === '') to.observe('server', 'cassandra.empty-password-accepted', 'yes')
    to.credential({ ...login, accepted })
    login = null
  }

  return {
    data,
    gap: () => to.done(),
    end() {
      if (login !== null) settle(null)
    },
  }
}
