/** The facts RADIUS can tell. Numbers are those of the attribute. */
import type { FieldTable } from '../../model/observation.ts'

export const fields = {
  'radius.client': { label: 'Asks a RADIUS server: kind of request' },
  'radius.server': { label: 'Answers as RADIUS server: kind of answer' },
  'radius.identifier': { label: 'Name the access server gives itself (32)' },
  'radius.message-authenticator': {
    label: 'Packets it sends without Message-Authenticator (80; CVE-2024-3596)',
  },
  'radius.auth-method': { label: 'How its logins are proven: pap, chap, mschap, eap and its method' },
  'radius.user': { label: 'Machine name the endpoint logs in with (1); never a person' },
  'radius.identity': { label: 'It logs in with a name that is not a machine name (not kept)' },
  'radius.mac-authentication': { label: 'Admitted by its hardware address alone' },
  'radius.nas-ip': { label: 'Address of the access server it is connected to (4, 95)' },
  'radius.nas-identifier': { label: 'Name of the access server it is connected to (32)' },
  'radius.nas-port': { label: 'Number of the port it is connected to (5)' },
  'radius.nas-port-type': { label: 'Kind of that port (61)' },
  'radius.nas-port-id': { label: 'Name of the port it is connected to (87)' },
  'radius.called-station-id': { label: 'Address it called (30)' },
  'radius.access-point': {
    label: 'Hardware address of the access point it called (30, RFC 3580 section 3.20)',
  },
  'radius.ssid': { label: 'Wireless network it called (30, RFC 3580 section 3.20)' },
  'radius.framed-ip': { label: 'Address it uses (8, 168)' },
  'radius.vlan': { label: 'VLAN it is put into (81, RFC 3580 section 3.31)' },
  'radius.dhcp-hostname': { label: 'DHCP host name the switch heard (Cisco device sensor)' },
  'radius.dhcp-vendor-class': { label: 'DHCP vendor class the switch heard (Cisco device sensor)' },
  'radius.dhcp-parameter-request-list': {
    label: 'DHCP parameter list the switch heard (Cisco device sensor)',
  },
  'radius.dhcp-user-class': { label: 'DHCP user class the switch heard (Cisco device sensor)' },
  'radius.cdp-device-id': { label: 'CDP device ID the switch heard (Cisco device sensor)' },
  'radius.cdp-version': { label: 'CDP software version the switch heard (Cisco device sensor)' },
  'radius.cdp-platform': { label: 'CDP platform the switch heard (Cisco device sensor)' },
  'radius.lldp-system-name': { label: 'LLDP system name the switch heard (Cisco device sensor)' },
  'radius.lldp-system-description': {
    label: 'LLDP system description the switch heard (Cisco device sensor)',
  },
  'radius.http-user-agent': { label: 'HTTP user agent the switch heard (Cisco device sensor)' },
} satisfies FieldTable
