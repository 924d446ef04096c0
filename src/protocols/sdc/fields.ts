/** What is read of medical devices' web services. */
import type { FieldTable } from '../../model/observation.ts'

export const sdcFields = {
  'sdc.message': { label: 'Message sent: GetMetadata, GetMdib, GetMdDescriptionResponse ...' },
  'sdc.manufacturer': { label: 'Manufacturer (DPWS ThisModel or BICEPS MetaData)' },
  'sdc.model-name': { label: 'Model name (DPWS ThisModel or BICEPS MetaData)' },
  'sdc.model-number': { label: 'Model number (DPWS ThisModel or BICEPS MetaData)' },
  'sdc.friendly-name': { label: 'Name given to the device (DPWS ThisDevice)' },
  'sdc.firmware-version': { label: 'Firmware version (DPWS ThisDevice or production specification)' },
  'sdc.software-revision': { label: 'Software revision (BICEPS production specification)' },
  'sdc.hardware-revision': { label: 'Hardware revision (BICEPS production specification)' },
  'sdc.serial-number': { label: 'Serial number (DPWS ThisDevice or BICEPS MetaData)' },
  'sdc.udi': { label: 'Unique device identification, human-readable form (BICEPS MetaData)' },
  'sdc.device-code': { label: 'Nomenclature code of the medical device system (BICEPS Mds)' },
  'sdc.part-code': { label: 'Nomenclature code of a virtual device within (BICEPS Vmd)' },
  'sdc.facility': { label: 'Facility of the location context' },
  'sdc.point-of-care': { label: 'Point of care (ward) of the location context' },
  'sdc.room': { label: 'Room of the location context' },
  'sdc.bed': { label: 'Bed of the location context' },
} as const satisfies FieldTable
