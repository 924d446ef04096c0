/**
 * QUIC version 1 (RFC 9000, 9001): both sides' first packets, protected with the keys that everybody can derive, and
 * packets of a size after it. UDP 443.
 */
import { createCipheriv, createHmac } from 'node:crypto'
import { bytes, counted8, counted16, type Entropy, u16, u32, zeros } from './bytes.ts'
import * as x from './tls/extensions.ts'
import { handshake as handshakeMessage } from './tls/record.ts'

/** RFC 9001 section 5.2. */
const SALT = Uint8Array.from(Buffer.from('38762cf7f55934b34d179ae6a4c80cadccbb7f0a', 'hex'))
/** A client's first datagram is at least this long (RFC 9000 section 14.1). */
const DATAGRAM = 1200
const TAG = 16

/** HKDF-Expand-Label of TLS 1.3 (RFC 8446 section 7.1) with no context; one block is enough here. */
function expandLabel(secret: Uint8Array, label: string, size: number): Uint8Array {
  const info = bytes(u16(size), counted8(`tls13 ${label}`), 0, 1)
  return new Uint8Array(createHmac('sha256', secret).update(info).digest().subarray(0, size))
}

/** The client's first datagram: a ClientHello for `host`, padded. `destination` is eight bytes of its choice. */
export function initial(host: string, destination: Uint8Array, random: Entropy): Uint8Array {
  const head = bytes(0xc0, u32(1), counted8(destination), 0, 0)
  const frames = crypto(hello(host, random))
  const room = DATAGRAM - head.length - 2 - 1 - TAG
  return protect('client in', destination, head, bytes(frames, zeros(Math.max(0, room - frames.length))))
}

/** The server's: its ServerHello under the same keys, and what it says next, of which only the size is seen. */
export function initialAnswer(destination: Uint8Array, source: Uint8Array, random: Entropy): Uint8Array {
  const head = bytes(0xc0, u32(1), 0, counted8(source), 0)
  const acknowledged = bytes(2, 0, 0, 0, 0)
  const extensions = bytes(x.selectedVersion('1.3'), x.keyShare(29, random(32)))
  const chosen = handshakeMessage(2, u16(0x0303), random(32), 0, u16(0x1301), 0, counted16(extensions))
  const first = protect('server in', destination, head, bytes(acknowledged, crypto(chosen)))
  const rest = DATAGRAM - first.length - 17
  return bytes(
    first,
    0xe0 | (random(1)[0]! & 0x0f),
    u32(1),
    0,
    counted8(source),
    u16(0x4000 | rest),
    random(rest),
  )
}

/** AES-128-GCM with packet number 0 in one byte, then the protection of the header (RFC 9001 sections 5.3 and 5.4). */
function protect(label: string, destination: Uint8Array, start: Uint8Array, frames: Uint8Array): Uint8Array {
  const head = bytes(start, u16(0x4000 | (frames.length + 1 + TAG)), 0)
  const secret = createHmac('sha256', SALT).update(destination).digest()
  const side = expandLabel(secret, label, 32)
  const cipher = createCipheriv(
    'aes-128-gcm',
    expandLabel(side, 'quic key', 16),
    expandLabel(side, 'quic iv', 12),
  )
  cipher.setAAD(head)
  const sealed = bytes(cipher.update(frames), cipher.final(), cipher.getAuthTag())
  const mask = createCipheriv('aes-128-ecb', expandLabel(side, 'quic hp', 16), null).update(
    sealed.slice(3, 19),
  )
  head[0]! ^= mask[0]! & 0x0f
  head[head.length - 1]! ^= mask[1]!
  return bytes(head, sealed)
}

/** A CRYPTO frame at offset 0, its length in two bytes. */
const crypto = (body: Uint8Array): Uint8Array => bytes(6, 0, u16(0x4000 | body.length), body)

/** A ClientHello as browsers send it over QUIC: TLS 1.3 alone, `h3`, transport parameters. */
function hello(host: string, random: Entropy): Uint8Array {
  const extensions = bytes(
    x.serverName(host),
    x.groups([29, 23, 24]),
    x.signatureAlgorithms([0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601]),
    x.alpn(['h3']),
    x.supportedVersions(['1.3']),
    x.pskModes(),
    x.keyShares([[29, random(32)]]),
    // max_idle_timeout 30 s, initial_max_data 1 MiB, initial_source_connection_id empty (RFC 9000 section 18.2).
    x.extension(0x39, 1, 4, u32(0x80007530), 4, 4, u32(0x80100000), 15, 0),
  )
  return handshakeMessage(
    1,
    u16(0x0303),
    random(32),
    0,
    counted16(u16(0x1301), u16(0x1302), u16(0x1303)),
    1,
    0,
    counted16(extensions),
  )
}

/** A packet after the handshake: short header to the receiver's identifier, all else protected. */
export const packet = (destination: Uint8Array, size: number, random: Entropy): Uint8Array =>
  bytes(0x40 | (random(1)[0]! & 0x3f), destination, random(Math.max(size - 1 - destination.length, 21)))
