/** Content that only one purpose has: shares of a mining pool, commands on the files of a printer. */
import type { EventFrame } from '../../model/event.ts'
import type { Detection, Watcher } from '../detection.ts'
import { whenSeen } from '../rules.ts'
import { nameOf, sighting } from '../say.ts'

/**
 * Domains of large mining pools and of those that miners brought by malware use (from memory; public pools announce
 * them). Names under them count as well.
 */
const POOLS = [
  '2miners.com',
  'c3pool.com',
  'ethermine.org',
  'f2pool.com',
  'hashvault.pro',
  'herominers.com',
  'minergate.com',
  'minexmr.com',
  'moneroocean.stream',
  'nanopool.org',
  'nicehash.com',
  'supportxmr.com',
  'unmineable.com',
]
const isPool = (name: string): boolean => {
  const lower = name.toLowerCase()
  return POOLS.some((pool) => lower === pool || lower.endsWith(`.${pool}`))
}

function mining(): Watcher {
  const observed = (e: EventFrame, what: string) =>
    sighting(e, `${nameOf(e.actor)} takes part in a mining pool at ${nameOf(e.target)}`, what)
  return {
    on: {
      'content-sign'(e, say) {
        if (e.sign === 'stratum') say(observed(e, 'method of the Stratum mining protocol'))
      },
      // A page about prices is short and asked once; only a connection that was answered counts.
      'flow-ended'(e, say) {
        if (e.sni !== null && e.answered && isPool(e.sni))
          say(observed(e, `TLS server name ${e.sni.toLowerCase()}`))
      },
    },
  }
}

export const contentDetections: readonly Detection[] = [
  {
    id: 'cryptominer',
    title: 'Cryptocurrency mined',
    severity: 'high',
    technique: ['T1496'],
    check:
      'Which program does it, and how did it get there? Whoever could place it could have placed anything else.',
    response:
      'Block the pool at the firewall first: that takes nothing from patients. A clinical device that computes for others may answer late; clean or replace it when the ward can spare it.',
    trap: 'JSON over TCP is everybody’s: only methods of the mining protocol count, and of names only those of pools.',
    watch: mining,
  },
  {
    id: 'printer-abuse',
    title: 'Files of a printer read, listed or deleted',
    severity: 'medium',
    technique: ['T1105', 'T1565'],
    check: 'Is the source a tool of whoever manages printers? Stored jobs on the disk hold patients’ papers.',
    response:
      'Block the source from port 9100 and let only the print server through. The printer can go on printing labels and wristbands meanwhile.',
    trap: 'Drivers ask for fonts and send them: FSQUERY and FSDOWNLOAD to the printer’s own places do not count.',
    watch: () =>
      whenSeen({
        kind: 'content-sign',
        when: (e) => e.sign === 'pjl-file-system',
        because: (e) => `${nameOf(e.actor)} sent ${nameOf(e.target)} commands on the printer’s own files`,
        observed: () => 'PJL file system command',
      }),
  },
]
