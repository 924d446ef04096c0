/** Clinical protocols and the protocols of plants, used as nobody uses them at work. */
import type { EventOf } from '../../model/event.ts'
import type { Ip } from '../../model/ip.ts'
import type { Detection, Proof, Say, Sighting, Watcher } from '../detection.ts'
import { oncePerScene } from '../once.ts'
import { whenSeen } from '../rules.ts'
import { keyOf, nameOf, sighting } from '../say.ts'
import { categoryOf, isClinicalDevice, type Scene, typeOf } from '../scene.ts'
import { RecentMap } from '../state/recent-map.ts'
import { newCommanders } from './novelty.ts'

const hl7Response =
  'Stop the sender at the interface engine, not the receiver: orders and results of others must go on. Have the ward check what arrived from it.'

/** The same message from another sender within this long (seconds) is a replay; resends come from the same. */
const REPLAY_SECONDS = 86_400

/** Who sent to whom under which name; one for all messages of an interface. */
interface Interface {
  readonly from: string
  readonly sender: EventOf<'hl7-message'>['sender']
  readonly receiver: string
}

function replays(): Watcher {
  const seen = new RecentMap<string, { readonly over: Interface; readonly at: number }>(65_536, 3600)
  const interfaces = new RecentMap<string, Interface>(4096, 3600)

  function interfaceOf(e: EventOf<'hl7-message'>): Interface {
    const [from, receiver] = [keyOf(e.actor), keyOf(e.target)]
    return interfaces.use(`${from} ${e.sender} ${receiver}`, e.at, () => ({
      from,
      sender: e.sender,
      receiver,
    }))
  }

  function tell(
    e: EventOf<'hl7-message'>,
    { over: { from, sender, receiver }, at }: { over: Interface; at: number },
    say: Say,
  ): void {
    // An interface engine hands on what it got: it was the receiver before.
    if (from === keyOf(e.actor) || receiver === keyOf(e.actor) || sender !== e.sender) return
    if (e.at > at + REPLAY_SECONDS || receiver !== keyOf(e.target)) return
    say(
      sighting(
        e,
        `${nameOf(e.actor)} sent ${nameOf(e.target)} an HL7 ${e.type} message that ${from} had sent before, under the same sender and number`,
        `HL7 ${e.type} repeated from another address`,
      ),
    )
  }

  return {
    // What is forgotten first is oldest: that is no overload here, but the window’s end.
    on: {
      'hl7-message'(e, say) {
        if (e.control === null) return
        const key = `${e.control.toString(36)} ${e.content.toString(36)}`
        const before = seen.get(key, e.at)
        if (before === undefined) seen.set(key, e.at, { over: interfaceOf(e), at: e.at })
        else tell(e, before, say)
      },
    },
  }
}

/** Share of refusals, of so many answers, within five minutes. */
const REFUSED_SHARE = 0.2
const ANSWERS = 20
const FIVE_MINUTES = 300

function refusals(): Watcher {
  const pairs = new RecentMap<string, { at: number; refused: boolean }[]>(4096, FIVE_MINUTES)
  return {
    get overloaded() {
      return pairs.overloaded
    },
    on: {
      'hl7-answer'(e, say) {
        const of = pairs.use(`${keyOf(e.actor)}>${keyOf(e.target)}`, e.at, () => [])
        of.push({ at: e.at, refused: e.refused })
        while (of.length > 512 || of[0]!.at < e.at - FIVE_MINUTES) of.shift()
        const refused = of.filter((answer) => answer.refused).length
        if (!e.refused || of.length < ANSWERS || refused < REFUSED_SHARE * of.length) return
        say(
          sighting(
            e,
            `${nameOf(e.target)} refused ${refused} of the last ${of.length} messages of ${nameOf(e.actor)}`,
            'HL7 acknowledgement AE or AR',
          ),
        )
      },
    },
  }
}

/** Said at the end, against habits, and not by a packet. */
const isJudged = ({ proofs }: { readonly proofs: readonly Proof[] }): boolean =>
  proofs.every(({ file }) => file === -1)

/** Who commands machines: an engineer’s station or the building’s server; a device at the bedside or a camera never. */
function commandedByStranger(scene: Scene, s: { actor: EventOf<'control'>['actor']; at: number }): boolean {
  const actor = scene.assetOf(s.actor, s.at)
  return (
    isClinicalDevice(actor) || STRANGERS.includes(typeOf(actor) ?? '') || categoryOf(actor) === 'consumer-iot'
  )
}

/** Requests by which a station follows what it steers. */
const READS = /read|get-|subscribe/
/** Systems of the plant itself. */
const STEERING = ['building', 'utility-ot']

/**
 * Whoever steers a plant also reads it. A host that changes what another polls, and never reads anything itself, came
 * for the change.
 */
function changesBlindly(scene: Scene, { actor, targets, at, proofs }: Sighting): boolean {
  const asset = scene.assetOf(actor, at)
  const protocol = proofs[0]?.observed.split(' ')[0] ?? ''
  if (asset === null || STEERING.includes(categoryOf(asset) ?? '')) return false
  const asks = [`${protocol}.service`, `${protocol}.function`]
  if (asset.observations.some(({ field, value }) => asks.includes(field) && READS.test(String(value))))
    return false
  return targets.some(({ ip }) => {
    const pollers = clientsOf(scene).get(`${protocol} ${ip}`)
    return pollers !== undefined && pollers.size > (actor.ip !== null && pollers.has(actor.ip) ? 1 : 0)
  })
}

