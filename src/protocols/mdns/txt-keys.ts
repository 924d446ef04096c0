/**
 * Which keys of DNS-SD TXT records (RFC 6763 section 6) tell about the device. Only these are kept: other keys
 * hold people's names, paths, tokens and states. Keys compare without case (section 6.4) and separators.
 */

/** Characters of a value that is kept; model and version texts are far shorter. */
const MOST_OF_VALUE = 128
/** `id` holds a short device id with some services, and long tokens with others. */
const MOST_OF_ID = 40

/** Keys without separators: `model_number`, `modelNumber` and `model-number` are one. */
const WANTED = new Set(
  [
    // vendor and model: printers (ty, product, usb_*), Apple (am), Cast and HomeKit (md), Thread (vn, mn), Matter (vp)
    'ty product productname usbmfg usbmdl mfg mdl mf manufacturer vendor vendorname brand displaymodel',
    'md am vn mn vp board platform',
    // versions, beside those of PART: Apple (srcvers, osxvers, ov, vs, vv, rpvr), AirPlay audio (fv), build and others
    'srcvers osxvers osvers osversion os ov vv vs fv rpvr ver vers version versionmajor versionminor versionbuild',
    'build api apiversion app appver fwid codever gen arch',
    // identity
    'sn serial serialno serialnum serialnumber mac macaddr macaddress ethmac wlanmac deviceid id uuid udn bridgeid',
    // kind and place: HomeKit category (ci), Matter device type (dt), printer location (note), print queue (rp)
    'ci dt dtype type devicetype systype category class note location rp',
  ].flatMap((line) => line.split(' ')),
)

/** Model, hardware, firmware or software, with what is said of it: `hw_ver`, `firmwareVersion`, `model_number` ... */
const PART =
  /^(model|hardware|hw|firmware|fw|software|sw)(id|name|no|num|number|rev|revision|ver|vers|version)?$/

/** `key=value` worth keeping, or `null`. */
export function keptPair(text: string): string | null {
  const equals = text.indexOf('=')
  if (equals < 1 || equals > 32) return null
  const key = text.slice(0, equals)
  const bare = key.toLowerCase().replace(/[_. -]/g, '')
  const value = text.slice(equals + 1).trim()
  if (value === '' || (!WANTED.has(bare) && !PART.test(bare))) return null
  return bare === 'id' && value.length > MOST_OF_ID ? null : `${key}=${value.slice(0, MOST_OF_VALUE)}`
}
