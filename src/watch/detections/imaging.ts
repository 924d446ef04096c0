/** DICOM as those use it who have no business with images: nodes and titles tried, records listed, images sent away. */
import { type Digest, digestOf } from '../../model/digest.ts'
import type { EventOf } from '../../model/event.ts'
import type { Detection, Say, Sighting, Watcher } from '../detection.ts'
import { isPersonal, isPrinter } from '../places.ts'
import { together, whenMany, whenSeen } from '../rules.ts'
import { keyOf, nameOf, sighting, span } from '../say.ts'
import { categoryOf, isPump, type Scene, typeOf } from '../scene.ts'
import { DistinctWindow } from '../state/distinct-window.ts'
import { RecentMap } from '../state/recent-map.ts'

const response =
  'Refuse the caller’s title at the archive; reading rooms and modalities go on working. Ask the imaging department before anything is cut.'

/** Reasons 3 and 7 of the service user (PS3.8 table 9-21): title of the caller, of the called, not recognised. */
const UNKNOWN_TITLES = [3, 7]

/** Different nodes within ten minutes. */
const NODES = 5
const TEN_MINUTES = 600
/** Registered for DICOM (IANA: acr-nema, dicom). */
const DICOM_PORTS = [104, 11_112]

/** Nodes that were sent an echo, or tried on a port of DICOM by a host that sends echoes. */
function echoes(): Watcher {
  const tried = new DistinctWindow<string>(TEN_MINUTES, 4 * NODES)
  const echoed = new RecentMap<string, true>(4096, TEN_MINUTES)

  function count(e: EventOf<'dicom-operation'> | EventOf<'opening'>, say: Say): void {
    const from = keyOf(e.actor)
    const nodes = tried.add(from, keyOf(e.target), e.at)
    if (nodes < NODES || echoed.get(from, e.at) === undefined) return
    const [first = e.at] = tried.of(from, e.at).values()
    const because = `${nameOf(e.actor)} looked for ${nodes} DICOM nodes by C-ECHO within ${span(e.at - first)}`
    say(sighting(e, because, e.kind === 'opening' ? `connection to port ${e.port}` : 'DICOM C-ECHO'))
    tried.clear(from)
  }

  return {
    get overloaded() {
      return tried.overloaded || echoed.overloaded
    },
    on: {
      'dicom-operation'(e, say) {
        if (e.operation !== 'echo') return
        echoed.set(keyOf(e.actor), e.at, true)
        count(e, say)
      },
      opening(e, say) {
        if (DICOM_PORTS.includes(e.port)) count(e, say)
      },
    },
  }
}

/** Titles that the programs of toolkits bear until somebody sets another (manual pages of DCMTK, dcm4che and pynetdicom). */
const TOOLS: ReadonlySet<Digest> = new Set(
  ['ECHOSCU', 'FINDSCU', 'GETSCU', 'MOVESCU', 'PYNETDICOM', 'STORESCU'].map(digestOf),
)
const isTool = (caller: Digest | null): boolean => caller !== null && TOOLS.has(caller)
const UNDER_TOOL = 'under the title that a toolkit’s program has by default'
const toldOfTool = (s: Sighting): boolean => s.proofs.some(({ observed }) => observed.includes(UNDER_TOOL))

/** Answers to one query: a day’s list of one modality has some dozens, a test of the connection a handful. */
const MANY_RECORDS = 100
const RECORDS_OF_TOOL = 50
/** Queries within ten minutes by whom nobody expects to ask at all; a test of the connection takes one or two. */
const QUERIES = 5

function queries(): Watcher {
  interface Asker {
    readonly times: number[]
    tool: boolean
  }
  const askers = new RecentMap<string, Asker>(4096, TEN_MINUTES)

  function asked(e: EventOf<'dicom-operation'>): Asker | null {
    if (e.operation !== 'find') return null
    const of = askers.use(keyOf(e.actor), e.at, () => ({ times: [], tool: false }))
    of.tool = isTool(e.caller)
    of.times.push(e.at)
    while (of.times.length > QUERIES || of.times[0]! < e.at - TEN_MINUTES) of.times.shift()
    return of
  }

  return {
    get overloaded() {
      return askers.overloaded
    },
    on: {
      'dicom-operation'(e, say) {
        const of = asked(e)
        if (of === null || of.times.length < QUERIES) return
        const because = `${nameOf(e.actor)} queried ${nameOf(e.target)} ${QUERIES} times within ${span(e.at - of.times[0]!)}`
        of.times.length = 0
        say(sighting(e, because, of.tool ? `DICOM C-FIND ${UNDER_TOOL}` : STRANGER))
      },
      'dicom-results'(e, say) {
        const tool = askers.get(keyOf(e.actor), e.at)?.tool === true
        if (e.results < (tool ? RECORDS_OF_TOOL : MANY_RECORDS)) return
        const because = `${nameOf(e.actor)} got ${e.results} records from one query to ${nameOf(e.target)}`
        const observed = `${e.results} pending answers to C-FIND`
        say(sighting(e, because, tool ? `${observed} ${UNDER_TOOL}` : observed))
      },
    },
  }
}

/** Marks what only counts where the host is of a kind that has no business with images. */
const STRANGER = 'DICOM request of a host that is none of imaging'

/** What holds of everybody, and of strangers only. */
const isJudged = (s: Sighting, scene: Scene): boolean =>
  toldOfTool(s) ||
  (s.proofs.every(({ observed }) => observed === STRANGER)
    ? isStranger(s, scene)
    : !ARCHIVES.includes(typeOf(scene.assetOf(s.actor, s.at)) ?? ''))

