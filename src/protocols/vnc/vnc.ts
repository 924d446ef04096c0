/**
 * RFB, the protocol of VNC (RFC 6143 and the community's rfbproto): versions, how a viewer is let in, screen size.
 * The name of a desktop often holds a person's; only what a fingerprint knows of it is kept.
 */
import { Cursor } from '../../wire/cursor.ts'
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'

export const vnc = {
  name: 'vnc',
  title: 'Remote Framebuffer, RFB 3.3 to 3.8 (RFC 6143; rfbproto)',
  ports: { tcp: [5900, 5901, 5902, 5903, 5904, 5905, 5906, 5800] },
  fields: {
    'vnc.version': { label: 'RFB version the server offers' },
    'vnc.client-version': { label: 'RFB version the viewer answers with' },
    'vnc.security-offered': { label: 'Security types the server offers' },
    'vnc.security': { label: 'Security type chosen', service: true },
    'vnc.security-subtype': { label: 'Kind of VeNCrypt chosen', service: true },
    'vnc.result': { label: 'Outcome of the login: accepted or refused' },
    'vnc.desktop-size': { label: 'Size of the screen, pixels' },
    'vnc.desktop-name': { label: 'Name of the desktop', transient: true },
  },
  stream: { probe, start },
} satisfies Protocol

/** IANA registry "Remote Framebuffer Security Types", and those that products added. */
const TYPES: Readonly<Record<number, string>> = {
  1: 'none',
  2: 'vnc',
  5: 'ra2',
  6: 'ra2ne',
  7: 'sspi',
  8: 'sspine',
  13: 'ra2-256',
  16: 'tight',
  17: 'ultra',
  18: 'tls',
  19: 'vencrypt',
  20: 'sasl',
  21: 'md5',
  22: 'xvp',
  23: 'secure-tunnel',
  24: 'integrated-ssh',
  30: 'apple-dh',
  33: 'apple-rsa-srp',
  35: 'apple-kerberos',
  36: 'apple-srp',
  113: 'ultra-mslogon',
  129: 'ra2-128-unix',
  130: 'ra2-256-unix',
  133: 'ra2ne-256',
}
/** rfbproto, VeNCrypt. */
const SUBTYPES: Readonly<Record<number, string>> = {
  256: 'plain',
  257: 'tls-none',
  258: 'tls-vnc',
  259: 'tls-plain',
  260: 'x509-none',
  261: 'x509-vnc',
  262: 'x509-plain',
  263: 'tls-sasl',
  264: 'x509-sasl',
}
const NONE = 1
const VNC_AUTH = 2
const VENCRYPT = 19
/** Most characters of a desktop's name. */
const MAX_NAME = 1024

const GREETING = /^RFB \d{3}\.\d{3}\n/
const named = (table: Readonly<Record<number, string>>, type: number): string => table[type] ?? String(type)

/** Both sides begin with a version; the server is the first to. */
function probe({ client, server }: StreamHead): Verdict {
  for (const said of [server, client]) {
    const text = latin1.decode(said.subarray(0, 12))
    if (!(text.length < 12 ? 'RFB '.startsWith(text.slice(0, 4)) : GREETING.test(text))) return 'no'
  }
  return server.length >= 12 ? 'yes' : 'more'
}

type Stage =
  | 'version'
  | 'types'
  | 'choice'
  | 'vencrypt-version'
  | 'vencrypt-types'
  | 'challenge'
  | 'response'
  | 'result'
  | 'init'
  | 'over'

