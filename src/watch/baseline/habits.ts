/** What a device does, in short sentences: what it serves and speaks, whom it calls by role, which machines it commands. */
import type { Asset } from '../../model/asset.ts'
import type { Conversation } from '../../model/facts.ts'
import { isMulticast } from '../../model/prefix.ts'
import { oncePerScene } from '../once.ts'
import { familyOf, type Scene, typeOf } from '../scene.ts'

/** `serves tcp/104`, `listens tcp/445` (nobody used it), `speaks dicom`, `calls pacs-vna tcp/104`, `commands bacnet`, `sends hl7 ORU^R01`, `administered at 06-12`. */
export type Habit = string

/** Ports from here on are picked by systems themselves (IANA's dynamic range, and Linux's from 32,768). */
const PICKED_PORTS = 32_768
/** Over UDP, voice and video agree on ports from here on, call by call. */
const MEDIA_PORTS = 10_000
/** What is agreed call by call is no service that a device offers. */
const MEDIA = ['rtp', 'rtcp', 'srtp']
/** Packets of a TCP connection that is opened and closed and carries nothing: who only tries a port shows no habit of its device. */
const HANDSHAKE = 7
/** Protocols by which people administer. */
const ADMINISTRATION = ['ssh', 'telnet', 'rdp', 'vnc', 'ftp', 'adb', 'x11']
/** Hours of the night, by the clock of the captures in UTC: a learned file compares nights with nights of its own place. */
const PART_OF_DAY = 6
/** Facts of a device that tell that it commands others. */
const COMMANDS: Readonly<Record<string, string>> = {
  'bacnet.writes': 'commands bacnet',
  'bacnet.controls': 'commands bacnet',
  'modbus.writes': 'commands modbus',
  'modbus.controls': 'commands modbus',
  's7comm.writes': 'commands s7comm',
  's7comm.controls': 'commands s7comm',
  'enip.writes': 'commands enip',
}

const UNKNOWN = 'unknown'

/** By device, each habit and when it was seen last. */
export const habitsIn = oncePerScene(readHabits)

function readHabits(scene: Scene): ReadonlyMap<Asset, ReadonlyMap<Habit, number>> {
  const all = new Map<Asset, Map<Habit, number>>()
  const add = (asset: Asset | null, habit: Habit, at: number) => {
    if (asset === null || !asset.internal) return
    const habits = all.get(asset) ?? new Map<Habit, number>()
    all.set(asset, habits)
    habits.set(habit, Math.max(at, habits.get(habit) ?? 0))
  }
  for (const c of scene.facts.conversations) conversed(c, scene, add)
  for (const asset of scene.assets)
    for (const { field, value, last } of asset.observations) {
      const command = COMMANDS[field]
      if (command !== undefined) add(asset, command, last)
      else if (field === 'hl7.sends') add(asset, `sends hl7 ${value}`, last)
    }
  return all
}

function conversed(
  c: Conversation,
  scene: Scene,
  add: (a: Asset | null, h: Habit, at: number) => void,
): void {
  if (isMulticast(c.server) || c.server.endsWith('.255') || !(c.rolesKnown || c.protocol !== null)) return
  const client = scene.assetOf({ mac: null, ip: c.client }, c.last)
  const server = scene.assetOf({ mac: null, ip: c.server }, c.last)
  // The port first: a connection that began before the capture is known by it and not by its content.
  const most = c.transport === 'tcp' ? PICKED_PORTS : MEDIA_PORTS
  const service = c.port < most ? `${c.transport}/${c.port}` : c.protocol
  if (c.protocol !== null) {
    add(client, `speaks ${c.protocol}`, c.last)
    if (c.answered) add(server, `speaks ${c.protocol}`, c.last)
  }
  if (c.protocol !== null && ADMINISTRATION.includes(c.protocol))
    for (const at of [c.first, c.last]) add(server, `administered at ${partOfDay(at)}`, at)
  if (service !== null) add(client, `calls ${roleOf(server, c, scene)} ${service}`, c.last)
  const isService =
    c.transport === 'tcp' || (c.transport === 'udp' && c.protocol !== null && !MEDIA.includes(c.protocol))
  if (!c.answered || !isService || c.port >= PICKED_PORTS) return
  const isUsed = c.transport === 'udp' || c.protocol !== null || c.packets > HANDSHAKE
  add(server, `${isUsed ? 'serves' : 'listens'} ${c.transport}/${c.port}`, c.last)
}

/** `00-06`, `06-12` ...: the quarter of the day, UTC. */
function partOfDay(at: number): string {
  const from = Math.floor((at % 86_400) / 3600 / PART_OF_DAY) * PART_OF_DAY
  return [from, from + PART_OF_DAY].map((hour) => String(hour).padStart(2, '0')).join('-')
}

/**
 * What the other side is: kinds, not addresses, so that a second archive is no stranger. A device that was learned is
 * what it was then, whatever this capture shows of it.
 */
function roleOf(server: Asset | null, c: Conversation, scene: Scene): string {
  if (!scene.isInternal(c.server, c.last)) return 'external'
  const then = server === null ? null : (scene.baseline?.deviceOf(server)?.type ?? null)
  return then ?? typeOf(server) ?? familyOf(server) ?? UNKNOWN
}

/** What was seen of the same while less was known: a call to a peer of unknown kind, a port that nobody used yet. */
export function asFaintly(habit: Habit): Habit | null {
  const [, role, service] = /^calls (\S+) (\S+)$/.exec(habit) ?? []
  if (role !== undefined) return role === 'external' ? null : `calls ${UNKNOWN} ${service}`
  return habit.startsWith('serves ') ? habit.replace('serves', 'listens') : null
}
