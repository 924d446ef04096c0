/** Every fact that is read out of IPP. Attributes are named as in RFC 8011 section 5.4 and PWG 5100.13. */
import type { FieldTable } from '../../model/observation.ts'

export const ippFields = {
  'ipp.operation': { label: 'Operation of a request (RFC 8011 section 5.4.15)', service: true },
  'ipp.make-and-model': { label: 'printer-make-and-model of a printer' },
  'ipp.manufacturer': { label: 'Manufacturer in printer-device-id (IEEE 1284 MFG)' },
  'ipp.model': { label: 'Model in printer-device-id (IEEE 1284 MDL)' },
  'ipp.description': { label: 'Description in printer-device-id (IEEE 1284 DES)' },
  'ipp.serial-number': { label: 'printer-serial-number, or SN in printer-device-id' },
  'ipp.device-version': { label: 'Version in printer-device-id (IEEE 1284 VER, FWVER)' },
  'ipp.firmware-name': { label: 'printer-firmware-name' },
  'ipp.firmware-version': { label: 'printer-firmware-string-version' },
  'ipp.uuid': { label: 'printer-uuid, without urn:uuid:' },
  'ipp.location': { label: 'printer-location: the place' },
  'ipp.versions': { label: 'ipp-versions-supported, in order' },
  'ipp.document-formats': { label: 'document-format-supported, in order' },
  'ipp.authentication': { label: 'uri-authentication-supported: how users are known; none: not at all' },
  'ipp.security': { label: 'uri-security-supported: none or tls' },
  'ipp.mopria': { label: 'mopria-certified: version of the Mopria profile' },
  'ipp.queue': { label: 'printer-make-and-model of a queue that a print server shares: the driver it uses' },
  'ipp.cups-version': { label: 'cups-version of a print server' },
  'ipp.info': {
    label: 'printer-info, printer-name and DNS-SD name: chosen by people, so only products are kept',
    transient: true,
  },
} as const satisfies FieldTable
