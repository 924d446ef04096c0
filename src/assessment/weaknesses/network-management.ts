/** SNMP: communities everybody knows, versions without protection, writes. */
import { AUTHENTICATION, AUTHORIZATION, CREDENTIAL_MANAGEMENT, ENCRYPTION_IN_TRANSIT } from './safeguards.ts'
import { seen } from './sightings.ts'
import { fromLogin, type Weakness } from './weakness.ts'

export const networkManagement: readonly Weakness[] = [
  {
    id: 'snmp-default-community',
    title: 'SNMP with a default community',
    severity: 'medium',
    why: 'Everybody can read how the device is built and connected; where it takes writes (high), also change it.',
    cwe: [1393],
    safeguards: [CREDENTIAL_MANAGEMENT, AUTHORIZATION],
    remedy: 'Use SNMPv3 with authentication and privacy; else set a long random community, read-only.',
    meanwhile: 'Let only the management station reach UDP 161.',
    guard: 'Only a community that was answered; requests without an answer are told as an attempt.',
    judge: (view) => {
      const writes = view.of('snmp.write-accepted').length > 0
      return view.logins
        .filter((c) => c.protocol === 'snmp' && c.knownDefault && c.accepted === true)
        .map((c) => ({
          saw: `SNMP answered to a default community${writes ? ', and took a write' : ''}`,
          protocol: 'snmp',
          port: c.port,
          ...(writes ? { severity: 'high' as const } : {}),
          evidence: [fromLogin(c)],
        }))
    },
  },
  {
    id: 'snmp-write-accepted',
    title: 'SNMP write carried out',
    severity: 'high',
    why: 'Settings can be changed by whoever knows the community, which crosses the network in clear.',
    cwe: [284],
    safeguards: [AUTHORIZATION, AUTHENTICATION],
    remedy:
      'Take the write community away; where writes are needed, use SNMPv3 with authentication and privacy.',
    meanwhile: 'Let only the management station reach UDP 161.',
    guard:
      'Only a SetRequest that was answered without error. Job accounting of print servers writes by design.',
    judge: seen(
      'snmp.write-accepted',
      () => true,
      (v) => `SNMP carried out a ${v}`,
    ),
  },
  {
    id: 'snmpv1-v2c-used',
    title: 'SNMP version 1 or 2c',
    severity: 'medium',
    why: 'The community is a password that crosses the network in clear, and nothing protects what is said.',
    cwe: [319],
    safeguards: [ENCRYPTION_IN_TRANSIT, AUTHENTICATION],
    remedy: 'Use SNMPv3 with authentication and privacy, and switch the older versions off.',
    meanwhile: 'Let only the management station reach UDP 161; keep the community read-only.',
    guard:
      'Only versions in which the agent answered; traps that it sends and requests that nobody answered do not count.',
    judge: seen('snmp.answered', ['1', '2c'], (v) => `SNMP version ${v} was answered`),
  },
  {
    id: 'snmpv3-noauth',
    title: 'SNMPv3 without authentication',
    severity: 'medium',
    why: 'Nobody has to prove who asks, and everything can be read and forged.',
    cwe: [306],
    safeguards: [AUTHENTICATION, ENCRYPTION_IN_TRANSIT],
    remedy: 'Set the users of the agent to authPriv with SHA-2 and AES.',
    meanwhile: 'Let only the management station reach UDP 161.',
    guard:
      'The discovery that begins every exchange, and its reports, are without authentication by design and left out.',
    judge: seen('snmp.answered-level', 'noAuthNoPriv', 'SNMPv3 handed out data without authentication'),
  },
]