/** By protocol of a plant and server, who was answered there. */
const clientsOf = oncePerScene(({ facts }) => {
  const clients = new Map<string, Set<Ip>>()
  for (const { protocol, server, client, answered } of facts.conversations) {
    if (protocol === null || !answered || !PLANT.includes(protocol)) continue
    const key = `${protocol} ${server}`
    const of = clients.get(key) ?? new Set()
    clients.set(key, of.add(client))
  }
  return clients
})
const PLANT = ['bacnet', 'modbus', 's7comm', 'enip']
const STRANGERS = ['ip-camera', 'nvr', 'printer', 'label-printer', 'voip-phone', 'smart-tv', 'mobile-iot']

const control = (protocols: readonly string[], commands: readonly string[]) =>
  whenSeen({
    kind: 'control',
    when: (e) => protocols.includes(e.protocol) && commands.includes(e.command),
    because: (e) => `${nameOf(e.actor)} sent ${nameOf(e.target)} the command ${e.function}`,
    observed: (e) => `${e.protocol} ${e.function}`,
  })

const plantResponse =
  'Do not undo the command blindly: ask the plant’s operator what state the machine is in. Cut off the source; room pressure, gases and power are checked at the panel.'

export const clinicalProtocols: readonly Detection[] = [
  {
    id: 'duplicate-hl7-replay',
    title: 'An HL7 message sent again from another address',
    severity: 'high',
    technique: ['T0856', 'T1557'],
    check: 'Was the interface moved to another address? If not, compare what arrived with the ward’s record.',
    response: hl7Response,
    trap: 'A resend comes from the same address; an engine that hands on was the receiver before.',
    watch: replays,
  },
  {
    id: 'hl7-ack-error-burst',
    title: 'Many HL7 messages refused',
    severity: 'low',
    technique: ['T1499'],
    check: 'Did an upgrade change the format? Look at the receiver’s log for the reason.',
    response:
      'Orders or results are lost meanwhile: tell the department to check by telephone until it is mended.',
    trap: 'Single refusals are daily; a fifth of at least twenty is asked for.',
    watch: refusals,
  },
  {
    id: 'bacnet-write-new-writer',
    title: 'Building controller commanded by a stranger',
    severity: 'high',
    technique: ['T0855', 'T0836', 'T0816'],
    check: 'Which rooms does the controller serve? Operating rooms and isolation rooms first.',
    response: plantResponse,
    trap: 'The building’s server and engineers’ stations write all day, and read what they write to; devices of other kinds are strangers, and hosts that only write to what another reads.',
    watch: () => control(['bacnet'], ['write', 'restart', 'silence']),
    judge: (scene) => newCommanders(scene, ['bacnet']),
    confirm: (s, scene) => isJudged(s) || commandedByStranger(scene, s) || changesBlindly(scene, s),
  },
  {
    id: 'modbus-s7-write-new',
    title: 'Controller stopped, programmed or silenced, or written to by a stranger',
    severity: 'high',
    technique: ['T0855', 'T0843', 'T0858'],
    check: 'Is an engineer at work at this time? What does the controller drive?',
    response: plantResponse,
    trap: 'Values are written all day by stations of the plant, which read them as well; stopping, programming and silencing are rare by anybody.',
    watch: () => control(['modbus', 's7comm', 'enip'], ['write', 'stop', 'program', 'silence', 'restart']),
    judge: (scene) => newCommanders(scene, ['modbus', 's7comm', 'enip']),
    confirm: (s, scene) =>
      isJudged(s) ||
      commandedByStranger(scene, s) ||
      changesBlindly(scene, s) ||
      s.proofs.some(({ observed }) => !/ (read-)?(mask-)?write/.test(observed)),
  },
  {
    id: 'config-download-anomaly',
    title: 'Firmware or settings sent to a device',
    severity: 'medium',
    technique: ['T0843', 'T0857', 'T1105'],
    check: 'Is an update planned for this device? Which version did it have before?',
    response:
      'Do not switch the device off while it may be writing. Take it from the patient when the ward can, and compare its version.',
    trap: 'Uploads to file servers are what they are for: only those to clinical devices, controllers, printers and network gear count.',
    watch: () =>
      whenSeen({
        kind: 'upload',
        when: (e) => e.firmware,
        because: (e) => `${nameOf(e.actor)} sent ${nameOf(e.target)} a file named like firmware or settings`,
        observed: (e) => `${e.protocol} upload`,
      }),
    confirm: (s, scene) =>
      s.targets.some((target) => {
        const asset = scene.assetOf(target, s.at)
        return (
          isClinicalDevice(asset) || UPDATED.includes(categoryOf(asset) ?? '') || typeOf(asset) === 'printer'
        )
      }),
  },
]
const UPDATED = ['network', 'building', 'utility-ot', 'physical-security', 'nurse-call-and-communication']
