/** Hikvision DS-2CD2142FWD-I camera: RTSP for the recorder, SSDP, WS-Discovery. */

import { tellsOnvif } from '../dialogues/onvif.ts'
import { RTSP } from '../dialogues/video.ts'
import type { Persona } from '../persona.ts'
import { hash } from '../random.ts'
import { SMALL_DHCP } from './shared/dhcp-clients.ts'

const MODEL = 'DS-2CD2142FWD-I'

export const hikvisionCamera: Persona = {
  id: 'hikvision-camera',
  product: {
    type: 'ip-camera',
    vendor: 'Hikvision',
    model: MODEL,
    criticality: 'none',
    releases: [{ version: null, os: { name: 'Linux' }, share: 1 }],
  },
  ouis: ['BCAD28', '4419B6'],
  ouiTellsVendor: true,
  stack: 'linux-3',
  zone: 'security',
  addressing: SMALL_DHCP,
  population: { per100Beds: 8, atLeast: 2 },
  roles: ['rtsp-camera'],
  services: (unit) => [
    RTSP.offer({
      server: 'Rtsp Server/2.0',
      path: '/Streaming/Channels/101',
      challenge: `Digest realm="IP Camera(${hash(unit.mac).toString(16).slice(0, 5).toUpperCase()})", nonce="${hash(unit.mac, 9).toString(16)}"`,
      title: 'Media Presentation',
    }),
  ],
  wire: {
    // The registrant alone: NDAA section 889 names the maker.
    mac: { weak: ['hardware-unknown-vendor-banned'] },
    'ws-discovery': { shows: ['type', 'vendor', 'model'] },
    'rtsp:server': { shows: ['type', 'vendor'], weak: ['video-cleartext'] },
  },
  live(unit) {
    tellsOnvif(unit, `HIKVISION ${MODEL}`, MODEL)
  },
  source: 'realm and stream path of Hikvision cameras, their RTSP guide; ONVIF Core 7.3',
}
