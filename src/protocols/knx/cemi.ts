/** Frames of the bus inside KNXnet/IP (cEMI, KNX standard 3/6/3): only what kind of command they are. */

/** L_Data.req and L_Data.ind; M_PropWrite.req. */
const DATA = [0x11, 0x29]
const PROPERTY_WRITE = 0xf6
const RESET = 0xf1

/** Application services (KNX standard 3/3/7) that change something, by their ten bits; `mask` are those that count. */
const COMMANDS: readonly { mask: number; code: number; name: string }[] = [
  { mask: 0x3c0, code: 0x080, name: 'group-value-write' },
  { mask: 0x3c0, code: 0x0c0, name: 'individual-address-write' },
  { mask: 0x3f0, code: 0x280, name: 'memory-write' },
  { mask: 0x3e0, code: 0x380, name: 'restart' },
  { mask: 0x3ff, code: 0x2c2, name: 'user-memory-write' },
  { mask: 0x3ff, code: 0x3d3, name: 'key-write' },
  { mask: 0x3ff, code: 0x3d7, name: 'property-value-write' },
]

/** The command that changes something in another device, or `null`. */
export function commandIn(frame: Uint8Array): string | null {
  if (frame[0] === PROPERTY_WRITE) return 'property-write'
  if (frame[0] === RESET) return 'reset'
  if (!DATA.includes(frame[0]!)) return null
  // Additional information, two control octets, source, destination, length; then ten bits of the service.
  const at = 2 + (frame[1] ?? 0) + 2 + 4 + 1
  if (at + 1 >= frame.length) return null
  const service = ((frame[at]! & 3) << 8) | frame[at + 1]!
  return COMMANDS.find(({ mask, code }) => (service & mask) === code)?.name ?? null
}
