/** What FHIR resources tell of devices and servers. */
import type { FieldTable } from '../../model/observation.ts'

export const fhirFields = {
  'fhir.resource': { label: 'type of resource sent in the clear', service: true },
  'fhir.version': { label: 'version of FHIR (CapabilityStatement.fhirVersion)' },
  'fhir.software': { label: 'name|version of the server software (CapabilityStatement.software)' },
  'fhir.publisher': { label: 'publisher of the capability statement' },
  'fhir.manufacturer': { label: 'manufacturer (Device.manufacturer)' },
  'fhir.device-name': { label: 'name of the model (Device.deviceName, Device.name)' },
  'fhir.model-number': { label: 'model number (Device.modelNumber, Device.model)' },
  'fhir.part-number': { label: 'part number (Device.partNumber)' },
  'fhir.serial': { label: 'serial number (Device.serialNumber)' },
  'fhir.device-version': { label: 'kind|version of the device (Device.version)' },
  'fhir.udi': { label: 'unique device identifier (Device.udiCarrier)' },
  'fhir.device-type': { label: 'system|code of the type (Device.type)' },
  'fhir.eui64': { label: 'EUI-64 among the identifiers (Device.identifier)' },
} satisfies FieldTable
