/** The header segment and the software segments: who sends, to whom, what (HL7 2.9 sections 2.14.9 and 2.14.13). */
import type { StreamReport, StreamSide } from '../protocol.ts'
import { eui64Of } from './eui64.ts'
import type { Segment } from './segment.ts'

/** Who a header says that it is from. */
export interface Application {
  readonly name: string
  readonly facility: string
  readonly eui64: string | null
}

const other = (side: StreamSide): StreamSide => (side === 'client' ? 'server' : 'client')

/** Reports what a header says and returns who it names as its sender. */
export function reportHeader(
  msh: Segment,
  side: StreamSide,
  to: StreamReport,
  known: Readonly<Record<StreamSide, Application | null>>,
): Application | null {
  const type = messageType(msh)
  const application = applicationOf(msh, 3, 4)
  const peer = other(side)
  to.observe(side, 'hl7.version', /^2(\.\d+)*$/.exec(msh.component(12, 1))?.[0] ?? null)
  to.observe(side, 'hl7.processing', /^[PTD]$/.exec(msh.component(11, 1))?.[0] ?? null)
  to.observe(side, 'hl7.charset', charsets(msh))
  to.observe(side, 'hl7.security', msh.isFilled(8) ? 'present' : null)
  to.observe(side, 'hl7.sends', type)
  to.observe(peer, 'hl7.receives', type, false)
  for (let i = 0; i < msh.repetitions(21, 4); i++)
    to.observe(side, 'hl7.profile', profileOf(msh.joined(21, 4, i)))
  // Some receivers copy the header into their acknowledgement as it came: that names the peer, not them.
  if (application.name !== '' && same(application, known[peer]) && isAnswer(type)) return known[side]
  to.observe(side, 'hl7.sending-application', application.name)
  to.observe(side, 'hl7.sending-facility', application.facility)
  to.observe(side, 'hl7.application-eui64', application.eui64)
  to.observe(peer, 'hl7.receiving-application', msh.joined(5, 3), false)
  to.observe(peer, 'hl7.receiving-facility', msh.joined(6, 3), false)
  return application
}

/** `ORU^R01`; `null` unless of the shape of table 0076 and 0003. */
export function messageType(msh: Segment): string | null {
  const type = msh.joined(9, 2)
  return /^[A-Z][A-Z0-9]{2}(?:\^[A-Z][A-Z0-9]{2})?$/.test(type) ? type : null
}

const isAnswer = (type: string | null): boolean => /^(?:ACK|ORR|RSP|NAK)/.test(type ?? '')

const applicationOf = (msh: Segment, application: number, facility: number): Application => ({
  name: msh.joined(application, 3),
  facility: msh.joined(facility, 3),
  eui64: eui64Of(msh.component(application, 2)),
})

const same = (one: Application, two: Application | null): boolean =>
  two !== null && one.name === two.name && one.facility === two.facility

function charsets(msh: Segment): string | null {
  const sets = Array.from({ length: msh.repetitions(18, 3) }, (_, i) => msh.component(18, 1, i))
  const named = sets.filter((set) => /^[A-Z0-9][A-Z0-9 /._-]{1,24}$/i.test(set))
  return named.length === 0 ? null : named.join(',')
}

/** An entity identifier of a profile: words, numbers and an object identifier. */
const profileOf = (text: string): string | null => (/^[\w .:^/&-]{1,120}$/.test(text) ? text : null)

/** The first software segment is of the system that sends, further ones of those the message passed before. */
export function reportSoftware(sft: Segment, index: number, side: StreamSide, to: StreamReport): void {
  const parts = [sft.component(1, 1), sft.component(2, 1), sft.component(3, 1), sft.component(4, 1)]
  if (parts.every((part) => part === '')) return
  to.observe(side, index === 0 ? 'hl7.software' : 'hl7.further-software', parts.join('|'), index === 0)
}
