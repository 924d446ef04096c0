/** Every detection there is. */
import type { Detection } from '../detection.ts'
import { arpSpoof } from './arp-spoof.ts'
import { dnsTunnelling } from './dns-tunnelling.ts'
import { bruteForceLogin, passwordSpray } from './login-guessing.ts'
import { portScanHorizontal, portScanVertical, slowScan } from './port-scan.ts'
import { rogueDhcp } from './rogue-dhcp.ts'

export const detections: readonly Detection[] = [
  arpSpoof,
  bruteForceLogin,
  dnsTunnelling,
  passwordSpray,
  portScanHorizontal,
  portScanVertical,
  rogueDhcp,
  slowScan,
]
