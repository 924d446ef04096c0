/** The facts CDP can tell. TLV numbers are those of the type field. */
import type { FieldName, FieldTable } from '../../model/observation.ts'

export const fields = {
  'cdp.dialect': { label: 'Which discovery protocol of this format: cdp, or fdp of Foundry' },
  'cdp.device-id': { label: 'Device ID (1)' },
  'cdp.address': { label: 'Address of the sending interface (2)' },
  'cdp.port-id': { label: 'Port ID (3)' },
  'cdp.capabilities': { label: 'Capabilities (4)' },
  'cdp.version': { label: 'Software version (5)' },
  'cdp.platform': { label: 'Platform (6)' },
  'cdp.vtp-domain': { label: 'VTP management domain (9)' },
  'cdp.native-vlan': { label: 'Native VLAN (10)' },
  'cdp.duplex': { label: 'Duplex: half or full (11)' },
  'cdp.appliance-vlan': { label: 'VLAN for an appliance such as a phone: number=VLAN (14)' },
  'cdp.power': { label: 'Power consumption in milliwatts (16)' },
  'cdp.system-name': { label: 'System name (20)' },
  'cdp.system-oid': { label: 'sysObjectID (21)' },
  'cdp.management-address': { label: 'Management address (22)' },
  'cdp.location': { label: 'Physical location (23)' },
  'cdp.serial': { label: 'Serial number (4097)' },
} satisfies FieldTable

/** States one fact of the sender. */
export type Say = (field: FieldName, value: string | number | null) => void
