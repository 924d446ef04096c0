/** The location context (IEEE 11073-10207 annex B): where the device stands. No other context is looked at. */
import type { XmlElement } from '../../wire/xml.ts'
import type { Report, StreamSide } from '../protocol.ts'

/** Elements that are walked through in search of it; contexts stand near the end of a description. */
const MOST_ELEMENTS = 4000

/** Reports the location that is associated now. */
export function reportLocations(message: XmlElement, to: Report<StreamSide>): void {
  const detail = associatedDetail(message)
  if (detail === null) return
  to.observe('server', 'sdc.facility', detail.attribute('Facility'))
  to.observe('server', 'sdc.point-of-care', detail.attribute('PoC'))
  to.observe('server', 'sdc.room', detail.attribute('Room'))
  to.observe('server', 'sdc.bed', detail.attribute('Bed'))
}

/** Locations of the past stay in the list with another association state. */
function associatedDetail(root: XmlElement): XmlElement | null {
  const waiting = [root]
  for (let i = 0; i < waiting.length && i < MOST_ELEMENTS; i++) {
    const element = waiting[i]!
    const detail = element.children.find(({ name }) => name === 'LocationDetail')
    if (detail !== undefined && element.attribute('ContextAssociation') === 'Assoc') return detail
    waiting.push(...element.children)
  }
  return null
}
