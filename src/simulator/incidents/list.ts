/** All incidents; one line each. */
import type { Incident } from '../incident.ts'
import { aeTitleGuessing } from './ae-title-guessing.ts'
import { arpSpoof } from './arp-spoof.ts'
import { arpSweep } from './arp-sweep.ts'
import { bacnetWriteNewWriter } from './bacnet-write-new-writer.ts'
import { beaconing } from './beaconing.ts'
import { broadcastStorm } from './broadcast-storm.ts'
import { bruteForceLogin } from './brute-force-login.ts'
import { cameraTakeoverSign } from './camera-takeover-sign.ts'
import { cleartextFtp } from './cleartext-ftp.ts'
import { cryptominer } from './cryptominer.ts'
import { defaultCredentialUse } from './default-credential-use.ts'
import { deviceSilent } from './device-silent.ts'
import { dgaNxdomain } from './dga-nxdomain.ts'
import { dhcpStarvation } from './dhcp-starvation.ts'
import { dicomEchoSweep } from './dicom-echo-sweep.ts'
import { dnsTunnelling } from './dns-tunnelling.ts'
import { duplicateHl7Replay } from './duplicate-hl7-replay.ts'
import { exfiltrationVolume } from './exfiltration-volume.ts'
import { firmwareRollout } from './firmware-rollout.ts'
import { hl7FromUnknownSender } from './hl7-from-unknown-sender.ts'
import { icmpTunnel } from './icmp-tunnel.ts'
import { inboundTelnetFtpToPump } from './inbound-telnet-ftp-to-pump.ts'
import { lateralRdp } from './lateral-rdp.ts'
import { lateralSmbAdminShare } from './lateral-smb-admin-share.ts'
import { llmnrNbnsPoison } from './llmnr-nbns-poison.ts'
import { macSpoof } from './mac-spoof.ts'
import { newDevice } from './new-device.ts'
import { passwordSpray } from './password-spray.ts'
import { portScanHorizontal } from './port-scan-horizontal.ts'
import { portScanVertical } from './port-scan-vertical.ts'
import { psexecLike } from './psexec-like.ts'
import { pumpToInternet } from './pump-to-internet.ts'
import { pumpToPump } from './pump-to-pump.ts'
import { ransomwareSmbEncrypt } from './ransomware-smb-encrypt.ts'
import { recalledUnit } from './recalled-unit.ts'
import { rogueDhcp } from './rogue-dhcp.ts'
import { rogueRaDhcpv6 } from './rogue-ra-dhcpv6.ts'
import { slowScan } from './slow-scan.ts'
import { synFlood } from './syn-flood.ts'
import { tcpLowMssSack } from './tcp-low-mss-sack.ts'
import { udpServiceDiscoveryMedical } from './udp-service-discovery-medical.ts'
import { unexpectedDicomMove } from './unexpected-dicom-move.ts'
import { unexpectedDicomQuery } from './unexpected-dicom-query.ts'
import { unitMoved } from './unit-moved.ts'
import { urgent11Probe } from './urgent11-probe.ts'

export const incidents: readonly Incident[] = [
  aeTitleGuessing,
  arpSpoof,
  arpSweep,
  bacnetWriteNewWriter,
  beaconing,
  broadcastStorm,
  bruteForceLogin,
  cameraTakeoverSign,
  cleartextFtp,
  cryptominer,
  defaultCredentialUse,
  deviceSilent,
  dgaNxdomain,
  dhcpStarvation,
  dicomEchoSweep,
  dnsTunnelling,
  duplicateHl7Replay,
  exfiltrationVolume,
  firmwareRollout,
  hl7FromUnknownSender,
  icmpTunnel,
  inboundTelnetFtpToPump,
  lateralRdp,
  lateralSmbAdminShare,
  llmnrNbnsPoison,
  macSpoof,
  newDevice,
  passwordSpray,
  portScanHorizontal,
  portScanVertical,
  psexecLike,
  pumpToInternet,
  pumpToPump,
  ransomwareSmbEncrypt,
  recalledUnit,
  rogueDhcp,
  rogueRaDhcpv6,
  slowScan,
  synFlood,
  tcpLowMssSack,
  udpServiceDiscoveryMedical,
  unexpectedDicomMove,
  unexpectedDicomQuery,
  unitMoved,
  urgent11Probe,
]