function start(to: StreamReport): StreamSession {
  const stages: Record<StreamSide, Stage> = { client: 'version', server: 'version' }
  /** Minor version both speak: 3, 7 or 8. */
  let minor = 0
  let security = 0

  function data(side: StreamSide, bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length && stages[side] !== 'over') {
      const c = new Cursor(bytes, at)
      const before = stages[side]
      if (side === 'client') client(c)
      else server(c)
      if (c.missing || (c.at === at && stages[side] === before)) return at
      at = c.at
    }
    if (stages.client === 'over' && stages.server === 'over') to.done()
    return stages[side] === 'over' ? bytes.length : at
  }

  function client(c: Cursor): void {
    switch (stages.client) {
      case 'version':
        version('client', c)
        if (!c.missing) stages.client = 'choice'
        break
      case 'choice':
        // Only the server's list tells which version is spoken: what the viewer chose waits for it.
        if (stages.server !== 'version' && stages.server !== 'types') choice(c)
        break
      case 'vencrypt-version':
        c.skip(2)
        if (!c.missing) stages.client = 'vencrypt-types'
        break
      case 'vencrypt-types':
        if (stages.server === 'vencrypt-types') break
        subtype(c)
        break
      case 'response':
        c.skip(16)
        if (!c.missing) stages.client = 'over'
        break
      default:
        stages.client = 'over'
    }
  }

  function version(side: StreamSide, c: Cursor): void {
    const text = c.ascii(12)
    if (c.missing) return
    to.observe(side, side === 'server' ? 'vnc.version' : 'vnc.client-version', text.slice(4, 11))
    const said = text.startsWith('RFB 003.') ? Number(text.slice(8, 11)) : 8
    const spoken = said >= 8 ? 8 : said === 7 ? 7 : 3
    minor = minor === 0 ? spoken : Math.min(minor, spoken)
  }

  function choice(c: Cursor): void {
    // In 3.3 the server decides, and the viewer goes on with its answer.
    if (minor === 3) {
      stages.client = security === VNC_AUTH ? 'response' : 'over'
      return
    }
    const type = c.u8()
    if (c.missing) return
    chosen(type)
  }

  function chosen(type: number): void {
    security = type
    to.observe('server', 'vnc.security', named(TYPES, type), true)
    stages.client = type === VNC_AUTH ? 'response' : type === VENCRYPT ? 'vencrypt-version' : 'over'
    // Version 3.8 gives a verdict even where nothing is to be proved.
    if (type === VNC_AUTH) stages.server = 'challenge'
    else if (type === VENCRYPT) stages.server = 'vencrypt-version'
    else if (type === NONE) stages.server = minor === 8 ? 'result' : 'init'
    else stages.server = 'over'
  }

  function subtype(c: Cursor): void {
    const type = c.u32()
    if (c.missing) return
    to.observe('server', 'vnc.security-subtype', named(SUBTYPES, type), true)
    stages.client = stages.server = 'over'
  }

  function server(c: Cursor): void {
    switch (stages.server) {
      case 'version':
        version('server', c)
        if (!c.missing) stages.server = 'types'
        break
      case 'types':
        // The viewer's version comes before; without it (one-way captures) the server's own is spoken.
        types(c)
        break
      case 'vencrypt-version':
        c.skip(2)
        if (!c.missing) stages.server = 'vencrypt-types'
        break
      case 'vencrypt-types': {
        c.skip(1)
        c.skip(4 * c.u8())
        if (!c.missing) stages.server = 'choice'
        break
      }
      case 'challenge':
        c.skip(16)
        if (!c.missing) stages.server = 'result'
        break
      case 'result':
        result(c)
        break
      case 'init':
        init(c)
        break
      default:
        break
    }
  }

  function types(c: Cursor): void {
    if (minor === 3) {
      const type = c.u32()
      if (c.missing) return
      to.observe('server', 'vnc.security-offered', named(TYPES, type))
      if (type === 0 || type > 255) stages.server = stages.client = 'over'
      else {
        stages.server = 'choice'
        security = type
        chosen(type)
      }
      return
    }
    const list = c.view(c.u8())
    if (c.missing) return
    // No types: a reason follows, and the connection ends.
    if (list.length === 0) {
      to.observe('server', 'vnc.result', 'refused')
      stages.server = stages.client = 'over'
      return
    }
    to.observe('server', 'vnc.security-offered', Array.from(list, (type) => named(TYPES, type)).join(','))
    stages.server = 'choice'
  }

  function result(c: Cursor): void {
    const code = c.u32()
    if (c.missing) return
    to.observe('server', 'vnc.result', code === 0 ? 'accepted' : 'refused')
    stages.server = code === 0 ? 'init' : 'over'
  }

  function init(c: Cursor): void {
    const width = c.u16()
    const height = c.u16()
    c.skip(16)
    const length = c.u32()
    if (c.missing) return
    if (length > MAX_NAME) {
      to.oddity('vnc.name-length')
      stages.server = 'over'
      return
    }
    const name = c.utf8(length)
    if (c.missing) return
    to.observe('server', 'vnc.desktop-size', `${width}x${height}`)
    to.match('server', 'vnc.desktop-name', name)
    stages.server = 'over'
  }

  return { data, gap: () => to.done() }
}
