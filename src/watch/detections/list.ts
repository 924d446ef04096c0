/** Every detection there is. */
import type { Detection } from '../detection.ts'
import { arpSpoof } from './arp-spoof.ts'
import { clinicalProtocols } from './clinical-protocols.ts'
import { contactDetections } from './contacts.ts'
import { contentDetections } from './contents.ts'
import { craftedDetections } from './crafted.ts'
import { defaultCredentialUse } from './default-credential.ts'
import { dnsHijackAnswer } from './dns-hijack.ts'
import { dnsTunnelling } from './dns-tunnelling.ts'
import { firmwareChanged } from './firmware-changed.ts'
import { dgaNxdomain } from './generated-names.ts'
import { handshakeDetections } from './handshakes.ts'
import { imagingDetections } from './imaging.ts'
import { impostorDetections } from './impostors.ts'
import { interfaceDetections } from './interfaces.ts'
import { lifecycleDetections } from './lifecycle.ts'
import { bruteForceLogin, passwordSpray } from './login-guessing.ts'
import { malformedPacketDos } from './malformed-dos.ts'
import { udpServiceDiscoveryMedical } from './medical-discovery.ts'
import { noveltyDetections } from './novelty.ts'
import { portScanHorizontal, portScanVertical, slowScan } from './port-scan.ts'
import { rogueDhcp } from './rogue-dhcp.ts'
import { segmentDetections } from './segment.ts'
import { volumeDetections } from './volumes.ts'
import { ransomwareSmbEncrypt, windowsLateral } from './windows-lateral.ts'

export const detections: readonly Detection[] = [
  arpSpoof,
  bruteForceLogin,
  ...clinicalProtocols,
  ...contactDetections,
  ...contentDetections,
  ...craftedDetections,
  defaultCredentialUse,
  dgaNxdomain,
  dnsHijackAnswer,
  dnsTunnelling,
  firmwareChanged,
  ...handshakeDetections,
  ...impostorDetections,
  ...lifecycleDetections,
  malformedPacketDos,
  ...noveltyDetections,
  ...imagingDetections,
  ...interfaceDetections,
  passwordSpray,
  portScanHorizontal,
  portScanVertical,
  ransomwareSmbEncrypt,
  rogueDhcp,
  ...segmentDetections,
  slowScan,
  ...volumeDetections,
  udpServiceDiscoveryMedical,
  ...windowsLateral,
]
