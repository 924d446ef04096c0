/** Axis network camera: DHCP class, mDNS, WS-Discovery of ONVIF. */

import { tellsMdns } from '../dialogues/mdns.ts'
import { tellsOnvif } from '../dialogues/onvif.ts'
import type { Persona } from '../persona.ts'

const MODEL = 'M3203'

export const axisNetworkCamera: Persona = {
  id: 'axis-network-camera',
  product: {
    type: 'ip-camera',
    vendor: 'Axis',
    model: MODEL,
    criticality: 'none',
    releases: [
      { version: '5.51.7.4', share: 1, os: { name: 'Linux' } },
      { version: '5.40.9.2', share: 2, os: { name: 'Linux' } },
    ],
  },
  ouis: ['00408C', 'ACCC8E'],
  ouiTellsVendor: true,
  stack: 'linux-3',
  zone: 'security',
  addressing: {
    kind: 'dhcp',
    parameters: [1, 3, 6, 12, 15, 28, 42],
    vendorClass: (unit) => `AXIS,Network Camera,${MODEL},${unit.version}`,
  },
  population: { per100Beds: 10, perWard: 1, atLeast: 2 },
  roles: ['camera'],
  hostname: (unit) => `axis-${unit.mac.replaceAll(':', '')}`,
  wire: {
    dhcp: { shows: ['type', 'vendor', 'model', 'version', 'hostname'], weak: ['hostname-default'] },
    mdns: { shows: ['type', 'vendor', 'model', 'hostname'], weak: ['hostname-default'] },
    'ws-discovery': { shows: ['type', 'vendor', 'model'] },
  },
  live(unit) {
    const serial = unit.mac.replaceAll(':', '').toUpperCase()
    tellsMdns(
      unit,
      () => [
        {
          instance: `AXIS ${MODEL} - ${serial}`,
          type: '_axis-video._tcp',
          port: 80,
          texts: [`macaddress=${serial}`],
        },
        {
          instance: `AXIS ${MODEL} - ${serial}`,
          type: '_rtsp._tcp',
          port: 554,
          texts: ['path=axis-media/media.amp'],
        },
      ],
      1800,
    )
    tellsOnvif(unit, `AXIS ${MODEL}`, MODEL)
  },
  source: 'DHCP data of Axis devices in Satori; _axis-video service; ONVIF Core 7.3',
}
