/** Operating systems as feeds name them in fields for platforms and in CPE target software. */
import type { Condition } from '../statement.ts'
import { unstated } from '../versions/constraint.ts'
import { entryOf } from './json.ts'

const SYSTEMS: Readonly<Record<string, string>> = {
  windows: 'Windows',
  'microsoft windows': 'Windows',
  win32: 'Windows',
  linux: 'Linux',
  'linux kernel': 'Linux',
  linux_kernel: 'Linux',
  macos: 'macOS',
  mac: 'macOS',
  mac_os: 'macOS',
  'mac os x': 'macOS',
  mac_os_x: 'macOS',
  'os x': 'macOS',
  android: 'Android',
  ios: 'iOS',
  iphone_os: 'iOS',
  ipados: 'iPadOS',
  vxworks: 'VxWorks',
  qnx: 'QNX',
}

/** `null` for what is no operating system (a processor, a framework). */
function osName(platform: string): string | null {
  return entryOf(SYSTEMS, platform.trim().toLowerCase()) ?? null
}

/** General systems that run on machines of any maker, by their CPE vendor. */
const VENDORS: ReadonlySet<string> = new Set([
  'canonical',
  'centos',
  'debian',
  'fedoraproject',
  'freebsd',
  'netbsd',
  'openbsd',
  'opensuse',
  'redhat',
  'suse',
])

/** The system that a CPE names, as devices tell it; `null` for what runs on one maker's machines only. */
export function systemOf(vendor: string, name: string): string | null {
  const known = osName(name)
  if (known !== null) return known
  return VENDORS.has(vendor) || (vendor === 'microsoft' && /^windows\b/i.test(name)) ? name : null
}

/**
 * The condition that several platforms make together: one of them must hold, so only a single system confines the
 * statement; a list of several is left to the reader. `assumed`: only a device that is known to run another is left out.
 */
export function osConditions(platforms: readonly string[], assumed = false): readonly Condition[] {
  if (platforms.length > 4) return []
  const names = new Set(platforms.map(osName))
  const [name] = names
  if (names.size !== 1 || !name) return []
  return [{ kind: 'os', name, constraint: unstated(), ...(assumed ? { assumed } : {}) }]
}
