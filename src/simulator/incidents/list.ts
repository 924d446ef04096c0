/** All incidents; one line each. */
import type { Incident } from '../incident.ts'
import { arpSpoof } from './arp-spoof.ts'
import { arpSweep } from './arp-sweep.ts'
import { beaconing } from './beaconing.ts'
import { broadcastStorm } from './broadcast-storm.ts'
import { deviceSilent } from './device-silent.ts'
import { dgaNxdomain } from './dga-nxdomain.ts'
import { dnsTunnelling } from './dns-tunnelling.ts'
import { exfiltrationVolume } from './exfiltration-volume.ts'
import { firmwareRollout } from './firmware-rollout.ts'
import { icmpTunnel } from './icmp-tunnel.ts'
import { llmnrNbnsPoison } from './llmnr-nbns-poison.ts'
import { macSpoof } from './mac-spoof.ts'
import { newDevice } from './new-device.ts'
import { portScanHorizontal } from './port-scan-horizontal.ts'
import { portScanVertical } from './port-scan-vertical.ts'
import { pumpToInternet } from './pump-to-internet.ts'
import { recalledUnit } from './recalled-unit.ts'
import { rogueDhcp } from './rogue-dhcp.ts'
import { slowScan } from './slow-scan.ts'
import { synFlood } from './syn-flood.ts'
import { tcpLowMssSack } from './tcp-low-mss-sack.ts'
import { udpServiceDiscoveryMedical } from './udp-service-discovery-medical.ts'
import { unitMoved } from './unit-moved.ts'
import { urgent11Probe } from './urgent11-probe.ts'

export const incidents: readonly Incident[] = [
  arpSpoof,
  arpSweep,
  beaconing,
  broadcastStorm,
  deviceSilent,
  dgaNxdomain,
  dnsTunnelling,
  exfiltrationVolume,
  firmwareRollout,
  icmpTunnel,
  llmnrNbnsPoison,
  macSpoof,
  newDevice,
  portScanHorizontal,
  portScanVertical,
  pumpToInternet,
  recalledUnit,
  rogueDhcp,
  slowScan,
  synFlood,
  tcpLowMssSack,
  udpServiceDiscoveryMedical,
  unitMoved,
  urgent11Probe,
]
