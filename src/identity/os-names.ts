/**
 * Which name of an operating system says more than another: `Windows 10` than `Windows`, `Windows XP` than
 * `Windows XP / Server 2003`, `Windows Server 2022` than `Windows 10 or later`, `Ubuntu` than `Linux`.
 */

/**
 * Does `fine` say at least what `coarse` says? Every alternative of `fine` must be one that `coarse` allows. Every
 * name refines itself.
 */
export function refines(fine: string, coarse: string): boolean {
  const allowed = alternatives(coarse)
  return alternatives(fine).every((one) => allowed.some((other) => within(one, other)))
}

/** May both be true of one host? `Windows 7 / Vista` and `Windows 7 / Server 2008 R2`: a Windows 7. */
export function compatible(one: string, other: string): boolean {
  const others = alternatives(other)
  return alternatives(one).some((a) => others.some((b) => within(a, b) || within(b, a)))
}

interface Alternative {
  /** Lower case, without "or later". */
  readonly name: string
  readonly orLater: boolean
}

/** `Windows 7 / Server 2008 R2` -> `windows 7`, `windows server 2008 r2`. */
function alternatives(text: string): readonly Alternative[] {
  const parts = text.toLowerCase().split(' / ')
  const windows = parts[0]!.startsWith('windows')
  return parts.map((part) => {
    const name = part.replace(/ or later$/, '')
    return {
      name: windows && !name.startsWith('windows') ? `windows ${name}` : name,
      orLater: name !== part,
    }
  })
}

function within(one: Alternative, other: Alternative): boolean {
  if (one.name === other.name) return other.orLater || !one.orLater
  if (other.orLater) {
    const [released, least] = [yearOfWindows(one.name), yearOfWindows(other.name)]
    return released !== null && least !== null && released >= least
  }
  return one.name.startsWith(`${other.name} `) || kindsOf(one.name).includes(other.name)
}

// --- Windows by year ----------------------------------------------------------------------------------------------

/** Year of release: Microsoft's lifecycle pages. A server whose name is a year came in that year or the next. */
const YEARS: readonly (readonly [RegExp, number])[] = [
  [/^windows (?:server )?2012 r2\b|^windows 8\.1\b/, 2013],
  [/^windows (?:server )?2008 r2\b|^windows 7\b/, 2009],
  [/^windows 8\b/, 2012],
  [/^windows vista\b/, 2006],
  [/^windows xp\b/, 2001],
  [/^windows 2000\b/, 1999],
  [/^windows nt 4/, 1996],
  [/^windows 10\b/, 2015],
  [/^windows 11\b/, 2021],
]

function yearOfWindows(name: string): number | null {
  const known = YEARS.find(([pattern]) => pattern.test(name))
  if (known !== undefined) return known[1]
  const year = /^windows server (\d{4})\b/.exec(name)?.[1]
  return year === undefined ? null : Number(year)
}

// --- what is built on what ----------------------------------------------------------------------------------------

/** Systems on a Linux kernel that go by a name of their own. */
const ON_LINUX =
  /^(?:android|fire os|alpine|amazon linux|centos|chrome os|debian|dsm|esos|fedora|kali|kubuntu|linux mint|lede|manjaro|openwrt|opensuse|oracle linux|pop!?_os|qts|raspberry pi os|red hat|rocky linux|routeros|suse|tizen|ubuntu|unifi os|webos|yocto|fortios|pan-os|cumulus|arista eos)\b/
const ON_BSD = /^(?:freebsd|netbsd|openbsd|pfsense|opnsense|truenas|junos|data ontap)\b/
const ON_UNIX = /^(?:linux|macos|ios|solaris|sunos|aix|hp-ux|irix|bsd|qnx)\b/

function kindsOf(name: string): readonly string[] {
  if (ON_LINUX.test(name)) return ['linux', 'unix']
  if (ON_BSD.test(name)) return ['bsd', 'unix']
  return ON_UNIX.test(name) ? ['unix'] : []
}
