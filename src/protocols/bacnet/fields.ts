/** The facts BACnet can tell. */
import type { FieldName, FieldTable } from '../../model/observation.ts'

export const fields = {
  'bacnet.device-instance': {
    label: 'Instance of the Device object, unique in an internetwork (clause 12.11)',
  },
  'bacnet.vendor-id': { label: 'Vendor identifier given out by ASHRAE (property 120, I-Am)' },
  'bacnet.vendor-name': { label: 'Vendor_Name (property 121)' },
  'bacnet.model-name': { label: 'Model_Name (property 70)' },
  'bacnet.firmware-revision': { label: 'Firmware_Revision (property 44)' },
  'bacnet.application-software': { label: 'Application_Software_Version (property 12)' },
  'bacnet.object-name': { label: 'Object_Name of the Device object (property 77)' },
  'bacnet.location': { label: 'Location (property 58)' },
  'bacnet.description': { label: 'Description of the Device object (property 28)', transient: true },
  'bacnet.serial-number': { label: 'Serial_Number (property 372)' },
  'bacnet.profile-name': { label: 'Profile_Name: vendor identifier and profile (property 168)' },
  'bacnet.protocol-version': { label: 'Protocol_Version (property 98)' },
  'bacnet.protocol-revision': { label: 'Protocol_Revision (property 139)' },
  'bacnet.max-apdu': { label: 'Longest message of the application layer it takes (property 62, I-Am)' },
  'bacnet.segmentation': {
    label: 'Segmentation supported: both, transmit, receive, none (property 107, I-Am)',
  },
  'bacnet.private-vendor': { label: 'Vendor identifier of a private service it uses' },
  'bacnet.service': { label: 'Service it asked for or announced itself with' },
  'bacnet.answers': { label: 'Service it carried out when asked, without a login', service: true },
  'bacnet.writes': { label: 'Service it changed values of another device with' },
  'bacnet.controls': { label: 'Service it steered another device with, and whether a password came along' },
  'bacnet.accepted': { label: 'Change or command it carried out, and for whom', service: true },
  'bacnet.network': { label: 'Number of a BACnet network it routes to' },
  'bacnet.network-message': { label: 'Network layer message it sent (clause 6.2.4)' },
  'bacnet.behind': { label: 'Network and address behind a BACnet router' },
  'bacnet.forwards': { label: 'Passes broadcasts on between subnets (BBMD, annex J.4)' },
  'bacnet.broadcast-peer': { label: 'Address in the broadcast distribution table of a BBMD' },
  'bacnet.foreign-device': { label: 'Asked a BBMD to take it in as foreign device (annex J.5)' },
  'bacnet.foreign-device-accepted': { label: 'Took a foreign device in: its address' },
  'bacnet.foreign-device-entry': { label: 'Address in the foreign device table of a BBMD' },
  'bacnet.broadcast-table-written': { label: 'Wrote the broadcast distribution table of a BBMD' },
} as const satisfies FieldTable

/** States one fact of the device that speaks. */
export interface Say {
  (field: FieldName, value: string | number | null): void
  readonly match: (field: FieldName, text: string) => void
}
