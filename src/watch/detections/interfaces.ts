/** HL7 interfaces: who suddenly sends to a receiver that has its senders, and who orders medicines there. */
import type { EventOf } from '../../model/event.ts'
import type { Detection, Sighting, Watcher } from '../detection.ts'
import { isAppliance, isPersonal, isPrinter } from '../places.ts'
import { keyOf, nameOf, sighting } from '../say.ts'
import { isClinicalDevice, isPump, type Scene, typeOf } from '../scene.ts'
import { RecentMap } from '../state/recent-map.ts'
import { newSenders } from './novelty.ts'

/**
 * From which senders or messages on a receiver counts as one that has its senders: an interface engine gets thousands
 * of messages a day from a few dozen systems (our choice, at the low end).
 */
const SENDERS = 3
const MESSAGES = 20
/** A sender known for so long (seconds) is an interface of its own, however rarely it sends. */
const DAY = 86_400
const MOST_RECEIVERS = 1024
/** Hosts and applications kept of one receiver; more are no news. */
const MOST_SENDERS = 1024

interface Receiver {
  readonly hosts: Set<string>
  readonly applications: Set<number | null>
  messages: number
}

/** Tells the first message of a host, and under a name, that are both new on a receiver in use. */
function newcomers(counts: (type: string) => boolean, atLeast: Pick<Receiver, 'messages'>): Watcher {
  const receivers = new RecentMap<string, Receiver>(MOST_RECEIVERS, DAY)
  return {
    get overloaded() {
      return receivers.overloaded
    },
    on: {
      'hl7-message'(e, say) {
        if (!counts(e.type)) return
        const of = receivers.use(keyOf(e.target), e.at, () => ({
          hosts: new Set(),
          applications: new Set(),
          messages: 0,
        }))
        const isUsed = of.hosts.size >= SENDERS || (of.hosts.size > 0 && of.messages >= atLeast.messages)
        const isNew = !of.hosts.has(keyOf(e.actor)) && !of.applications.has(e.sender)
        of.messages++
        if (of.hosts.size < MOST_SENDERS) of.hosts.add(keyOf(e.actor))
        if (of.applications.size < MOST_SENDERS) of.applications.add(e.sender)
        if (isUsed && isNew && of.hosts.size < MOST_SENDERS) say(toldOf(e))
      },
    },
  }
}

const toldOf = (e: EventOf<'hl7-message'>): Sighting =>
  sighting(
    e,
    `${nameOf(e.actor)} sent ${nameOf(e.target)} HL7 ${e.type} under a name that never sent there, after others had`,
    `HL7 ${e.type} from a new host under a new name`,
  )

/** Said at the end, against habits, and not by a packet. */
const isJudged = ({ proofs }: Sighting): boolean => proofs.every(({ file }) => file === -1)

/** A host that appeared this shortly before it sent, on a network that was watched this long before (seconds). */
const JUST_COME = 300
const WATCHED = 120

/**
 * Systems that send little may be new to us only: computers with people at them and devices of other trades are
 * strangers, and of hosts of unknown kind those that have just come.
 */
function isStranger({ actor, at }: Sighting, scene: Scene): boolean {
  const asset = scene.assetOf(actor, at)
  if (isPersonal(asset) || isPrinter(asset)) return true
  if (isAppliance(asset) && !isClinicalDevice(asset)) return true
  if (asset === null || typeOf(asset) !== null) return false
  const begin = Math.min(...scene.facts.captures.map(({ first }) => first ?? Number.POSITIVE_INFINITY))
  return asset.firstSeen > at - JUST_COME && asset.firstSeen > begin + WATCHED
}

/** Orders of medicines and what is to be given (HL7 2.9 sections 4A.3.6, 4A.3.10, 4A.3.13). */
const ORDERS = /^(RDE|RGV|RDS|OMP)\b/

const takesOrders = ({ targets, at }: Sighting, scene: Scene): boolean =>
  targets.some((target) => {
    const asset = scene.assetOf(target, at)
    return isPump(asset) || ['infusion-server', 'infusion-gateway'].includes(typeOf(asset) ?? '')
  })

export const interfaceDetections: readonly Detection[] = [
  {
    id: 'hl7-from-unknown-sender',
    title: 'HL7 messages from a sender that never sent such',
    severity: 'high',
    technique: ['T1565.002', 'T0856'],
    check: 'Is it in the list of interfaces? Compare what it sent with the ward’s record.',
    response:
      'Stop the sender at the interface engine, not the receiver: orders and results of others must go on.',
    trap: 'An interface that moved sends under its old name; systems that send rarely are known by what they are. Only computers with people at them, devices of other trades and hosts that have just come count, on a receiver that had others before.',
    watch: () => newcomers((type) => !ORDERS.test(type), { messages: MESSAGES }),
    judge: (scene) => newSenders(scene, (type) => !ORDERS.test(type)),
    confirm: (s, scene) => isJudged(s) || isStranger(s, scene),
  },
  {
    id: 'hl7-order-to-pump-from-new',
    title: 'Orders of medicines from a sender that never ordered',
    severity: 'critical',
    technique: ['T0855', 'T0836'],
    check:
      'Is a new pharmacy system in service? Have the ward compare the pumps’ programmes with the prescriptions now.',
    response:
      'Stop the sender at the interface engine. Running infusions go on; nurses check each against its prescription.',
    trap: 'A second node of a known pharmacy system orders under its name or is known by its kind.',
    // Whoever orders from pumps is one or two systems: a handful of orders shows who.
    watch: () => newcomers((type) => ORDERS.test(type), { messages: 5 }),
    judge: (scene) => newSenders(scene, (type) => ORDERS.test(type)),
    confirm: (s, scene) => isJudged(s) || (takesOrders(s, scene) && isStranger(s, scene)),
  },
]
