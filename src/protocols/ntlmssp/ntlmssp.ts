/**
 * NTLMSSP (MS-NLMP): authentication messages that other protocols carry. It has no port of its own: whoever finds
 * a token hands it to {@link reportNtlm} (raw), `reportAuthToken` (raw, SPNEGO or Kerberos) or
 * {@link reportAuthText} (base64), and adds `ntlmsspFields` to its fields.
 */
import type { FieldTable } from '../../model/observation.ts'
import type { Protocol, Report } from '../protocol.ts'
import { findNtlm, type NtlmMessage, readNtlm, type TargetInfo } from './message.ts'

export const ntlmsspFields = {
  'ntlmssp.build': { label: 'Windows major.minor.build (VERSION, MS-NLMP 2.2.2.10)' },
  'ntlmssp.version': { label: 'VERSION as sent: major.minor.build.revision' },
  'ntlmssp.flags': { label: 'Negotiate flags, hex (MS-NLMP 2.2.2.5)' },
  'ntlmssp.protection': { label: 'Message protection agreed: sign, seal, key bits' },
  'ntlmssp.target-name': { label: 'Target name of the challenge: domain or computer' },
  'ntlmssp.netbios-computer': { label: 'NetBIOS computer name (AV pair 1)' },
  'ntlmssp.netbios-domain': { label: 'NetBIOS domain name (AV pair 2)' },
  'ntlmssp.dns-computer': { label: 'DNS computer name (AV pair 3)' },
  'ntlmssp.dns-domain': { label: 'DNS domain name (AV pair 4)' },
  'ntlmssp.dns-tree': { label: 'DNS forest name (AV pair 5)' },
  'ntlmssp.clock-offset': { label: 'Server clock minus packet time, whole seconds (AV pair 7)' },
  'ntlmssp.workstation': { label: 'Workstation name the client gives of itself' },
  'ntlmssp.client-domain': { label: 'Domain name the client gives' },
  'ntlmssp.machine-account': { label: 'Computer account that logs on (NAME$)' },
  'ntlmssp.machine-id': { label: 'MachineID of the client, new at each boot (AV pair 8)' },
  'ntlmssp.target-spn': { label: 'Service principal the client addresses (AV pair 9)' },
  'ntlmssp.taken': { label: 'Kind of response a client logs in with here', service: true },
  'ntlmssp.response': { label: 'Kind of response: ntlmv2, ntlmv1, lm, anonymous' },
} as const satisfies FieldTable

export const ntlmssp = {
  name: 'ntlmssp',
  title: 'NTLM security support provider messages inside other protocols (MS-NLMP)',
  fields: ntlmsspFields,
} satisfies Protocol

/** Longest base64 token that is looked at, in characters. */
const MAX_TEXT_TOKEN = 16_384

/**
 * Reports the NTLMSSP message at or in `token` (searched in its first 4 KiB) that `from` sent to `peer`.
 * Returns it, or `null` if there is none.
 */
export function reportNtlm<P extends string>(
  to: Report<P>,
  token: Uint8Array,
  from: P,
  peer: P,
): NtlmMessage | null {
  const at = findNtlm(token)
  if (at < 0) return null
  const message = readNtlm(token.subarray(at))
  if (message === null) {
    to.oddity('ntlmssp.malformed')
    return null
  }
  to.observe(from, 'ntlmssp.build', message.version?.build ?? null)
  to.observe(from, 'ntlmssp.version', message.version?.raw ?? null)
  to.observe(from, 'ntlmssp.flags', (message.flags >>> 0).toString(16).padStart(8, '0'))
  if (message.kind === 'challenge') {
    to.observe(from, 'ntlmssp.target-name', message.targetName)
    reportNames(to, message.target, from)
    if (message.target.time !== null) {
      to.observe(from, 'ntlmssp.clock-offset', Math.round(message.target.time - to.at))
    }
    return message
  }
  to.observe(from, 'ntlmssp.workstation', message.workstation)
  to.observe(from, 'ntlmssp.client-domain', message.domain)
  if (message.kind === 'authenticate') reportAuthenticate(to, message, from, peer)
  return message
}

/** As {@link reportNtlm}, for a base64 token of a text protocol. */
export function reportNtlmText<P extends string>(
  to: Report<P>,
  base64: string,
  from: P,
  peer: P,
): NtlmMessage | null {
  return reportNtlm(to, decodeToken(base64), from, peer)
}

/** Bytes of a base64 token; empty when it is too long to be one. */
export const decodeToken = (base64: string): Uint8Array =>
  base64.length > MAX_TEXT_TOKEN ? new Uint8Array(0) : new Uint8Array(Buffer.from(base64, 'base64'))

function reportAuthenticate<P extends string>(
  to: Report<P>,
  message: NtlmMessage & { kind: 'authenticate' },
  from: P,
  peer: P,
): void {
  to.observe(from, 'ntlmssp.machine-account', message.machineAccount)
  to.observe(from, 'ntlmssp.response', message.response)
  to.observe(peer, 'ntlmssp.taken', message.response, false)
  to.observe(from, 'ntlmssp.protection', message.protection || 'none')
  if (message.target === null) return
  to.observe(from, 'ntlmssp.machine-id', message.target.machineId)
  to.observe(peer, 'ntlmssp.target-spn', message.target.targetSpn, false)
  reportNames(to, message.target, peer, false)
}

function reportNames<P extends string>(to: Report<P>, target: TargetInfo, about: P, self?: boolean): void {
  to.observe(about, 'ntlmssp.netbios-computer', target.netbiosComputer, self)
  to.observe(about, 'ntlmssp.netbios-domain', target.netbiosDomain, self)
  to.observe(about, 'ntlmssp.dns-computer', target.dnsComputer, self)
  to.observe(about, 'ntlmssp.dns-domain', target.dnsDomain, self)
  to.observe(about, 'ntlmssp.dns-tree', target.dnsTree, self)
}
