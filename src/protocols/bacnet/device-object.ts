/** What answers about the Device object tell: ReadProperty and ReadPropertyMultiple (ASHRAE 135 clauses 15.5, 15.7). */
import type { FieldName } from '../../model/observation.ts'
import type { Say } from './fields.ts'
import { ANY_INSTANCE, CHARACTER_STRING, DEVICE, ENUMERATED, Tags, UNSIGNED } from './tags.ts'

/** Properties of the Device object that are told (clause 12.11), by number (clause 21). */
const PROPERTIES: ReadonlyMap<number, FieldName> = new Map([
  [12, 'bacnet.application-software'],
  [28, 'bacnet.description'],
  [44, 'bacnet.firmware-revision'],
  [58, 'bacnet.location'],
  [62, 'bacnet.max-apdu'],
  [70, 'bacnet.model-name'],
  [77, 'bacnet.object-name'],
  [98, 'bacnet.protocol-version'],
  [107, 'bacnet.segmentation'],
  [120, 'bacnet.vendor-id'],
  [121, 'bacnet.vendor-name'],
  [139, 'bacnet.protocol-revision'],
  [168, 'bacnet.profile-name'],
  [372, 'bacnet.serial-number'],
])
const SEGMENTATION = 107
const DESCRIPTION = 28
/** Clause 21, BACnetSegmentation. */
const SEGMENTATIONS = ['both', 'transmit', 'receive', 'none']
/** Objects and properties read of one answer. */
const MOST_OBJECTS = 32
const MOST_PROPERTIES = 256

/** Object, property, index if it is of a list, value. */
export function readPropertyAnswer(body: Uint8Array, say: Say): boolean {
  const tags = new Tags(body)
  const device = deviceOf(tags, say)
  if (device === null || !tags.field(1)) return false
  const property = tags.unsigned()
  const whole = !tags.field(2)
  if (!tags.open(3)) return false
  if (device && whole && property !== null) tell(property, tags, say)
  return !tags.broken
}

/** For each object a list of properties, each with a value or an error. */
export function readPropertiesAnswer(body: Uint8Array, say: Say): boolean {
  const tags = new Tags(body)
  let left = MOST_PROPERTIES
  for (let n = 0; n < MOST_OBJECTS; n++) {
    const device = deviceOf(tags, say)
    if (device === null) return n > 0 && !tags.broken
    if (!tags.open(1)) return false
    while (!tags.close(1)) {
      if (left-- === 0 || !tags.field(2)) return false
      const property = tags.unsigned()
      const whole = !tags.field(3)
      if (tags.open(4)) {
        if (device && whole && property !== null) tell(property, tags, say)
        else tags.skipToClose()
      } else if (tags.open(5)) tags.skipToClose()
      else return false
    }
  }
  return true
}

/** Is the object that follows the Device object? `null`: no object follows. */
function deviceOf(tags: Tags, say: Say): boolean | null {
  const object = tags.field(0) ? tags.objectId() : null
  if (object === null) return null
  if (object.type !== DEVICE) return false
  if (object.instance !== ANY_INSTANCE) say('bacnet.device-instance', object.instance)
  return true
}

/** Tells the value between the tags that hold it, if it is one value of the kind expected; moves behind it. */
function tell(property: number, tags: Tags, say: Say): void {
  const field = PROPERTIES.get(property)
  if (!tags.next() || tags.closing) return
  if (field !== undefined && !tags.context) {
    if (tags.tag === CHARACTER_STRING) {
      const text = tags.text()
      if (property === DESCRIPTION) say.match(field, text ?? '')
      else say(field, text)
    } else if (tags.tag === UNSIGNED) say(field, tags.unsigned())
    else if (tags.tag === ENUMERATED && property === SEGMENTATION) say(field, segmentation(tags))
  }
  if (tags.opening) tags.skipToClose()
  tags.skipToClose()
}

export const segmentation = (tags: Tags): string | null => SEGMENTATIONS[tags.unsigned() ?? -1] ?? null
