/** What tshark calls the protocols that have another name here. A new protocol needs an entry where that is so. */

/** Protocols that tshark has no dissector for, or not under a name of its own. */
export const UNKNOWN_TO_TSHARK: ReadonlySet<string> = new Set([
  'adb', // over USB only
  'addp',
  'astm',
  'edimax-cloud',
  'elasticsearch',
  'fhir',
  'fox',
  'ge-unity',
  'ieee11073',
  'intellivue',
  'lantronix',
  'medibus',
  'mndp',
  'moxa',
  'pjl',
  'poct1a',
  'sdc',
  'onvif',
  'snpp',
  'stratum',
  'ubnt-discovery',
  'wctp',
  'winrm',
  'ws-discovery',
  'zpl',
])

/** Our name of a protocol, by tshark's. */
const OURS: Readonly<Record<string, string>> = {
  bootp: 'dhcp',
  cldap: 'ldap',
  cnip: 'lontalk-ip',
  cql: 'cassandra',
  'db-lsp-disc': 'dropbox',
  gquic: 'quic',
  h225: 'h323',
  memcache: 'memcached',
  resp: 'redis',
  rmcp: 'ipmi',
  iec60870_104: 'iec104',
  ipmi_session: 'ipmi',
  kip: 'knx',
  pn_dcp: 'profinet',
  pgsql: 'postgresql',
  pop: 'pop3',
  rlogin: 'r-services',
  rsh: 'r-services',
  skinny: 'sccp',
  mongo: 'mongodb',
  mount: 'nfs',
  portmap: 'sunrpc',
  rpc: 'sunrpc',
  smb2: 'smb',
  smb_netlogon: 'browser',
  tds: 'mssql',
  tns: 'oracle-tns',
  wg: 'wireguard',
}

export const ourName = (theirs: string): string => OURS[theirs] ?? theirs
