/** Services: what a device listens for, and what a client must know of it to talk with it. */
import type { Persona } from './persona.ts'

/** A service that a unit offers; `traits` are what its answers depend on (banner, AE title, pages ...). */
export interface Service<T = unknown> {
  /** Which kind of service; clients look it up by this. */
  readonly kind: ServiceKind<T>
  readonly port: number
  readonly traits: T
  /** Weaknesses of this service itself, beside those of the persona's `wire`. */
  readonly weak: readonly string[]
}

export interface ServiceKind<T> {
  /** The protocol's name as inspections tell it: `http`, `dicom-tls`. */
  readonly protocol: string
  readonly transport: 'tcp' | 'udp'
  /** The usual port. */
  readonly port: number
  /** What both sides tell of themselves by speaking it, whatever product they are. */
  readonly wire: Persona['wire']
  offer(
    traits: T,
    options?: { readonly port?: number; readonly weak?: Persona['wire'][string]['weak'] },
  ): Service<T>
}

/** Declares a kind of service: one constant, shared by those who offer it and those who ask for it. */
export function serviceKind<T>(
  protocol: string,
  transport: 'tcp' | 'udp',
  port: number,
  wire: Persona['wire'] = {},
): ServiceKind<T> {
  const kind: ServiceKind<T> = {
    protocol,
    transport,
    port,
    wire,
    offer: (traits, options) => ({
      kind,
      port: options?.port ?? port,
      traits,
      weak: options?.weak ?? [],
    }),
  }
  return kind
}
