/**
 * Protocols that HTTP carries in its bodies (printing, web services): a list of them, and the bytes each wants.
 * A payload reader takes a body by its media type and recognises it by content; it imports nothing of `http/`.
 */
import { elasticsearch } from '../elasticsearch/elasticsearch.ts'
import { fhir } from '../fhir/fhir.ts'
import { ipp } from '../ipp/ipp.ts'
import { onvif } from '../onvif/onvif.ts'
import type { Report, StreamSide } from '../protocol.ts'
import { sdc } from '../sdc/sdc.ts'
import { wctp } from '../wctp/wctp.ts'
import { winrm } from '../winrm/winrm.ts'

/** Reads bodies of some media types. */
export interface Payload {
  /** The protocol's name, which the conversation takes. */
  readonly name: string
  /** Media types without parameters, lower case. */
  readonly mediaTypes: readonly string[]
  /** Octets of a request's and of a response's body that are wanted at most. */
  readonly most: { readonly request: number; readonly response: number }
  /**
   * A body that `from` sent, as far as it was kept, content coding undone. False: it is not this protocol's after
   * all, and nothing was said. `anonymous`: of an answer, that its request was seen and presented no login.
   */
  read(body: Uint8Array, from: StreamSide, to: Report<StreamSide>, anonymous?: boolean): boolean
}

const payloads: readonly Payload[] = [
  ipp.payload,
  winrm.payload,
  wctp.payload,
  onvif.payload,
  sdc.payload,
  fhir.payload,
  elasticsearch.payload,
]

/** Octets wanted of a body of this type that `from` sends; 0 when nobody reads it. */
export function wantedOf(type: string | null, from: StreamSide): number {
  let most = 0
  if (type === null) return most
  for (const payload of payloads)
    if (payload.mediaTypes.includes(type))
      most = Math.max(most, from === 'client' ? payload.most.request : payload.most.response)
  return most
}

/** Shows a body to those that read its type; the name of the protocol that took it, else `null`. */
export function readPayload(
  type: string | null,
  body: Uint8Array,
  from: StreamSide,
  to: Report<StreamSide>,
  anonymous = false,
): string | null {
  if (type === null || body.length === 0) return null
  return (
    payloads.find((payload) => payload.mediaTypes.includes(type) && payload.read(body, from, to, anonymous))
      ?.name ?? null
  )
}
