/**
 * How the network stacks of operating systems show themselves: initial TTL, the SYN's window and options, whether
 * segments carry timestamps, how IP identifications run. Shapes as published by passive fingerprinting data (Satori,
 * p0f); of the embedded stacks from their vendors' default settings.
 */

export interface Stack {
  readonly ttl: number
  /** Of the SYN. */
  readonly window: number
  /** In units of the scale, of later segments. */
  readonly laterWindow: number
  /** Order of the SYN's options: M mss, N nop, S sack permitted, T timestamp, W scale, E end. */
  readonly options: string
  readonly scale: number
  readonly mss: number
  readonly identification: 'counter' | 'random' | 'zero'
  /** Seconds until data that is not answered is acknowledged by itself. */
  readonly delayedAck: number
  /** First port of the range from which clients draw; low ranges of old stacks are left out, as decoders take some for services. */
  readonly firstPort: number
}

const BASE: Stack = {
  ttl: 64,
  window: 64240,
  laterWindow: 502,
  options: 'MSTNW',
  scale: 7,
  mss: 1460,
  identification: 'counter',
  delayedAck: 0.04,
  firstPort: 32768,
}
const WINDOWS: Stack = {
  ...BASE,
  ttl: 128,
  options: 'MNWNNS',
  scale: 8,
  laterWindow: 1026,
  delayedAck: 0.2,
  firstPort: 49152,
}

export const stacks = {
  'windows-10': WINDOWS,
  'windows-11': { ...WINDOWS, window: 65535 },
  'windows-7': { ...WINDOWS, window: 8192, laterWindow: 256 },
  'windows-xp': {
    ...WINDOWS,
    window: 65535,
    laterWindow: 65535,
    options: 'MNNS',
    scale: 0,
    firstPort: 33000,
  },
  'windows-ce': { ...WINDOWS, window: 32768, laterWindow: 32768, options: 'M', scale: 0, firstPort: 33000 },
  'linux-5': BASE,
  'linux-4': { ...BASE, window: 29200, laterWindow: 229 },
  'linux-3': { ...BASE, window: 14600, laterWindow: 115 },
  'linux-2.6': { ...BASE, window: 5840, laterWindow: 46 },
  android: { ...BASE, window: 65535, scale: 9, laterWindow: 172 },
  apple: { ...BASE, window: 65535, options: 'MNWNNTSE', scale: 6, laterWindow: 2058, firstPort: 49152 },
  freebsd: { ...BASE, window: 65535, options: 'MNWST', scale: 6, laterWindow: 1026, firstPort: 49152 },
  vxworks: {
    ...BASE,
    window: 8192,
    laterWindow: 8192,
    options: 'MNW',
    scale: 0,
    delayedAck: 0.2,
    firstPort: 33000,
  },
  qnx: { ...BASE, window: 16384, laterWindow: 16384, options: 'MNWNNT', scale: 0, firstPort: 49152 },
  lwip: { ...BASE, ttl: 255, window: 5840, laterWindow: 5840, options: 'M', scale: 0, firstPort: 49153 },
  nucleus: { ...BASE, window: 16000, laterWindow: 16000, options: 'M', scale: 0, firstPort: 33000 },
  threadx: { ...BASE, ttl: 128, window: 8192, laterWindow: 8192, options: 'M', scale: 0, firstPort: 33000 },
  mqx: { ...BASE, window: 4380, laterWindow: 4380, options: 'M', scale: 0, firstPort: 33000 },
  treck: { ...BASE, window: 8192, laterWindow: 8192, options: 'M', scale: 0, firstPort: 33000 },
  netos: { ...BASE, window: 16384, laterWindow: 16384, options: 'M', scale: 0, firstPort: 33000 },
  'cisco-ios': {
    ...BASE,
    ttl: 255,
    window: 4128,
    laterWindow: 4128,
    options: 'M',
    scale: 0,
    firstPort: 33000,
  },
} satisfies Record<string, Stack>

export type StackName = keyof typeof stacks

/** The options of a SYN, or of the answer to one that offered `offered`; `stamp` is the own timestamp. */
export function synOptions(stack: Stack, offered: Stack | null, stamp: number, echo: number): Uint8Array {
  const letters = offered === null ? stack.options : answerOptions(stack, offered)
  const out: number[] = []
  for (const letter of letters) {
    if (letter === 'M') out.push(2, 4, stack.mss >> 8, stack.mss & 255)
    else if (letter === 'S') out.push(4, 2)
    else if (letter === 'W') out.push(3, 3, stack.scale)
    else if (letter === 'T') out.push(8, 10, ...word(stamp), ...word(echo))
    else out.push(letter === 'N' ? 1 : 0)
  }
  while (out.length % 4 !== 0) out.push(0)
  return Uint8Array.from(out)
}

/** Both speak of timestamps (RFC 7323 section 1.3). */
export const bothStamp = (a: Stack, b: Stack): boolean => a.options.includes('T') && b.options.includes('T')

/** Windows are scaled only where both offer it (RFC 7323 section 2.2). */
export const bothScale = (a: Stack, b: Stack): boolean => a.options.includes('W') && b.options.includes('W')

/** What the client did not offer is not answered; what then is left is padded by no-operations in front. */
function answerOptions(stack: Stack, offered: Stack): string {
  const kept = [...stack.options].filter((l) => 'MSTW'.includes(l) && offered.options.includes(l))
  const padded = kept.map((l) => (l === 'W' ? 'NW' : l === 'S' && !kept.includes('T') ? 'NNS' : l)).join('')
  return kept.includes('T') && !kept.includes('S') ? padded.replace('T', 'NNT') : padded
}

const word = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
