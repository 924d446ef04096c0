/** Operating systems as inventories write them: in short, by their distribution, in a device's name. */
import { remember } from '../../model/remember.ts'

const MAX_KEPT = 5_000 // names

/** "WinXP", "Win 8.1", "Win2K8 R2", "W10": Windows and its release, written out. */
export const systemName = remember(MAX_KEPT, (text) =>
  text
    .replace(/\bwin(?:dows)?[\s-]*(?=(?:xp|vista|ce|nt|me|server|embedded|iot)\b|2k|\d)/gi, 'Windows ')
    .replace(/^w(?=(?:7|8|8\.1|10|11|2k)\b|2k\d)/i, 'Windows ')
    .replace(/(?<=^Windows (?:Server )?)2k(\d{0,2})\b/i, (_, year: string) => `20${year.padStart(2, '0')}`),
)

/** Each runs a Linux kernel (distrowatch.com lists them as such). */
const LINUX =
  /\b(?:ubuntu|debian|red ?hat|rhel|centos|fedora|opensuse|suse|sles|alpine|yocto|raspbian|raspberry pi os|rocky|alma ?linux|openwrt|buildroot|gentoo|kali)\b/i

/** Words and numbers of a system's name, in small letters; with `linux` for its distributions. */
export function systemWords(text: string): readonly string[] {
  const words = systemName(text)
    .toLowerCase()
    .match(/[a-z]+|\d+(?:\.\d+)*/g)
  return [...(words ?? []), ...(LINUX.test(text) ? ['linux'] : [])]
}

const NAMED =
  /\b(?:windows\s+(?:(?:server|embedded)\s+)?(?:xp|vista|ce|nt|\d[\d.]*)\b|(?:android|ios|windows|linux|mac\s?os)\b)|(?<=\bfor\s+)mac\b/i
/** Electrocardiographs are called "MAC 5500", and addresses are MAC addresses. */
const MAC = /\bMac\b(?!\s?\d)/

/** The system that a device's name says: "Vista Workplace Windows XP-based", "Flow for iOS". */
export function systemIn(texts: readonly string[]): string | null {
  for (const text of texts) {
    const [named] = NAMED.exec(systemName(text)) ?? MAC.exec(text) ?? []
    if (named !== undefined) return /^mac$/i.test(named) ? 'macOS' : named
  }
  return null
}
