/** A recorder on Windows that watches the cameras one after the other. */
import { RTSP, watches } from '../dialogues/video.ts'
import type { Persona } from '../persona.ts'
import { isMember, onWindows, WINDOWS_HOST } from './shared/windows-host.ts'

/** Seconds it stays with a camera. */
const LOOK = 240

export const videoRecorder: Persona = {
  ...WINDOWS_HOST,
  id: 'video-recorder',
  product: {
    type: 'nvr',
    vendor: 'Milestone',
    model: null,
    criticality: 'none',
    releases: [onWindows('Windows Server 2019', '17763')],
  },
  ouis: ['B8AC6F'],
  addressing: { kind: 'static' },
  zone: 'security',
  population: { per100Beds: 0.5, atLeast: 1 },
  roles: ['recorder'],
  hostname: (unit) => `vms${unit.number}`,
  wire: { 'rtsp:client': { shows: ['type', 'vendor'] } },
  live(unit) {
    isMember(unit)
    for (const camera of unit.peers('rtsp-camera'))
      unit.every(LOOK + 60, () =>
        unit.talk(camera, RTSP, (to, peer) => watches(unit, to, peer, 'Milestone XProtect 2023', LOOK)),
      )
  },
  source: 'RFC 2326; User-Agent of XProtect recording servers',
}
