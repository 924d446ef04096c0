/** Headers that no stack writes by itself: probes for published flaws in embedded TCP/IP stacks. One row each. */
import type { CraftedSign, EventOf } from '../../model/event.ts'
import type { Detection, Watcher } from '../detection.ts'
import { nameOf, sighting } from '../say.ts'

const SAID: Readonly<Partial<Record<CraftedSign, string>>> = {
  'urgent-zero': 'a segment with URG and an urgent pointer of 0',
  'urgent-beyond': 'a segment whose urgent pointer lies far beyond its data',
  'syn-urgent': 'a SYN with URG',
  'source-route-broken': 'a source route option that does not hold together',
  'source-route': 'a source route option',
  'igmp-fragment': 'a fragmented IGMP message',
  'rarp-reply': 'a RARP reply that nobody asked for',
  'dhcp-group-address': 'a DHCP answer that hands out a group address',
  'ip-in-ip-fragment': 'a fragment of IPv4 in IPv4',
  'icmp-165': 'an ICMP message of type 165',
  'trans2-session-setup': 'an SMB1 transaction of the kind that EternalBlue sends (TRANS2 SESSION_SETUP)',
  'nt-trans-large': 'an oversized SMB1 NT transaction',
  'smb1-no-resources': 'the SMB1 answer that tells a host open to EternalBlue',
  'ms-t120': 'an MS_T120 channel where none belongs',
}

function watcher(signs: readonly CraftedSign[]): Watcher {
  return {
    on: {
      crafted(e: EventOf<'crafted'>, say) {
        const said = SAID[e.sign]
        if (!signs.includes(e.sign) || said === undefined) return
        say(sighting(e, `${nameOf(e.actor)} sent ${nameOf(e.target)} ${said}`, said))
      },
    },
  }
}

const RESPONSE =
  'Keep the sender away from the zone of the device (access list at the switch); watch the device for restarts, and have a replacement at hand before it is touched.'

const rule = (
  row: Pick<Detection, 'id' | 'title' | 'severity' | 'technique' | 'check' | 'trap'>,
  signs: readonly CraftedSign[],
): Detection => ({ ...row, response: RESPONSE, watch: () => watcher(signs) })

export const craftedDetections: readonly Detection[] = [
  rule(
    {
      id: 'urgent11-probe',
      title: 'Segments made for flaws in VxWorks (URGENT/11)',
      severity: 'high',
      technique: ['T0866', 'T0814', 'T1210'],
      check:
        'Is the sender a vulnerability scanner of the house? Does the target run VxWorks 6.5 or later (IPnet)?',
      trap: 'Telnet uses urgent data lawfully, with a pointer that fits; only pointers that fit nothing count.',
    },
    [
      'urgent-zero',
      'urgent-beyond',
      'syn-urgent',
      'source-route-broken',
      'igmp-fragment',
      'rarp-reply',
      'dhcp-group-address',
    ],
  ),
  rule(
    {
      id: 'ripple20-probe',
      title: 'Packets made for flaws in the Treck stack (Ripple20)',
      severity: 'high',
      technique: ['T0866', 'T1210'],
      check:
        'Is the sender a vulnerability scanner of the house? Which devices with a Treck stack does it reach?',
      trap: 'Tunnels carry whole IPv4 in IPv4; fragments of them towards a host that is no tunnel end do not occur.',
    },
    ['ip-in-ip-fragment', 'icmp-165'],
  ),
  rule(
    {
      id: 'eternalblue-probe',
      title: 'Messages made for MS17-010 (EternalBlue)',
      severity: 'critical',
      technique: ['T1210', 'T0866'],
      check:
        'Does the target run Windows without the patch of March 2017? Has it begun to scan others since?',
      trap: 'Vulnerability scanners send the same question: the scanner of the house stands in a suppression.',
    },
    ['trans2-session-setup', 'nt-trans-large', 'smb1-no-resources'],
  ),
  rule(
    {
      id: 'bluekeep-probe',
      title: 'Messages made for CVE-2019-0708 (BlueKeep)',
      severity: 'critical',
      technique: ['T1210'],
      check: 'Does the target run Windows 7 or older without the patch of May 2019?',
      trap: 'Vulnerability scanners send the same: the scanner of the house stands in a suppression.',
    },
    ['ms-t120'],
  ),
]
