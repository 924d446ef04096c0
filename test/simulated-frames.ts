/** Reads a simulated capture for tests: frames of a pcapng file, and the TCP segments in them. */

export interface SimulatedFrame {
  /** Microseconds since 1970. */
  readonly time: number
  readonly tap: number
  readonly bytes: Uint8Array
}

export function* framesOf(file: Uint8Array): Generator<SimulatedFrame> {
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  for (let at = 0; at < file.length; at += view.getUint32(at + 4, true)) {
    if (view.getUint32(at, true) !== 6) continue
    const time = view.getUint32(at + 12, true) * 2 ** 32 + view.getUint32(at + 16, true)
    const length = view.getUint32(at + 20, true)
    yield { time, tap: view.getUint32(at + 8, true), bytes: file.subarray(at + 28, at + 28 + length) }
  }
}

export interface Segment {
  readonly time: number
  /** Both ends, the client's side first where it is known. */
  readonly from: string
  readonly to: string
  readonly flags: number
  readonly sequence: number
  readonly acknowledged: number
  readonly length: number
}

/** The TCP segment in a frame, if there is one. */
export function segmentOf({ time, bytes }: SimulatedFrame): Segment | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const tagged = view.getUint16(12) === 0x8100
  const ip = tagged ? 18 : 14
  if (view.getUint16(ip - 2) !== 0x0800 || bytes[ip + 9] !== 6) return null
  const tcp = ip + (bytes[ip]! & 15) * 4
  const address = (at: number, port: number) =>
    `${[...bytes.subarray(at, at + 4)].join('.')}:${view.getUint16(port)}`
  return {
    time,
    from: address(ip + 12, tcp),
    to: address(ip + 16, tcp + 2),
    flags: bytes[tcp + 13]!,
    sequence: view.getUint32(tcp + 4),
    acknowledged: view.getUint32(tcp + 8),
    length: view.getUint16(ip + 2) - (tcp - ip) - (bytes[tcp + 12]! >> 4) * 4,
  }
}

/** All chunks of a run as one file. */
export function wholeOf(simulation: {
  chunks(): Iterable<Uint8Array>
  readonly world: { readonly out: { reuse(chunk: Uint8Array): void } }
}): Uint8Array {
  const parts: Uint8Array[] = []
  for (const chunk of simulation.chunks()) {
    parts.push(chunk.slice())
    simulation.world.out.reuse(chunk)
  }
  return new Uint8Array(Buffer.concat(parts))
}
