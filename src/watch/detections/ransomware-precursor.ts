/** What comes before encryption: one host that within an hour does several of the things that prepare it. */
import type { EventFrame, EventOf } from '../../model/event.ts'
import type { Endpoint } from '../../model/observation.ts'
import type { Detection, Say, Watcher } from '../detection.ts'
import { keyOf, nameOf, proofOf } from '../say.ts'
import { RecentMap } from '../state/recent-map.ts'
import { fromManager, RUNNABLE } from './windows-lateral.ts'

/** Different preparations within an hour, on so many hosts; stopping protection or backups is grave on one. */
const SIGNS = 3
const HOSTS = 2
const HOUR = 3600
const MOST_ACTORS = 4096
const MOST_TARGETS = 64

/** MS-SCMR section 3.1.4: RControlService 1, RDeleteService 2, RChangeServiceConfigW 11, RCreateServiceW 12, RCreateServiceA 24. */
const STOPS = [1, 2, 11]
const CREATES = [12, 24]
/** MS-FSRVP section 1.9 and the coordinator of the shadow copy service. */
const SHADOW = /^(?:FileServerVssAgent|IVss)/
const TASKS = ['atsvc', 'ITaskSchedulerService', 'sasec']
const WMI = /^IWbem/

/** What an event prepares, in words that follow a name; `null`: nothing. */
const SIGN = {
  'share-opened': (e: EventOf<'share-opened'>) =>
    e.share === 'IPC$' || e.share === 'other' ? null : 'opened administrators’ shares',
  'file-touched': (e: EventOf<'file-touched'>) =>
    e.how === 'create' && RUNNABLE.includes(e.extension) ? 'wrote programs' : e.note ? 'left notes' : null,
  'rpc-called': (e: EventOf<'rpc-called'>) => {
    if (e.interface === 'svcctl' && STOPS.includes(e.operation)) return STOPPED
    if (e.interface === 'svcctl' && CREATES.includes(e.operation)) return 'created services'
    if (TASKS.includes(e.interface) && e.operation > 0) return 'made tasks'
    return SHADOW.test(e.interface) ? 'called the shadow copy service' : null
  },
  'rpc-bound': (e: EventOf<'rpc-bound'>) =>
    WMI.test(e.interface) ? 'called WMI' : SHADOW.test(e.interface) ? 'called the shadow copy service' : null,
  'pipe-opened': (e: EventOf<'pipe-opened'>) =>
    e.pipe === 'remote-execution' ? 'opened remote shells' : null,
  'ticket-asked': (e: EventOf<'ticket-asked'>) => (e.weak ? 'asked for weak tickets' : null),
}
const STOPPED = 'stopped or changed services'

interface Preparing {
  readonly signs: Map<string, number>
  readonly targets: Map<string, Endpoint>
  told: number
}

function preparing(): Watcher {
  const actors = new RecentMap<string, Preparing>(MOST_ACTORS, HOUR)
  function note(e: EventFrame, sign: string | null, say: Say): void {
    if (sign === null) return
    const of = actors.use(keyOf(e.actor), e.at, () => ({ signs: new Map(), targets: new Map(), told: 0 }))
    of.signs.delete(sign)
    of.signs.set(sign, e.at)
    for (const [old, at] of of.signs) if (at <= e.at - HOUR) of.signs.delete(old)
    if (of.targets.size < MOST_TARGETS) of.targets.set(keyOf(e.target), e.target)
    const enough = of.targets.size >= HOSTS || of.signs.has(STOPPED)
    if (of.signs.size < SIGNS || !enough || of.signs.size <= of.told) return
    of.told = of.signs.size
    say({
      at: Math.min(...of.signs.values()),
      until: e.at,
      actor: e.actor,
      targets: [...of.targets.values()],
      because: `${nameOf(e.actor)} ${[...of.signs.keys()].join(', ')} within an hour, as is done before files are encrypted`,
      proofs: [proofOf(e, `the last of ${of.signs.size} signs: ${sign}`)],
    })
  }
  return {
    get overloaded() {
      return actors.overloaded
    },
    on: {
      'share-opened': (e, say) => note(e, SIGN['share-opened'](e), say),
      'file-touched': (e, say) => note(e, SIGN['file-touched'](e), say),
      'rpc-called': (e, say) => note(e, SIGN['rpc-called'](e), say),
      'rpc-bound': (e, say) => note(e, SIGN['rpc-bound'](e), say),
      'pipe-opened': (e, say) => note(e, SIGN['pipe-opened'](e), say),
      'ticket-asked': (e, say) => note(e, SIGN['ticket-asked'](e), say),
    },
  }
}

export const ransomwarePrecursor: Detection = {
  id: 'ransomware-precursor',
  title: 'A host prepares what comes before encryption',
  severity: 'critical',
  technique: ['T1490', 'T1489', 'T1570'],
  check:
    'Is it a planned roll-out? Look at the source first: who is logged in, and what did it call outside.',
  response:
    'Isolate the source and pause backups’ deletion now. Do not switch clinical targets off: ask the ward, keep them running without network.',
  trap: 'Maintenance does one or two of these things, and comes from directory and update servers, which do not count.',
  watch: preparing,
  confirm: (s, scene) => !fromManager(scene, s),
}
