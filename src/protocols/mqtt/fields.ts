/** What MQTT can tell; the keys are those of the announcements read in announcement.ts. */
import type { FieldTable } from '../../model/observation.ts'

export const fields = {
  'mqtt.version': {
    label: 'Version of MQTT the client speaks: 3.1, 3.1.1 or 5 (protocol level of CONNECT)',
    service: true,
  },
  'mqtt.client-id': { label: 'Client identifier of CONNECT, or the one a broker assigned' },
  'mqtt.bridge': { label: 'yes where the client is another broker (high bit of the protocol level)' },
  'mqtt.anonymous-accepted': {
    label: 'yes where a client without user name was let in, no where it was refused for that (CONNACK)',
    service: true,
  },
  'mqtt.empty-password-accepted': {
    label: 'yes where a user with an empty password or none was let in',
    service: true,
  },
  'mqtt.login': { label: 'Outcome of a login with a user name in clear: accepted or refused', service: true },
  'mqtt.refusal': { label: 'Reason of a refused connection (return or reason code of CONNACK)' },
  'mqtt.reads-all': {
    label: 'granted where a client may read every topic (SUBACK for the filter #)',
    service: true,
  },
  'mqtt.broker-version': {
    label: 'Version the broker publishes of itself ($SYS/broker/version and the like)',
  },
  'mqtt.topic': {
    label: 'Topic a client publishes, as far as a known product names it',
    transient: true,
  },
  'mqtt.filter': {
    label: 'Topic filter a client reads, as far as a known product names it',
    transient: true,
  },
  'mqtt.origin': {
    label: 'Software that announces devices (origin of a discovery message), with its version',
  },
  'mqtt.scheme': { label: 'Kind of announcement the device facts are from' },
  'mqtt.manufacturer': { label: 'Manufacturer (manufacturer, vendor or mf of an announcement)' },
  'mqtt.model': { label: 'Model (model, mdl, md or Module of an announcement)' },
  'mqtt.model-id': { label: 'Second name of the model (model_id, mdl_id)' },
  'mqtt.serial': { label: 'Serial number (serial, serial_number or sn)' },
  'mqtt.firmware': { label: 'Firmware version (sw_version, sw, fw_ver, Version, software_build_id ...)' },
  'mqtt.hardware-version': { label: 'Hardware version (hw_version, hw)' },
  'mqtt.address': { label: 'Address a device announces of itself (ip, IPAddress), with its MAC' },
  'mqtt.hostname': { label: 'Host name (hn or Hostname of Tasmota)' },
} satisfies FieldTable
