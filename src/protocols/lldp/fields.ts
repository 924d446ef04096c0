/** The facts LLDP can tell. */
import type { FieldName, FieldTable } from '../../model/observation.ts'

export const fields = {
  'lldp.chassis-id': { label: 'Chassis ID (TLV 1)' },
  'lldp.chassis-mac': { label: 'Hardware address of the chassis (TLV 1 subtype 4, PROFINET subtype 5)' },
  'lldp.port-id': { label: 'Port ID (TLV 2)' },
  'lldp.port-mac': { label: 'Hardware address of the port (TLV 2 subtype 3)' },
  'lldp.ttl': { label: 'Seconds the advertisement holds; 0 says the sender goes away (TLV 3)' },
  'lldp.port-description': { label: 'Port description (TLV 4)' },
  'lldp.system-name': { label: 'System name (TLV 5)' },
  'lldp.system-description': { label: 'System description (TLV 6)' },
  'lldp.capabilities': { label: 'Capabilities in use (TLV 7)' },
  'lldp.capabilities-available': { label: 'Capabilities the device has (TLV 7)' },
  'lldp.management-address': { label: 'Management address (TLV 8), or network address as chassis ID' },
  'lldp.management-oid': { label: 'Object identifier of the management entity (TLV 8)' },
  'lldp.pvid': { label: 'Port VLAN (IEEE 802.1 subtype 1)' },
  'lldp.vlan-name': { label: 'Name of a VLAN: number=name (IEEE 802.1 subtype 3)' },
  'lldp.management-vid': { label: 'Management VLAN (IEEE 802.1 subtype 6)' },
  'lldp.mau-type': { label: 'Operational MAU type (IEEE 802.3 subtype 1, IANA-MAU-MIB)' },
  'lldp.power': { label: 'Power over Ethernet: gives (pse) or takes (pd) it (IEEE 802.3 subtype 2)' },
  'lldp.max-frame-size': { label: 'Largest frame (IEEE 802.3 subtype 4)' },
  'lldp.med-class': { label: 'LLDP-MED device class: 1-3 endpoint, 4 network (TIA-1057 subtype 1)' },
  'lldp.med-network-policy': { label: 'VLAN, priority and DSCP for an application (TIA-1057 subtype 2)' },
  'lldp.med-location-civic': { label: 'Civic address (TIA-1057 subtype 3, RFC 4776)' },
  'lldp.med-location-elin': { label: 'Emergency location number (TIA-1057 subtype 3)' },
  'lldp.med-power': { label: 'Power given or taken, in watts (TIA-1057 subtype 4)' },
  'lldp.med-hardware': { label: 'Hardware revision (TIA-1057 subtype 5)' },
  'lldp.med-firmware': { label: 'Firmware revision (TIA-1057 subtype 6)' },
  'lldp.med-software': { label: 'Software revision (TIA-1057 subtype 7)' },
  'lldp.med-serial': { label: 'Serial number (TIA-1057 subtype 8)' },
  'lldp.med-manufacturer': { label: 'Manufacturer (TIA-1057 subtype 9)' },
  'lldp.med-model': { label: 'Model (TIA-1057 subtype 10)' },
  'lldp.med-asset': { label: 'Asset identifier (TIA-1057 subtype 11)' },
  'lldp.profinet-alias': { label: 'Alias: port and station name (PROFINET subtype 3)' },
  'lldp.mud-url': { label: 'Manufacturer Usage Description (RFC 8520 section 12)' },
  'lldp.organization-text': { label: 'Readable TLV of another organization: OUI:subtype=text' },
} satisfies FieldTable

/** States one fact of the sender. */
export type Say = (field: FieldName, value: string | number | null) => void
