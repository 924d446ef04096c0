/** What is told of one capture when it has been read: the summary of documents, and faults in words. */
import type { CaptureSummary } from '../model/facts.ts'
import type { CaptureFault } from '../wire/capture/frame.ts'
import { linkTypeName } from '../wire/capture/link-types.ts'
import { figure, type Tally } from '../wire/capture/tally.ts'

/** A fault as a sentence without the file's name: what, where, what to do. */
export function faultText({ kind, offset, because }: CaptureFault): string {
  switch (kind) {
    case 'not-a-capture':
      return `not a capture: ${because}; pcap and pcapng are read, plain or gzipped`
    case 'cut-short':
      return `cut short at byte ${figure(offset)}: ${because}`
    case 'corrupt':
      return `damaged at byte ${figure(offset)}: ${because}`
    case 'unreadable':
      return `cannot be read${offset > 0 ? ` from byte ${figure(offset)} on` : ''}: ${because}`
    default:
      return kind satisfies never
  }
}

/**
 * The summary of a capture. A fault is `because` when packets were read all the same, and `error` too when none was.
 * `truncated` counts packets cut by the snap length. `malformed` is for others to add.
 */
export function summarise(
  file: string,
  tally: Tally,
  sourceFault: CaptureFault | null = null,
): CaptureSummary {
  const fault = sourceFault ?? tally.fault
  const because = fault && faultText(fault) + aftermath(tally, fault)
  return {
    file,
    packets: tally.packets,
    bytes: tally.bytes,
    first: Number.isFinite(tally.earliest) ? tally.earliest : null,
    last: Number.isFinite(tally.latest) ? tally.latest : null,
    linkTypes: [...tally.linkTypes].sort((a, b) => a - b).map(linkTypeName),
    malformed: 0,
    truncated: tally.truncated,
    because,
    error: tally.packets === 0 ? because : null,
    ...(tally.simulated ? { simulated: true } : {}),
  }
}

/** The summary of an input that was not opened. */
export const unusedSummary = (file: string, error: string): CaptureSummary => ({
  file,
  packets: 0,
  bytes: 0,
  first: null,
  last: null,
  linkTypes: [],
  malformed: 0,
  truncated: 0,
  because: error,
  error,
})

function aftermath({ faults, skipped, abandoned, fault: own }: Tally, fault: CaptureFault): string {
  if (fault !== own) return ''
  const told = [
    skipped > 0 && `${figure(skipped)} bytes passed over`,
    faults > 1 && `${figure(faults - 1)} more ${faults === 2 ? 'fault' : 'faults'}`,
    abandoned && 'the rest is not used',
  ]
  return told.map((part) => (part === false ? '' : `; ${part}`)).join('')
}
