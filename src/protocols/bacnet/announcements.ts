/** What unconfirmed services and notifications tell of who sends them (ASHRAE 135 clauses 13 and 16). */
import { COV_NOTIFICATION, EVENT_NOTIFICATION, I_AM, I_HAVE, PRIVATE_TRANSFER, WHO_AM_I } from './apdu.ts'
import { segmentation } from './device-object.ts'
import type { Say } from './fields.ts'
import { ANY_INSTANCE, CHARACTER_STRING, DEVICE, ENUMERATED, OBJECT_ID, Tags, UNSIGNED } from './tags.ts'

/** False where the bytes are not what the service holds. */
export function readAnnouncement(service: number, body: Uint8Array, say: Say): boolean {
  const tags = new Tags(body)
  switch (service) {
    case I_AM:
      return iAm(tags, say)
    case I_HAVE:
      return instance(tags, say)
    case COV_NOTIFICATION:
    case EVENT_NOTIFICATION:
      return notification(tags, say)
    case PRIVATE_TRANSFER:
      return privateTransfer(tags, say)
    case WHO_AM_I:
      return whoAmI(tags, say)
    default:
      return true
  }
}

/** Clause 16.10: identifier, longest message, segmentation, vendor. */
function iAm(tags: Tags, say: Say): boolean {
  if (!instance(tags, say) || !isValue(tags, UNSIGNED)) return false
  say('bacnet.max-apdu', tags.unsigned())
  if (!isValue(tags, ENUMERATED)) return false
  say('bacnet.segmentation', segmentation(tags))
  if (!isValue(tags, UNSIGNED)) return false
  say('bacnet.vendor-id', tags.unsigned())
  return true
}

function instance(tags: Tags, say: Say): boolean {
  const id = isValue(tags, OBJECT_ID) ? tags.objectId() : null
  if (id?.type !== DEVICE) return false
  if (id.instance !== ANY_INSTANCE) say('bacnet.device-instance', id.instance)
  return true
}

/** Clauses 13.6 and 13.8 begin alike: process of the receiver, then the device that notifies. */
export function notification(tags: Tags, say: Say): boolean {
  const id = tags.field(0) && tags.field(1) ? tags.objectId() : null
  if (id?.type !== DEVICE) return false
  say('bacnet.device-instance', id.instance)
  return true
}

/** Clause 16.2: whose service it is. */
export function privateTransfer(tags: Tags, say: Say): boolean {
  if (!tags.field(0)) return false
  say('bacnet.private-vendor', tags.unsigned())
  return true
}

/** A device that has no instance yet says who it is (clause 16.11 since revision 24). */
function whoAmI(tags: Tags, say: Say): boolean {
  if (!isValue(tags, UNSIGNED)) return false
  say('bacnet.vendor-id', tags.unsigned())
  if (!isValue(tags, CHARACTER_STRING)) return false
  say('bacnet.model-name', tags.text())
  if (!isValue(tags, CHARACTER_STRING)) return false
  say('bacnet.serial-number', tags.text())
  return true
}

const isValue = (tags: Tags, tag: number): boolean => tags.next() && !tags.context && tags.tag === tag
