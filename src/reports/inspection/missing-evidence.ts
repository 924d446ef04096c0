/** What would settle what is unknown about a device: said from what was, and was not, seen of it. */
import type { Asset } from '../../model/asset.ts'
import { isIp6 } from '../../model/ip.ts'
import { isLocalMac } from '../../model/mac.ts'

/** Most telling first; each says what to look for and why it would help. */
export function missingEvidence(asset: Asset): string[] {
  const heard = new Set(asset.observations.filter((o) => o.self).map((o) => o.protocol))
  const serves = (protocol: string) => asset.services.some((s) => s.protocol === protocol)
  const hints: string[] = []
  if (asset.macs.length === 0)
    hints.push('a sensor on its own segment, where its MAC, DHCP and multicast show')
  else if (!heard.has('dhcp')) hints.push('its next DHCP request (host name, vendor class, option list)')
  if (asset.services.some((s) => s.protocol === null))
    hints.push(
      `a whole session with its port ${asset.services.find((s) => s.protocol === null)?.port}, from the first packet`,
    )
  if (serves('tls') && !serves('http'))
    hints.push('its certificate (hidden in TLS 1.3), or an inventory entry for it')
  if (!heard.has('snmp') && asset.router) hints.push('an SNMP, LLDP or CDP message from it')
  if (asset.ips.every((i) => isIp6(i.address)) && asset.ips.length > 0) hints.push('its IPv4 traffic')
  if (asset.macs.some(isLocalMac)) hints.push('a name or a banner: its MAC is randomised and names no maker')
  if (asset.ips.length === 0 && hints.length < 2)
    hints.push('any IP traffic: only link-layer frames were seen')
  return hints.slice(0, 3)
}
