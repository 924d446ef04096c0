/** DHCP clients of operating systems: option 55 in order and option 60, as Satori and fingerbank list them. */
import type { DhcpClient } from '../../persona.ts'

/** Windows 10 1803 and later, 11, Server 2019 and later. */
export const WINDOWS_DHCP: DhcpClient = {
  kind: 'dhcp',
  parameters: [1, 3, 6, 15, 31, 33, 43, 44, 46, 47, 119, 121, 249, 252],
  vendorClass: 'MSFT 5.0',
  tellsFqdn: true,
  clientId: true,
}

export const WINDOWS_7_DHCP: DhcpClient = {
  ...WINDOWS_DHCP,
  parameters: [1, 15, 3, 6, 44, 46, 47, 31, 33, 121, 249, 43, 252],
}

export const WINDOWS_XP_DHCP: DhcpClient = {
  ...WINDOWS_DHCP,
  parameters: [1, 15, 3, 6, 44, 46, 47, 31, 33, 249, 43],
}

export const WINDOWS_CE_DHCP: DhcpClient = {
  kind: 'dhcp',
  parameters: [1, 3, 6, 15, 44, 46, 47],
  vendorClass: 'Microsoft Windows CE',
}

/** ISC dhclient of Debian's family. */
export const DHCLIENT: DhcpClient = { kind: 'dhcp', parameters: [1, 28, 2, 3, 15, 6, 12] }

/** BusyBox. */
export const udhcpc = (version: string): DhcpClient => ({
  kind: 'dhcp',
  parameters: [1, 3, 6, 12, 15, 28, 42],
  vendorClass: `udhcp ${version}`,
  clientId: true,
})

/** `system`: as in `Linux-4.14.98-v7+:armv7l:BCM2835`. */
export const dhcpcd = (version: string, system: string): DhcpClient => ({
  kind: 'dhcp',
  parameters: [1, 121, 33, 3, 6, 12, 15, 28, 42, 51, 54, 58, 59, 119],
  vendorClass: `dhcpcd-${version}:${system}`,
})

export const android = (release: string): DhcpClient => ({
  kind: 'dhcp',
  parameters: [
    1,
    3,
    6,
    15,
    26,
    28,
    51,
    58,
    59,
    43,
    ...(Number.parseInt(release, 10) > 10 ? [114] : []),
    ...(Number.parseInt(release, 10) > 11 ? [108] : []),
  ],
  vendorClass: `android-dhcp-${release}`,
  clientId: true,
})

/** Small stacks (Treck, NetX, Nucleus, lwIP) ask for little and say nothing of themselves. */
export const SMALL_DHCP: DhcpClient = { kind: 'dhcp', parameters: [1, 3, 6, 15], tellsName: false }
