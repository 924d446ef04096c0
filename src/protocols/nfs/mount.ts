/** The mount protocol, versions 1 to 3 (RFC 1094 appendix A, RFC 1813 appendix I): what is exported, and to whom. */
import type { Say } from '../sunrpc/conversation.ts'
import { type Call, opaqueText, type Reply } from '../sunrpc/message.ts'

const MNT = 1
const EXPORT = 5
/** Longest path, octets (MNTPATHLEN). */
const MAX_PATH = 1024
const MAX_NAME = 255
/** Exports, and hosts of one, that are looked at. */
const MAX_EXPORTS = 64
const MAX_HOSTS = 64
/** Names that stand for any host. */
const EVERYONE = new Set(['*', '0.0.0.0/0', '(everyone)'])
/** Flavors of proof (RFC 5531, RFC 2623). */
const PROOFS: Readonly<Record<number, string>> = {
  0: 'none',
  1: 'sys',
  390003: 'krb5',
  390004: 'krb5i',
  390005: 'krb5p',
}

export function mountCalled({ procedure, body }: Call, say: Say): void {
  if (procedure !== MNT) return
  const path = opaqueText(body, MAX_PATH)
  if (!body.missing) say.match('server', 'nfs.export', path)
}

export function mountAnswered({ procedure, version }: Call, { body }: Reply, say: Say): void {
  if (body === null) return
  if (procedure === MNT) {
    const status = body.u32()
    if (body.missing) return
    say.observe('server', 'nfs.mount', status === 0 ? 'accepted' : 'refused')
    if (status !== 0 || version !== 3) return
    opaqueText(body, 64)
    const count = body.u32()
    for (let n = 0; n < Math.min(count, 8); n++) {
      const proof = PROOFS[body.u32()]
      if (!body.missing) say.observe('server', 'nfs.mount-auth', proof ?? null)
    }
  } else if (procedure === EXPORT) {
    for (let n = 0; n < MAX_EXPORTS && body.u32() === 1; n++) {
      const path = opaqueText(body, MAX_PATH)
      const hosts: string[] = []
      while (hosts.length < MAX_HOSTS && body.u32() === 1) hosts.push(opaqueText(body, MAX_NAME))
      // Where there are more, the next export begins nobody knows where.
      if (body.missing || hosts.length === MAX_HOSTS) return
      const everyone = hosts.length === 0 || hosts.some((host) => EVERYONE.has(host))
      say.match('server', 'nfs.export', path)
      say.observe('server', 'nfs.export-access', everyone ? 'everyone' : 'listed')
    }
  }
}
