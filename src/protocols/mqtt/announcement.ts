/**
 * Devices that describe themselves, or that a gateway describes, in what is published: the discovery messages of Home
 * Assistant (documentation of its MQTT integration, "Device registry"), Tasmota, Shelly and Zigbee2MQTT, and JSON with
 * unmistakable names for a device's maker, model and version. Everything else in a payload is left alone; a payload
 * that speaks of patients is not read at all.
 */

import { type Ip, parseIp } from '../../model/ip.ts'
import { isGroupMac, type Mac, parseMac } from '../../model/mac.ts'
import type { FieldName } from '../../model/observation.ts'
import { isObject, type Json, readJson } from '../../wire/json.ts'
import { cleanText } from '../../wire/text.ts'

/** Which device is meant; nothing set: none is named. */
export interface Named {
  readonly mac?: Mac
  readonly ip?: Ip
  /** Sixteen lower-case hexadecimal digits. */
  readonly eui64?: string
  readonly serial?: string
  /** An identifier that its maker or gateway gave. */
  readonly id?: string
}

export interface Announcement {
  readonly named: Named
  readonly facts: readonly (readonly [FieldName, string])[]
  /** What only the device itself sends, whoever hands it on. */
  readonly own: boolean
}

/** Software that speaks for the devices, with its version. */
export interface Read {
  readonly devices: readonly Announcement[]
  readonly origin: string | null
}

type Members = { readonly [name: string]: Json }
type Reader = (payload: Json, topic: string) => Read
const NOTHING: Read = { devices: [], origin: null }

/** Devices taken from one message: a Zigbee network has at most some 200. */
const MAX_DEVICES = 256
const COMPONENTS =
  'alarm_control_panel|binary_sensor|button|camera|climate|cover|device|device_automation|device_tracker|event|fan|humidifier|image|lawn_mower|light|lock|notify|number|scene|select|sensor|siren|switch|tag|text|update|vacuum|valve|water_heater'

const SHAPES: readonly (readonly [RegExp, Reader])[] = [
  [new RegExp(`^[^/]+/(?:${COMPONENTS})/(?:[\\w-]+/)?[\\w-]+/config$`), homeAssistant],
  [/^tasmota\/discovery\/[0-9A-F]{12}\/config$/, tasmotaDiscovery],
  [/(?:^|\/)(?:INFO[12]|STATUS(?:2|5)?|STATUS0)$/, tasmotaStatus],
  [/^shellies\/(?:[\w-]+\/)?(?:announce|info)$/, shelly],
  [/(?:^|\/)(?:events\/)?rpc$/, shellyCall],
  [/(?:^|\/)bridge\/devices$/, zigbeeDevices],
  [/(?:^|\/)bridge\/info$/, zigbeeBridge],
]

/** The topic belongs to a known kind of announcement, so that a long payload is worth waiting for. */
export const isAnnouncement = (topic: string): boolean => SHAPES.some(([shape]) => shape.test(topic))

