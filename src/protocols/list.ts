/** Every protocol, one line each. Order is only a tie-break: strict probes first, text protocols last. */

import { adb } from './adb/adb.ts'
import { addp } from './addp/addp.ts'
import { amqp } from './amqp/amqp.ts'
import { arp } from './arp/arp.ts'
import { astm } from './astm/astm.ts'
import { bacnet } from './bacnet/bacnet.ts'
import { bjnp } from './bjnp/bjnp.ts'
import { browser } from './browser/browser.ts'
import { cassandra } from './cassandra/cassandra.ts'
import { cdp } from './cdp/cdp.ts'
import { coap } from './coap/coap.ts'
import { dcerpc } from './dcerpc/dcerpc.ts'
import { dhcp } from './dhcp/dhcp.ts'
import { dhcpv6 } from './dhcpv6/dhcpv6.ts'
import { dicom } from './dicom/dicom.ts'
import { dnp3 } from './dnp3/dnp3.ts'
import { dns } from './dns/dns.ts'
import { dropbox } from './dropbox/dropbox.ts'
import { dtls } from './dtls/dtls.ts'
import { eapol } from './eapol/eapol.ts'
import { edimaxCloud } from './edimax-cloud/edimax-cloud.ts'
import { elasticsearch } from './elasticsearch/elasticsearch.ts'
import { enip } from './enip/enip.ts'
import { fhir } from './fhir/fhir.ts'
import { fox } from './fox/fox.ts'
import { ftp } from './ftp/ftp.ts'
import { geUnity } from './ge-unity/ge-unity.ts'
import { glbp } from './glbp/glbp.ts'
import { h323 } from './h323/h323.ts'
import { hl7 } from './hl7/hl7.ts'
import { hsrp } from './hsrp/hsrp.ts'
import { http } from './http/http.ts'
import { http2 } from './http2/http2.ts'
import { icmp } from './icmp/icmp.ts'
import { icmpv6 } from './icmpv6/icmpv6.ts'
import { iec104 } from './iec104/iec104.ts'
import { ieee11073 } from './ieee11073/ieee11073.ts'
import { igmp } from './igmp/igmp.ts'
import { imap } from './imap/imap.ts'
import { intellivue } from './intellivue/intellivue.ts'
import { ipmi } from './ipmi/ipmi.ts'
import { ipp } from './ipp/ipp.ts'
import { iscsi } from './iscsi/iscsi.ts'
import { jdwp } from './jdwp/jdwp.ts'
import { kerberos } from './kerberos/kerberos.ts'
import { knx } from './knx/knx.ts'
import { lantronix } from './lantronix/lantronix.ts'
import { ldap } from './ldap/ldap.ts'
import { lldp } from './lldp/lldp.ts'
import { llmnr } from './llmnr/llmnr.ts'
import { lontalkIp } from './lontalk-ip/lontalk-ip.ts'
import { lpd } from './lpd/lpd.ts'
import { mdns } from './mdns/mdns.ts'
import { medibus } from './medibus/medibus.ts'
import { memcached } from './memcached/memcached.ts'
import { mgcp } from './mgcp/mgcp.ts'
import { mndp } from './mndp/mndp.ts'
import { modbus } from './modbus/modbus.ts'
import { mongodb } from './mongodb/mongodb.ts'
import { moxa } from './moxa/moxa.ts'
import { mqtt } from './mqtt/mqtt.ts'
import { mssql } from './mssql/mssql.ts'
import { mysql } from './mysql/mysql.ts'
import { nbns } from './nbns/nbns.ts'
import { nfs } from './nfs/nfs.ts'
import { ntlmssp } from './ntlmssp/ntlmssp.ts'
import { ntp } from './ntp/ntp.ts'
import { onvif } from './onvif/onvif.ts'
import { opcua } from './opcua/opcua.ts'
import { openvpn } from './openvpn/openvpn.ts'
import { oracleTns } from './oracle-tns/oracle-tns.ts'
import { pjl } from './pjl/pjl.ts'
import { poct1a } from './poct1a/poct1a.ts'
import { pop3 } from './pop3/pop3.ts'
import { postgresql } from './postgresql/postgresql.ts'
import { profinet } from './profinet/profinet.ts'
import type { Protocol } from './protocol.ts'
import { quic } from './quic/quic.ts'
import { rServices } from './r-services/r-services.ts'
import { radius } from './radius/radius.ts'
import { rdp } from './rdp/rdp.ts'
import { redis } from './redis/redis.ts'
import { rmi } from './rmi/rmi.ts'
import { rtcp } from './rtcp/rtcp.ts'
import { rtp } from './rtp/rtp.ts'
import { rtsp } from './rtsp/rtsp.ts'
import { s7comm } from './s7comm/s7comm.ts'
import { sccp } from './sccp/sccp.ts'
import { sdc } from './sdc/sdc.ts'
import { sip } from './sip/sip.ts'
import { smb } from './smb/smb.ts'
import { smtp } from './smtp/smtp.ts'
import { snmp } from './snmp/snmp.ts'
import { snpp } from './snpp/snpp.ts'
import { socks } from './socks/socks.ts'
import { ssdp } from './ssdp/ssdp.ts'
import { ssh } from './ssh/ssh.ts'
import { stp } from './stp/stp.ts'
import { stratum } from './stratum/stratum.ts'
import { stun } from './stun/stun.ts'
import { sunrpc } from './sunrpc/sunrpc.ts'
import { syslog } from './syslog/syslog.ts'
import { tcp } from './tcp/tcp.ts'
import { telnet } from './telnet/telnet.ts'
import { tftp } from './tftp/tftp.ts'
import { tls } from './tls/tls.ts'
import { tplinkSmarthome } from './tplink-smarthome/tplink-smarthome.ts'
import { ubntDiscovery } from './ubnt-discovery/ubnt-discovery.ts'
import { vnc } from './vnc/vnc.ts'
import { vrrp } from './vrrp/vrrp.ts'
import { wctp } from './wctp/wctp.ts'
import { websocket } from './websocket/websocket.ts'
import { winrm } from './winrm/winrm.ts'
import { wireguard } from './wireguard/wireguard.ts'
import { wlan } from './wlan/wlan.ts'
import { wsDiscovery } from './ws-discovery/ws-discovery.ts'
import { x11 } from './x11/x11.ts'
import { zpl } from './zpl/zpl.ts'
export const protocols: readonly Protocol[] = [
  arp,
  lldp,
  cdp,
  stp,
  profinet,
  eapol,
  wlan,
  icmp,
  icmpv6,
  igmp,
  vrrp,
  tcp,
  dhcp,
  dhcpv6,
  hsrp,
  glbp,
  ubntDiscovery,
  mndp,
  bacnet,
  knx,
  lontalkIp,
  enip,
  fox,
  opcua,
  dnp3,
  iec104,
  radius,
  ntp,
  tftp,
  dns,
  mdns,
  llmnr,
  nbns,
  browser,
  ssdp,
  wsDiscovery,
  intellivue,
  geUnity,
  lantronix,
  addp,
  moxa,
  bjnp,
  tplinkSmarthome,
  edimaxCloud,
  dropbox,
  stun,
  nfs,
  sunrpc,
  kerberos,
  ldap,
  quic,
  dtls,
  wireguard,
  rtcp,
  snmp,
  coap,
  syslog,
  modbus,
  tls,
  ssh,
  smb,
  ntlmssp,
  dcerpc,
  s7comm,
  h323,
  rdp,
  ieee11073,
  medibus,
  poct1a,
  astm,
  x11,
  jdwp,
  rmi,
  rServices,
  stratum,
  adb,
  pjl,
  zpl,
  lpd,
  iscsi,
  amqp,
  mongodb,
  cassandra,
  mqtt,
  mssql,
  oracleTns,
  memcached,
  redis,
  mysql,
  postgresql,
  vnc,
  snpp,
  socks,
  openvpn,
  dicom,
  sip,
  rtsp,
  mgcp,
  sccp,
  http2,
  http,
  websocket,
  wctp,
  winrm,
  ipmi,
  ipp,
  onvif,
  fhir,
  elasticsearch,
  hl7,
  sdc,
  smtp,
  pop3,
  imap,
  ftp,
  telnet,
  rtp,
]
