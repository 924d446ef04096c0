/**
 * WS-Management over HTTP (DMTF DSP0226, MS-WSMV): product and system that a server states when asked to identify itself,
 * and what kind of thing clients ask for. Commands and their output are not read.
 */
import { latin1 } from '../../wire/text.ts'
import type { Protocol, Report, StreamSide } from '../protocol.ts'
import { winrmFields } from './fields.ts'

export const winrm = {
  name: 'winrm',
  title: 'Windows remote management and WS-Management (MS-WSMV, DSP0226) over HTTP',
  fields: winrmFields,
  payload: {
    name: 'winrm',
    mediaTypes: ['application/soap+xml', 'multipart/encrypted', 'multipart/x-multi-encrypted'],
    most: { request: 4096, response: 4096 },
    read,
  },
} satisfies Protocol & { payload: unknown }

/** MS-WSMV section 2.2.9.1: messages protected by SPNEGO, Kerberos or CredSSP. */
const ENCRYPTED = /application\/HTTP-(SPNEGO|Kerberos|CredSSP)-session-encrypted/i
/** Namespaces of WS-Management, of Microsoft and of DMTF. */
const NAMESPACE = /schemas\.(?:dmtf\.org\/wbem\/wsman|microsoft\.com\/wbem\/wsman)\//
const IDENTIFY = /<(?:\w+:)?Identify\b/
const ANSWER = /<(?:\w+:)?IdentifyResponse\b/
/** Resources by their URI (MS-WSMV section 2.2.4). */
const RESOURCE = /\/wbem\/wsman\/1\/(?:windows\/(shell)|(wmi|cim|config)\b)|\/wbem\/wscim\/1\/(cim)-schema/
const POWERSHELL = /schemas\.microsoft\.com\/powershell\//

function read(body: Uint8Array, from: StreamSide, to: Report<StreamSide>): boolean {
  const text = latin1.decode(body)
  const encrypted = ENCRYPTED.exec(text.slice(0, 300))?.[1]
  if (encrypted !== undefined) {
    to.observe(from, 'winrm.encryption', encrypted.toLowerCase())
    return true
  }
  if (!NAMESPACE.test(text) && !POWERSHELL.test(text)) return false
  if (from === 'client') to.observe('client', 'winrm.operation', operationOf(text))
  else if (ANSWER.test(text)) {
    to.observe('server', 'winrm.product-vendor', elementText(text, 'ProductVendor'))
    to.observe('server', 'winrm.product-version', elementText(text, 'ProductVersion'))
    to.observe(
      'server',
      'winrm.protocol-version',
      /\/wsman\/(\d)\//.exec(elementText(text, 'ProtocolVersion') ?? '')?.[1] ?? null,
    )
  }
  return true
}

function operationOf(text: string): string {
  if (IDENTIFY.test(text)) return 'identify'
  if (POWERSHELL.test(text)) return 'shell'
  const found = RESOURCE.exec(text)
  const word = found?.[1] ?? found?.[2] ?? found?.[3] ?? 'other'
  return word === 'cim' ? 'wmi' : word
}

const elementText = (text: string, name: string): string | null =>
  new RegExp(`<(?:\\w+:)?${name}>\\s*([^<]{1,120}?)\\s*</`).exec(text)?.[1] ?? null
