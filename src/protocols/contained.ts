/**
 * The boundary around dissectors: a fault in one (our own mistake) costs what it was reading and is counted as
 * `<protocol>.fault`; the run goes on. Dissectors themselves are written and fuzzed never to get here.
 */
import type { Protocol, StreamReport, StreamSession } from './protocol.ts'

export function contained(protocol: Protocol): Protocol {
  const { name, frame, datagram, stream, handshake } = protocol
  const fault = `${name}.fault`
  return {
    ...protocol,
    ...(frame && {
      frame: {
        ...frame,
        observe: (payload, to) =>
          tried(
            () => frame.observe(payload, to),
            () => to.oddity(fault),
          ),
      },
    }),
    ...(datagram && {
      datagram: {
        ...datagram,
        probe(payload, to) {
          try {
            return datagram.probe(payload, to)
          } catch {
            to.oddity(fault)
            return false
          }
        },
        observe: (payload, to) =>
          tried(
            () => datagram.observe(payload, to),
            () => to.oddity(fault),
          ),
      },
    }),
    ...(stream && {
      stream: {
        probe(head) {
          try {
            return stream.probe(head)
          } catch {
            return 'no'
          }
        },
        start: (to) =>
          new ContainedSession(
            started(() => stream.start(to)),
            to,
            fault,
          ),
      },
    }),
    ...(handshake && {
      handshake: {
        observe: (ip, tcp, to, isnStep) =>
          tried(
            () => handshake.observe(ip, tcp, to, isnStep),
            () => to.oddity(fault),
          ),
      },
    }),
  }
}

/** A session that could not begin fails at its first byte, where it is counted. */
function started(start: () => StreamSession): StreamSession {
  try {
    return start()
  } catch (error) {
    return {
      data: () => {
        throw error
      },
    }
  }
}

class ContainedSession implements StreamSession {
  private readonly session: StreamSession
  private readonly to: StreamReport
  private readonly fault: string

  constructor(session: StreamSession, to: StreamReport, fault: string) {
    this.session = session
    this.to = to
    this.fault = fault
  }

  data(side: 'client' | 'server', bytes: Uint8Array): number {
    try {
      return this.session.data(side, bytes)
    } catch {
      this.giveUp()
      return bytes.length
    }
  }

  gap(side: 'client' | 'server'): void {
    const { session } = this
    // Without a word on gaps a dissector cannot go on behind one.
    if (session.gap === undefined) this.to.done()
    else
      tried(
        () => session.gap?.(side),
        () => this.giveUp(),
      )
  }

  end(): void {
    tried(
      () => this.session.end?.(),
      () => this.giveUp(),
    )
  }

  private giveUp(): void {
    this.to.oddity(this.fault)
    this.to.done()
  }
}

function tried(work: () => void, failed: () => void): void {
  try {
    work()
  } catch {
    failed()
  }
}
