/**
 * Which keys of DNS-SD TXT records (RFC 6763 section 6) tell about the device. Only these are kept: other keys
 * hold people's names, paths, tokens and states. Keys compare without case (section 6.4).
 */

/** Characters of a value that is kept; model and version texts are far shorter. */
const MOST_OF_VALUE = 128
/** `id` holds a short device id with some services, and long tokens with others. */
const MOST_OF_ID = 40

const WANTED = new Set(
  [
    // vendor and model: printers (ty, product, usb_*), Apple (model, am), Cast and HomeKit (md), Thread (vn, mn)
    'ty product usb_mfg usb_mdl mfg mdl mf manufacturer vendor vendorname brand model modelname model_name',
    'modelid modelnumber displaymodel md am vn mn vp board platform',
    // versions of hardware, firmware, software, operating system and protocol
    'hw hwver hwversion hw_version hardware fw fv fwver fwversion fw_version fw_id firmware sw swver sw_version',
    'softwareversion srcvers osxvers osvers ov os vv vs ver vers version version_major version_minor',
    'version_build apiversion api_version app appver codever gen arch',
    // identity
    'sn serial serialnumber serial_number mac macaddr macaddress mac_address deviceid id uuid bridgeid udn',
    // kind and place: HomeKit category (ci), Matter device type (dt), printer location (note), print queue (rp)
    'ci dt type devicetype device_type systype category class note location rp',
  ].flatMap((line) => line.split(' ')),
)

/** `key=value` worth keeping, or `null`. */
export function keptPair(text: string): string | null {
  const equals = text.indexOf('=')
  if (equals < 1) return null
  const key = text.slice(0, equals)
  const value = text.slice(equals + 1).trim()
  const wanted = WANTED.has(key.toLowerCase()) && value !== ''
  if (!wanted || (key.toLowerCase() === 'id' && value.length > MOST_OF_ID)) return null
  return `${key}=${value.slice(0, MOST_OF_VALUE)}`
}
