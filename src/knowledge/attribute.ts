/** The attributes of an asset that a fingerprint may speak of. */

/**
 * `role` is what the host does on the network (router, switch, dhcp-server ...). A `component` is software or
 * a module inside the device (OpenSSH, an embedded network module) whose version is not the device's own.
 */
export const ATTRIBUTES = [
  'type',
  'subtype',
  'family',
  'category',
  'vendor',
  'model',
  'product',
  'version',
  'serial',
  'udi',
  'os.name',
  'os.version',
  'os.build',
  'hostname',
  'role',
  'component.name',
  'component.version',
] as const
export type Attribute = (typeof ATTRIBUTES)[number]

/** What is said, attribute by attribute. */
export type Says = { readonly [A in Attribute]?: string }
