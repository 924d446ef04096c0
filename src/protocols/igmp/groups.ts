/** Multicast groups whose members tell what they do: the IANA registry "IPv4 Multicast Address Space", and groups that vendors document. */
export const WELL_KNOWN_GROUPS: ReadonlySet<string> = new Set([
  '224.0.0.2', // all routers
  '224.0.0.5', // OSPF
  '224.0.0.6', // OSPF designated routers
  '224.0.0.9', // RIP version 2
  '224.0.0.10', // EIGRP
  '224.0.0.13', // PIM
  '224.0.0.18', // VRRP
  '224.0.0.22', // IGMP version 3 routers
  '224.0.0.102', // HSRP version 2, GLBP
  '224.0.0.107', // PTP peer delay
  '224.0.0.113', // AllJoyn
  '224.0.0.251', // mDNS
  '224.0.0.252', // LLMNR
  '224.0.1.1', // NTP
  '224.0.1.22', // SLP
  '224.0.1.24', // WINS replication
  '224.0.1.35', // SLP directory agents
  '224.0.1.39', // Cisco RP announce
  '224.0.1.40', // Cisco RP discovery
  '224.0.1.60', // HP device discovery
  '224.0.1.75', // SIP
  '224.0.1.76', // inter-access-point protocol
  '224.0.1.84', // Jini announcement
  '224.0.1.85', // Jini request
  '224.0.1.129', // PTP
  '224.0.1.130', // PTP
  '224.0.1.131', // PTP
  '224.0.1.132', // PTP
  '224.0.1.187', // CoAP
  '224.0.23.12', // KNXnet/IP
  '233.89.188.1', // Ubiquiti discovery
  '239.192.1.128', // EtherNet/IP default block
  '239.255.255.250', // SSDP and WS-Discovery
  '239.255.255.253', // SLP of the site
])
