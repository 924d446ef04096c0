/**
 * Looks for what the truth of a simulated run claims to have been shown: the value itself, in the octets of the
 * conversations by which it is said to have been told. Shares nothing with the dissectors.
 */
import type { TrueAsset, TruthDocument } from '../src/simulator/truth.ts'
import { framesOf, type SimulatedFrame } from './simulated-frames.ts'

/** One attribute of one device, by one protocol. */
export interface Claim {
  readonly asset: TrueAsset
  readonly attribute: string
  readonly value: string
  /** Null: nothing is claimed, so it should be nowhere. */
  readonly protocol: string | null
}

/** Attributes whose value stands on the wire; type, vendor and the name of a system are concluded from other signals. */
const LITERAL = ['model', 'version', 'serial', 'hostname', 'os.version', 'os.build']
/** Shorter values stand anywhere by chance. */
const TELLING = 6
/** What a device says there by the same word as its host name is a name of another kind: a station, an application. */
const OTHER_NAMES = ['dicom', 'hl7']
/** Octets of a stream that are kept, so that a value across two segments is found. */
const KEPT = 96

export function claimsOf(truth: TruthDocument): { shown: Claim[]; unshown: Claim[] } {
  const shown: Claim[] = []
  const unshown: Claim[] = []
  for (const asset of truth.assets.filter((one) => one.firstSeen !== null))
    for (const attribute of LITERAL) {
      const value = literalOf(asset, attribute)
      const by = asset.shown[attribute] ?? []
      if (value === null) continue
      for (const protocol of by) shown.push({ asset, attribute, value, protocol })
      if (by.length === 0 && value.length >= TELLING && !partOfAnother(asset, attribute, value))
        unshown.push({ asset, attribute, value, protocol: null })
    }
  return { shown, unshown }
}

/** A printer's host name holds its serial number, a television's is its maker's, a server's its product's. */
const partOfAnother = (asset: TrueAsset, attribute: string, value: string): boolean =>
  `${asset.vendor} ${asset.product}`.toLowerCase().includes(value.toLowerCase()) ||
  (attribute !== 'hostname' && asset.hostnames[0]?.includes(value) === true)

export function literalOf(asset: TrueAsset, attribute: string): string | null {
  switch (attribute) {
    case 'model':
    case 'version':
    case 'serial':
      return asset[attribute]
    case 'hostname':
      return asset.hostnames[0] ?? null
    case 'os.version':
      return asset.os.version
    default:
      return asset.os.build
  }
}

/** Which claims were met by at least one packet. */
export function foundOnTheWire(file: Uint8Array, truth: TruthDocument, claims: readonly Claim[]): Set<Claim> {
  const places = new Places(truth)
  const open = new Map<string, { claim: Claim; needles: Bytes[] }[]>()
  for (const claim of claims) {
    const carrier = claim.asset.behind ?? claim.asset.id
    open.set(carrier, [...(open.get(carrier) ?? []), { claim, needles: needlesOf(claim) }])
  }
  const found = new Set<Claim>()
  const tails = new Map<string, Bytes>()
  for (const frame of framesOf(file)) {
    const seen = places.packet(frame)
    const bytes = lower(join(tails, seen.stream, seen.payload))
    for (const id of seen.assets) {
      const left = open.get(id)
      if (left === undefined) continue
      const kept = left.filter(({ claim, needles }) => {
        if (!fits(claim, seen, id) || !needles.some((needle) => bytes.includes(needle))) return true
        found.add(claim)
        return false
      })
      if (kept.length < left.length) open.set(id, kept)
    }
  }
  return found
}

/** What is claimed may be told by either end, what is not is looked for in what the device says itself. */
function fits({ attribute, protocol }: Claim, seen: Seen, id: string): boolean {
  if (protocol !== null) return seen.protocols.has(protocol) || seen.protocols.size === 0
  if (attribute === 'hostname' && OTHER_NAMES.some((name) => seen.protocols.has(name))) return false
  return seen.sender === id
}

/** The last octets of the segment before, and this one. */
function join(tails: Map<string, Bytes>, stream: string | null, payload: Bytes): Bytes {
  if (stream === null) return payload
  const tail = tails.get(stream)
  const whole = tail === undefined ? payload : Buffer.concat([tail, payload])
  tails.set(stream, whole.subarray(-KEPT))
  return whole
}

/** Letters of ASCII in lower case, every other octet as it is. */
function lower(bytes: Buffer): Bytes {
  const out = Buffer.from(bytes)
  for (let i = 0; i < out.length; i++) if (out[i]! >= 65 && out[i]! <= 90) out[i]! += 32
  return out
}