/** What a payload tells of devices. */
export function readAnnouncement(topic: string, text: string): Read {
  if (!/^\s*[[{]/.test(text) || /pa[cst]ient/i.test(text)) return NOTHING
  const reader = SHAPES.find(([shape]) => shape.test(topic))?.[1]
  if (reader === undefined && !TELLING.test(text)) return NOTHING
  const payload = readJson(text)
  if (payload === undefined) return NOTHING
  const read = reader?.(payload, topic) ?? NOTHING
  return read.devices.length > 0 || read.origin !== null ? read : anyDevice(payload)
}

// --- values ---------------------------------------------------------------------------------------------------

const members = (value: Json | undefined): Members => (isObject(value) ? value : {})

/** The first of the names that holds a text or a number. */
function text(of: Members, ...names: readonly string[]): string {
  for (const name of names) {
    const value = Object.hasOwn(of, name) ? of[name] : undefined
    if (typeof value === 'string' || typeof value === 'number') return cleanText(String(value), 128) ?? ''
  }
  return ''
}

const macIn = (value: string): { mac?: Mac } => {
  const mac = parseMac(value)
  return mac === null || isGroupMac(mac) || mac === '00:00:00:00:00:00' ? {} : { mac }
}
const ipIn = (value: string): { ip?: Ip } => {
  const ip = parseIp(value)
  return ip === null || ip === '0.0.0.0' ? {} : { ip }
}
const euiIn = (value: string): { eui64?: string } => {
  const eui64 = /(?:^|[^0-9a-f])(?:0x)?([0-9a-f]{16})$/i.exec(value)?.[1]?.toLowerCase()
  return eui64 === undefined || /^0+$|^f+$/.test(eui64) ? {} : { eui64 }
}

interface Said {
  readonly manufacturer?: string
  readonly model?: string
  readonly 'model-id'?: string
  readonly serial?: string
  readonly firmware?: string
  readonly 'hardware-version'?: string
  readonly hostname?: string
}

function announcement(scheme: string, named: Named, said: Said, own = false): Announcement | null {
  const facts = Object.entries(said).filter(([, value]) => value !== '')
  if (facts.length === 0) return null
  const fields = facts.map(([what, value]) => [`mqtt.${what}`, value] as const)
  return { named, own, facts: [['mqtt.scheme', scheme], ...fields] }
}

const one = (found: Announcement | null): Read => ({ devices: found === null ? [] : [found], origin: null })

// --- Home Assistant ---------------------------------------------------------------------------------------------

function homeAssistant(payload: Json): Read {
  const all = members(payload)
  const device = members(all.device ?? all.dev)
  const origin = members(all.origin ?? all.o)
  const name = text(origin, 'name')
  const found = announcement('home-assistant', namedBy(device), {
    manufacturer: text(device, 'manufacturer', 'mf'),
    model: text(device, 'model', 'mdl'),
    'model-id': text(device, 'model_id', 'mdl_id'),
    serial: text(device, 'serial_number', 'sn'),
    firmware: text(device, 'sw_version', 'sw'),
    'hardware-version': text(device, 'hw_version', 'hw'),
  })
  const software = name === '' ? null : `${name} ${text(origin, 'sw_version', 'sw')}`.trim()
  return { ...one(found), origin: software }
}

function namedBy(device: Members): Named {
  const connections = [device.connections ?? device.cns].flat(1) as readonly Json[]
  const pairs = typeof connections[0] === 'string' ? [connections] : connections
  const linked: Named[] = pairs.map((pair) => {
    const [kind, value] = Array.isArray(pair) ? pair : []
    if (typeof value !== 'string') return {}
    return kind === 'mac' ? macIn(value) : kind === 'zigbee' ? euiIn(value) : {}
  })
  const ids = [device.identifiers ?? device.ids].flat(1).filter((id) => typeof id === 'string')
  // Twelve digits alone may be any number.
  const fromIds: Named[] = ids.map((id) => ({ ...euiIn(id), ...(/[a-f]/i.test(id) ? macIn(id) : {}) }))
  const serial = text(device, 'serial_number', 'sn')
  return Object.assign(
    {},
    ids[0] === undefined ? {} : { id: ids[0].slice(0, 80) },
    serial === '' ? {} : { serial },
    ...[...fromIds, ...linked],
  ) as Named
}

// --- Tasmota ------------------------------------------------------------------------------------------------------

/** Tasmota documentation, "MQTT discovery": the short names of tasmota/discovery/MAC/config. */
function tasmotaDiscovery(payload: Json): Read {
  const all = members(payload)
  const said = { model: text(all, 'md'), firmware: text(all, 'sw'), hostname: text(all, 'hn') }
  return one(announcement('tasmota', { ...macIn(text(all, 'mac')), ...ipIn(text(all, 'ip')) }, said, true))
}

/** Tasmota documentation, "Commands", Status 2 and 5, and the INFO messages of a start. */
function tasmotaStatus(payload: Json): Read {
  const all = members(payload)
  const [first, second] = [members(all.Info1 ?? all), members(all.Info2 ?? all)]
  const [firmware, network] = [members(all.StatusFWR), members(all.StatusNET)]
  const said = {
    model: text(first, 'Module'),
    firmware: text(first, 'Version') || text(firmware, 'Version'),
    hostname: text(second, 'Hostname') || text(network, 'Hostname'),
  }
  const isTasmota = said.firmware.includes('(') || said.hostname !== ''
  const named = {
    ...macIn(text(network, 'Mac')),
    ...ipIn(text(second, 'IPAddress') || text(network, 'IPAddress')),
  }
  return one(isTasmota ? announcement('tasmota', named, said, true) : null)
}

// --- Shelly -------------------------------------------------------------------------------------------------------

/** Shelly API reference, generation 1, "MQTT": shellies/announce; and `info`, which is the answer of /status. */
function shelly(payload: Json): Read {
  const all = members(payload)
  const network = members(all.wifi_sta)
  const update = members(all.update)
  const said = { model: text(all, 'model'), firmware: text(all, 'fw_ver') || text(update, 'old_version') }
  const named = { ...macIn(text(all, 'mac')), ...ipIn(text(all, 'ip') || text(network, 'ip')) }
  return one(named.mac === undefined ? null : announcement('shelly', named, said, true))
}

/** Shelly API reference, generation 2 and later: the result of Shelly.GetDeviceInfo. */
function shellyCall(payload: Json): Read {
  const result = members(members(payload).result)
  if (!('gen' in result) || !('fw_id' in result)) return NOTHING
  const said = { model: text(result, 'model'), firmware: text(result, 'ver') }
  return one(announcement('shelly', macIn(text(result, 'mac')), said, true))
}

// --- Zigbee2MQTT --------------------------------------------------------------------------------------------------

/** Zigbee2MQTT documentation, "MQTT topics and messages": bridge/devices. */
function zigbeeDevices(payload: Json): Read {
  const list = Array.isArray(payload) ? payload.slice(0, MAX_DEVICES) : []
  const devices = list.flatMap((entry) => {
    const device = members(entry)
    const definition = members(device.definition)
    const named = euiIn(text(device, 'ieee_address'))
    const found = announcement('zigbee2mqtt', named, {
      manufacturer: text(definition, 'vendor') || text(device, 'manufacturer'),
      model: text(definition, 'model') || text(device, 'model_id'),
      'model-id': text(definition, 'model') === '' ? '' : text(device, 'model_id'),
      firmware: text(device, 'software_build_id'),
    })
    return found === null || named.eui64 === undefined ? [] : [found]
  })
  return { devices, origin: null }
}

function zigbeeBridge(payload: Json): Read {
  const all = members(payload)
  const version = text(all, 'version')
  return 'coordinator' in all && version !== '' ? { devices: [], origin: `Zigbee2MQTT ${version}` } : NOTHING
}

// --- any other ------------------------------------------------------------------------------------------------

const KEYS = {
  manufacturer: ['manufacturer', 'vendor', 'mfr', 'make', 'brand'],
  model: ['model', 'model_name', 'modelName', 'model_number', 'modelNumber', 'device_model', 'deviceModel'],
  serial: ['serial', 'serial_number', 'serialNumber', 'serial_no', 'serialNo', 'sn', 'device_serial'],
  firmware: [
    'firmware',
    'firmware_version',
    'firmwareVersion',
    'fw_version',
    'fwVersion',
    'fw_ver',
    'fw',
    'sw_version',
    'swVersion',
    'software_version',
    'softwareVersion',
  ],
  'hardware-version': ['hw_version', 'hwVersion', 'hardware_version', 'hardwareVersion'],
} as const
const MAC_KEYS = ['mac', 'mac_address', 'macAddress', 'mac_addr']
/** Objects in which a device is described. */
const HOLDERS = ['device', 'dev', 'device_info', 'deviceInfo', 'info', 'hardware', 'system', 'data']
/** A payload without one of these says nothing of a device. */
const TELLING = /"(?:manufacturer|vendor|mfr|make|brand|model\w{0,8}|device_?[mM]odel)"/

/** What such values look like: a word or a few, a number, a version. */
const LOOKS: Readonly<Record<keyof typeof KEYS, RegExp>> = {
  manufacturer: /^\p{L}[\p{L}\d .,&'()+-]{1,60}$/u,
  model: /^[\p{L}\d][\p{L}\d .,()/+_-]{1,60}$/u,
  serial: /^[\w./-]{4,40}$/,
  firmware: /^[\w .,()/+:-]{0,40}\d[\w .,()/+:-]{0,40}$/,
  'hardware-version': /^[\w .-]{0,20}\d[\w .-]{0,20}$/,
}

/** JSON with a model or a maker and one thing more that only devices have. */
function anyDevice(payload: Json): Read {
  const root = members(payload)
  for (const of of [root, ...HOLDERS.map((name) => members(root[name]))]) {
    const said = Object.fromEntries(
      Object.entries(KEYS).flatMap(([what, names]) => {
        const value = text(of, ...names)
        return LOOKS[what as keyof typeof KEYS].test(value) ? [[what, value]] : []
      }),
    ) as Said
    const named = macIn(text(of, ...MAC_KEYS))
    const more = Object.keys(said).length + (named.mac === undefined ? 0 : 1)
    if (more < 2 || (said.model === undefined && said.manufacturer === undefined)) continue
    const serial = said.serial === undefined ? {} : { serial: said.serial }
    return one(announcement('device-json', { ...named, ...serial }, said))
  }
  return NOTHING
}
