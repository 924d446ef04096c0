/** Every fact that is read out of ONVIF web services (ONVIF Core Specification chapter 8, device management). */
import type { FieldTable } from '../../model/observation.ts'
import { wsDiscovery } from '../ws-discovery/ws-discovery.ts'

export const onvifFields = {
  'onvif.manufacturer': { label: 'Manufacturer of GetDeviceInformationResponse' },
  'onvif.model': { label: 'Model of GetDeviceInformationResponse' },
  'onvif.firmware-version': { label: 'FirmwareVersion of GetDeviceInformationResponse' },
  'onvif.serial-number': { label: 'SerialNumber of GetDeviceInformationResponse' },
  'onvif.hardware-id': { label: 'HardwareId of GetDeviceInformationResponse' },
  'onvif.service': { label: 'Service that the device offers, by its namespace (GetServicesResponse)' },
  'onvif.mac': { label: 'HwAddress of GetNetworkInterfacesResponse' },
  'onvif.hostname': { label: 'Name of GetHostnameResponse' },
  'onvif.operation': { label: 'Operation that a client asks for' },
  'onvif.auth-used': { label: 'Kind of password in a WS-Security UsernameToken: digest or text' },
  // Scopes say the same here and there, in the fields of WS-Discovery.
  ...wsDiscovery.fields,
} as const satisfies FieldTable
