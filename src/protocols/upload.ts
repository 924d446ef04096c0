/** Files that go to a device, for those who watch behaviour: only whether the name is one of firmware or settings. */
import type { EventBody } from '../model/event.ts'

/** Extensions and words of images and settings, as devices' manuals name them (from memory). */
const FIRMWARE =
  /\.(bin|img|fw|hex|rom|upd|upg|pkg|swu|fwu|dat|cfg|conf|conf\.xml|ros|ipk|squashfs)$|firmware|upgrade|update|config|startup-/i

export const uploadOf = (file: string, bytes = 0): EventBody => ({
  kind: 'upload',
  firmware: FIRMWARE.test(file),
  bytes,
})
