/** Every detection there is. */
import type { Detection } from '../detection.ts'
import { arpSpoof } from './arp-spoof.ts'
import { contactDetections } from './contacts.ts'
import { craftedDetections } from './crafted.ts'
import { deviceDetections } from './devices.ts'
import { dnsTunnelling } from './dns-tunnelling.ts'
import { handshakeDetections } from './handshakes.ts'
import { bruteForceLogin, passwordSpray } from './login-guessing.ts'
import { portScanHorizontal, portScanVertical, slowScan } from './port-scan.ts'
import { rogueDhcp } from './rogue-dhcp.ts'
import { segmentDetections } from './segment.ts'
import { volumeDetections } from './volumes.ts'

export const detections: readonly Detection[] = [
  arpSpoof,
  bruteForceLogin,
  ...contactDetections,
  ...craftedDetections,
  ...deviceDetections,
  dnsTunnelling,
  ...handshakeDetections,
  passwordSpray,
  portScanHorizontal,
  portScanVertical,
  rogueDhcp,
  ...segmentDetections,
  slowScan,
  ...volumeDetections,
]