/** How a value may stand on the wire: as text of one or two octets a letter, as a NetBIOS name, as the numbers in it. */
function needlesOf({ attribute, value, protocol }: Claim): Bytes[] {
  const text = value.toLowerCase()
  const needles: Bytes[] = [Buffer.from(text), Buffer.from(text, 'utf16le')]
  if (attribute === 'hostname') needles.push(lower(netbios(text)))
  if (attribute === 'os.build') {
    const [major = 0, minor = 0, build = 0] = text.split('.').map(Number)
    // The VERSION structure of NTLMSSP (MS-NLMP 2.2.2.10); SMB1 says the build in words.
    needles.push(lower(Buffer.of(major, minor, build & 255, build >> 8, 0, 0, 0, 15)))
    if (protocol !== null) needles.push(Buffer.from(String(build), 'utf16le'), Buffer.from(String(build)))
  }
  // Module identification of an S7 controller: a V and a number an octet (SZL 0x11, index 7).
  if (protocol === 's7comm' && attribute === 'version')
    needles.push(lower(Buffer.from([0x56, ...text.slice(1).split('.').map(Number)])))
  return needles
}

/** First-level encoding (RFC 1001 section 14.1), of the name without its padding. */
function netbios(text: string): Buffer {
  const nibbles = [...text.toUpperCase()].flatMap((c) => [c.charCodeAt(0) >> 4, c.charCodeAt(0) & 15])
  return Buffer.from(nibbles.map((n) => 0x41 + n))
}

type Bytes = Buffer<ArrayBufferLike>

interface Seen {
  readonly sender: string | undefined
  /** Those at its ends, as far as they are known. */
  readonly assets: readonly string[]
  /** Of the conversation; none where it is a frame to everybody. */
  readonly protocols: ReadonlySet<string>
  /** TCP: which way of which connection. */
  readonly stream: string | null
  readonly payload: Bytes
}

const NONE: ReadonlySet<string> = new Set()

/** Who is where in a run. */
class Places {
  readonly #macs = new Map<string, string>()
  readonly #ips = new Map<string, string>()
  readonly #protocols = new Map<string, Set<string>>()
  readonly #taps: ReadonlyMap<string, number>

  constructor(truth: TruthDocument) {
    this.#taps = new Map(
      [...new Set(truth.assets.map(({ place }) => place.site))].map((site, i) => [site, i]),
    )
    for (const asset of truth.assets) {
      for (const mac of asset.macs) this.#macs.set(mac, asset.id)
      for (const { address } of asset.ips)
        this.#ips.set(`${this.#taps.get(asset.place.site)} ${address}`, asset.id)
    }
    for (const one of truth.conversations as Conversation[]) {
      const key = `${one.clientAsset} ${one.serverAsset} ${one.transport} ${one.port}`
      this.#protocols.set(key, (this.#protocols.get(key) ?? new Set()).add(one.protocol))
    }
  }

  packet({ tap, bytes }: SimulatedFrame): Seen {
    const frame = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const at = frame.readUInt16BE(12) === 0x8100 ? 18 : 14
    const sender = this.#macs.get(frame.toString('hex', 6, 12).replace(/..(?!$)/g, '$&:'))
    const alone = { sender, assets: sender === undefined ? [] : [sender], protocols: NONE, stream: null }
    if (frame.readUInt16BE(at - 2) !== 0x0800) return { ...alone, payload: frame.subarray(at) }
    const transport = frame[at + 9] === 6 ? 'tcp' : 'udp'
    const l4 = at + (frame[at]! & 15) * 4
    const end = at + frame.readUInt16BE(at + 2)
    const payload = frame.subarray(transport === 'tcp' ? l4 + (frame[l4 + 12]! >> 4) * 4 : l4 + 8, end)
    const [from, to] = [address(frame, at + 12), address(frame, at + 16)]
    const [fromPort, toPort] = [frame.readUInt16BE(l4), frame.readUInt16BE(l4 + 2)]
    const source = this.#ips.get(`${tap} ${from}`) ?? sender
    const target = this.#ips.get(`${tap} ${to}`)
    if (source === undefined || target === undefined)
      return { ...alone, sender: source, assets: [source, target].filter((id) => id !== undefined), payload }
    const protocols =
      this.#protocols.get(`${source} ${target} ${transport} ${toPort}`) ??
      this.#protocols.get(`${target} ${source} ${transport} ${fromPort}`) ??
      NONE
    const stream = transport === 'tcp' ? `${tap} ${from} ${fromPort} ${to} ${toPort}` : null
    return { sender: source, assets: [source, target], protocols, stream, payload }
  }
}

interface Conversation {
  readonly clientAsset: string
  readonly serverAsset: string
  readonly transport: string
  readonly port: number
  readonly protocol: string
}

const address = (frame: Buffer, at: number): string => [...frame.subarray(at, at + 4)].join('.')
