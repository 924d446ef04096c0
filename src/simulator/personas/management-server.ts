/** The network managers' server: asks SNMP agents, logs into switches, hears syslog. */
import { supervises } from '../dialogues/snmp.ts'
import { SSH, sshSession } from '../dialogues/ssh.ts'
import { SYSLOG } from '../dialogues/syslog.ts'
import type { Persona } from '../persona.ts'
import { officeRhythm } from '../rhythms.ts'

export const managementServer: Persona = {
  id: 'management-server',
  product: {
    type: 'server',
    vendor: 'VMware',
    model: null,
    criticality: 'support',
    releases: [{ version: null, os: { name: 'Linux' }, share: 1 }],
  },
  ouis: ['005056'],
  stack: 'linux-5',
  zone: 'management',
  addressing: { kind: 'static' },
  population: { perSite: 1 },
  roles: ['log-server', 'management-server'],
  hostname: (unit) => `nms${unit.number}`,
  services: () => [SYSLOG.offer(null)],
  wire: { 'ssh:client': { shows: [] } },
  live(unit) {
    supervises(unit, ['managed', 'printer', 'ups'], 600)
    unit.often(6, officeRhythm, () => {
      const device = unit.random.pick(unit.peers('switch'))
      unit.talk(device, SSH, (to) => sshSession(unit, to, 'OpenSSH_9.2p1 Debian-2+deb12u2', 6))
    })
  },
  source: 'RFC 3416, 3164, 4253',
}
