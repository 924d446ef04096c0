/** One record of a capture, as the file holds it: link-layer bytes with time and link type. Reused from frame to frame. */
export class Frame {
  /** The buffer the frame lies in; valid until the next frame is asked for. */
  bytes: Uint8Array = new Uint8Array(0)
  /** First byte of the frame in `bytes`. */
  start = 0
  /** One past its last captured byte. */
  end = 0
  /** Length on the wire, bytes; more than `end - start` when the capture cut it. */
  originalLength = 0
  /** Seconds since 1970-01-01 UTC. */
  time = 0
  /** LINKTYPE_ value of the tcpdump.org registry. */
  linkType = 0
  /** Index of the capture interface within its section; 0 where the format knows only one. */
  interface = 0
  /** Which capture (index), for whoever reads several; a parser leaves it alone. */
  file = 0
  /** 1-based number of the packet in its file. */
  number = 0
}

/** What asking for the next frame gave: one, none before more bytes come, none ever again. */
export type Step = 'frame' | 'more' | 'end'

/** A name that a capture file itself carries for an address (pcapng name resolution block). */
export interface NameRecord {
  readonly address: string
  readonly name: string
}

/** Why a file could be read no further (or not at all): what, and at which byte of the uncompressed capture. */
export interface CaptureFault {
  readonly kind: 'not-a-capture' | 'cut-short' | 'corrupt' | 'unreadable'
  readonly offset: number
  readonly because: string
}