/** Archives ask and move for others all day. */
const ARCHIVES = ['pacs-vna', 'server']
/** Categories of devices that neither make images nor show them. */
const NO_IMAGES = ['building', 'consumer-iot', 'network', 'physical-security', 'utility-ot']

function isStranger({ actor, at }: Sighting, scene: Scene): boolean {
  const asset = scene.assetOf(actor, at)
  return isPersonal(asset) || isPump(asset) || isPrinter(asset) || NO_IMAGES.includes(categoryOf(asset) ?? '')
}

/** Titles that were seen at work, as callers or called; whoever takes images was one of them before, or is the orderer. */
const MOST_TITLES = 16_384
const DAY = 86_400

function strangeDestinations(): Watcher {
  const titles = new RecentMap<Digest, true>(MOST_TITLES, DAY)
  return {
    get overloaded() {
      return titles.overloaded
    },
    on: {
      'dicom-operation'(e, say) {
        for (const title of [e.caller, e.called]) if (title !== null) titles.set(title, e.at, true)
        if (e.operation !== 'move' || e.destination === null || titles.get(e.destination, e.at) === true)
          return
        const because = `${nameOf(e.actor)} ordered images from ${nameOf(e.target)} to an AE title that was not seen before`
        say(sighting(e, because, isTool(e.caller) ? `DICOM C-MOVE ${UNDER_TOOL}` : STRANGER))
      },
    },
  }
}

const manyDestinations = (): Watcher =>
  whenMany({
    kind: 'dicom-operation',
    when: (e) => e.operation === 'move' && e.destination !== null,
    thing: (e) => e.destination!,
    atLeast: 3,
    seconds: 3600,
    because: (e, n) =>
      `${nameOf(e.actor)} ordered images from ${nameOf(e.target)} to ${n} different titles within an hour`,
    observed: () => 'DICOM C-MOVE',
  })

export const imagingDetections: readonly Detection[] = [
  {
    id: 'dicom-echo-sweep',
    title: 'DICOM nodes asked one after the other whether they are there',
    severity: 'medium',
    technique: ['T1046'],
    check: 'Does a PACS administrator test connections? See whether queries follow.',
    response,
    trap: 'A workstation tests its one or two archives; five different nodes are asked for, tried on the ports of DICOM where nobody answers. Archives and servers check their own nodes.',
    watch: echoes,
    confirm: (s, scene) => !ARCHIVES.includes(typeOf(scene.assetOf(s.actor, s.at)) ?? ''),
  },
  {
    id: 'ae-title-guessing',
    title: 'DICOM titles guessed',
    severity: 'high',
    technique: ['T1110', 'T1078'],
    check: 'Was one of the titles accepted in the end? Look for an association right after.',
    response,
    trap: 'A modality with a wrong setting tries one title again and again, which counts once.',
    watch: () =>
      whenMany({
        kind: 'dicom-refused',
        key: (e) => `${keyOf(e.actor)}>${keyOf(e.target)}`,
        when: (e) => UNKNOWN_TITLES.includes(e.reason),
        thing: (e) => `${e.caller} ${e.called}`,
        atLeast: 5,
        seconds: 600,
        because: (e, n, s) =>
          `${nameOf(e.actor)} tried ${n} pairs of AE titles on ${nameOf(e.target)} in vain within ${span(s)}`,
        observed: () => 'DICOM association refused: title not recognised',
      }),
  },
  {
    id: 'unexpected-dicom-query',
    title: 'DICOM queries that list very many records, or of somebody who has no business to ask',
    severity: 'medium',
    technique: ['T1213', 'T1005'],
    check:
      'Who sat at the workstation? A reading room asks for a day’s list of one modality, not for everybody.',
    response,
    trap: 'Worklists of a day have some dozens of entries and are asked for every minute: a hundred answers to one query are asked for, or five queries by a toolkit’s program or by a device of no imaging kind.',
    watch: queries,
    confirm: isJudged,
  },
  {
    id: 'unexpected-dicom-move',
    title: 'Images sent by order of one host to many destinations, or to a stranger',
    severity: 'medium',
    technique: ['T1213', 'T1041'],
    check: 'Which node bears the destination’s title, and who ordered it?',
    response,
    trap: 'A workstation orders images to itself; three destinations of one orderer are asked for, or one unknown one by a toolkit’s program or by a device of no imaging kind.',
    watch: () => together(manyDestinations(), strangeDestinations()),
    confirm: isJudged,
  },
  {
    id: 'dicom-store-from-nonmodality',
    title: 'Images stored by a device that makes none',
    severity: 'medium',
    technique: ['T1195', 'T1027'],
    check: 'What did it store, and under which title? Somebody may stand at a borrowed socket.',
    response,
    trap: 'Computers import discs and are left out; buildings’ devices, cameras, pumps and printers make no images. A copier that scans into the archive stands in a suppression.',
    watch: () =>
      whenSeen({
        kind: 'dicom-operation',
        when: (e) => e.operation === 'store',
        because: (e) => `${nameOf(e.actor)} stored images on ${nameOf(e.target)}`,
        observed: () => 'DICOM C-STORE',
      }),
    confirm: (s, scene) => !isPersonal(scene.assetOf(s.actor, s.at)) && isStranger(s, scene),
  },
]
