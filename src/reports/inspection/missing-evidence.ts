/** What would settle what is unknown about a device: said from what was, and was not, seen of it. */
import type { Asset } from '../../model/asset.ts'
import { isIp6 } from '../../model/ip.ts'
import { isLocalMac } from '../../model/mac.ts'

/** Hints given of one device. */
const MOST_HINTS = 2

/** Most telling first; each says what to look for and why it would help. */
export function missingEvidence(asset: Asset): string[] {
  const heard = new Set(asset.observations.filter((o) => o.self).map((o) => o.protocol))
  const serves = (protocol: string) => asset.services.some((s) => s.protocol === protocol)
  const silent = asset.services.find((s) => s.protocol === null)
  const hints: string[] = []
  if (silent !== undefined)
    hints.push(`a whole session with its ${silent.transport} port ${silent.port}, from the first packet`)
  if (serves('tls') && !serves('http'))
    hints.push('its certificate (hidden in TLS 1.3), or an inventory entry for it')
  if (asset.behind !== null) hints.push('a sensor between it and its gateway, or an inventory entry for it')
  else if (asset.macs.length === 0)
    hints.push('a sensor on its own segment, where its MAC, DHCP and multicast show')
  else if (asset.router && !heard.has('snmp')) hints.push('an SNMP, LLDP or CDP message from it')
  else if (asset.ips.length === 0) hints.push('ARP or DHCP of its own, which shows its address and more')
  else if (!heard.has('dhcp')) hints.push('its next DHCP request (host name, vendor class, option list)')
  if (asset.ips.length > 0 && asset.ips.every((i) => isIp6(i.address))) hints.push('its IPv4 traffic')
  if (asset.macs.length > 0 && asset.macs.every(isLocalMac))
    hints.push('a name or a banner: its MAC is randomised and names no maker')
  return hints.length === 0 ? ['longer observation'] : hints.slice(0, MOST_HINTS)
}
