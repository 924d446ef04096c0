/** Every detection there is. */
import type { Detection } from '../detection.ts'
import { alarmSuppression } from './alarm-suppression.ts'
import { arpSpoof } from './arp-spoof.ts'
import { clinicalProtocols } from './clinical-protocols.ts'
import { timeShiftAttack } from './clock-shift.ts'
import { contactDetections } from './contacts.ts'
import { contentDetections } from './contents.ts'
import { craftedDetections } from './crafted.ts'
import { defaultCredentialUse } from './default-credential.ts'
import { dnsHijackAnswer } from './dns-hijack.ts'
import { dnsTunnelling } from './dns-tunnelling.ts'
import { drugLibraryChange } from './drug-library-change.ts'
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
import { ransomwarePrecursor } from './ransomware-precursor.ts'
import { rogueDhcp } from './rogue-dhcp.ts'
import { segmentDetections } from './segment.ts'
import { volumeDetections } from './volumes.ts'
import { ransomwareSmbEncrypt, windowsLateral } from './windows-lateral.ts'
import { wormLikeSpread } from './worm-like-spread.ts'

export const detections: readonly Detection[] = [
  alarmSuppression,
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
  drugLibraryChange,
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
  ransomwarePrecursor,
  rogueDhcp,
  ...segmentDetections,
  slowScan,
  timeShiftAttack,
  ...volumeDetections,
  udpServiceDiscoveryMedical,
  ...windowsLateral,
  wormLikeSpread,
]
