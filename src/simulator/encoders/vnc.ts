/** VNC, the remote framebuffer protocol (RFC 6143): TCP 5900. */
import { bytes, counted8, counted32, type Entropy, u16, u32, zeros } from './bytes.ts'

/** Both sides say it. */
export const version = (version: '003.003' | '003.007' | '003.008' = '003.008'): Uint8Array =>
  bytes(`RFB ${version}\n`)
/** Kinds of security a server offers: 1 none, 2 VNC's own, 19 VeNCrypt; and the client's choice. */
export const security = (kinds: readonly number[]): Uint8Array => counted8(...kinds)
export const choice = (kind: number): Uint8Array => Uint8Array.of(kind)
/** Under VNC's own the client encrypts sixteen bytes. */
export const challenge = (random: Entropy): Uint8Array => random(16)
export const result = (ok: boolean): Uint8Array => u32(ok ? 0 : 1)
/** Asks for a shared desktop, and the server tells its size and name. */
export const clientInit = (): Uint8Array => Uint8Array.of(1)
export const serverInit = (width: number, height: number, name: string): Uint8Array =>
  bytes(
    u16(width),
    u16(height),
    32,
    24,
    0,
    1,
    u16(255),
    u16(255),
    u16(255),
    16,
    8,
    0,
    zeros(3),
    counted32(name),
  )
