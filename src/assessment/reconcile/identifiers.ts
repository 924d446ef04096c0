/** By what a listed device can be recognised on the wire, from most to least telling, in forms that can be compared. */
import { squeeze } from '../../advisories/names/tokens.ts'
import type { InspectedDevice } from '../../model/inspected.ts'
import type { InventoryRow } from '../../model/inventory.ts'
import { parseIp } from '../../model/ip.ts'
import { isGroupMac, isVirtualRouterMac, parseMac } from '../../model/mac.ts'

/** In the order in which they are tried. */
export const IDENTIFIERS = ['mac', 'serial', 'udi', 'hostname', 'ip'] as const
export type Identifier = (typeof IDENTIFIERS)[number]

export type Identifiers = Readonly<Record<Identifier, readonly string[]>>

/** Names that many hosts have, which tell none apart. */
const COMMON_NAMES = new Set([
  'localhost',
  'unknown',
  'none',
  'default',
  'host',
  'printer',
  'device',
  'server',
  'pc',
])
/** A serial number of fewer characters is a number of something else, or a placeholder. */
const MIN_SERIAL = 4
/** Values read of one cell. */
const MOST = 8

export function identifiersOfRow({ mac, serial, udi, hostname, ip }: InventoryRow): Identifiers {
  return {
    mac: several(mac).flatMap(macOf),
    serial: serialOf(serial),
    udi: udiOf(udi),
    hostname: several(hostname).flatMap(nameOf),
    ip: several(ip).flatMap(ipOf),
  }
}

export function identifiersOfDevice(device: InspectedDevice): Identifiers {
  return {
    mac: device.macs.flatMap(macOf),
    serial: serialOf(device.serial),
    udi: udiOf(device.udi),
    hostname: [...new Set(device.hostnames.flatMap(nameOf))],
    ip: device.ips.flatMap(({ address }) => ipOf(address)),
  }
}

export const isRecognisable = (own: Identifiers): boolean => IDENTIFIERS.some((kind) => own[kind].length > 0)

/** `00:1b:21:.., 00:1b:22:..`: cells hold several; a MAC in three or six groups parted by blanks is one. */
function several(cell: string | null): readonly string[] {
  if (cell === null) return []
  if (parseMac(cell) !== null) return [cell]
  return cell
    .split(/[,;|/\s]+/)
    .filter((part) => part !== '')
    .slice(0, MOST)
}

function macOf(text: string): string[] {
  const mac = parseMac(text)
  return mac === null || isGroupMac(mac) || isVirtualRouterMac(mac) || mac === '00:00:00:00:00:00'
    ? []
    : [mac]
}

function ipOf(text: string): string[] {
  const ip = parseIp(text)
  return ip === null ||
    ip === '0.0.0.0' ||
    ip.startsWith('127.') ||
    ip.startsWith('169.254.') ||
    ip.startsWith('fe80:')
    ? []
    : [ip]
}

/** Without zeros in front, which spreadsheets lose; placeholders (`0000`, `xxxx`) are none. */
function serialOf(text: string | null): string[] {
  const serial = squeeze(text ?? '').replace(/^0+/, '')
  return serial.length < MIN_SERIAL || /^(.)\1*$/.test(serial) ? [] : [serial]
}

/**
 * A UDI names a single device only with its production identifier: GS1 application identifier 21, HIBCC's `$`, ICCBBA's
 * `=,`. A device identifier alone is a model.
 */
function udiOf(text: string | null): string[] {
  if (text === null) return []
  const whole = text.replace(/\s/g, '').toLowerCase()
  return /\(21\)\S+|^\+.*\/\$|^=.*=,/.test(whole) ? [whole] : []
}

/** The first label, since inventories mostly leave the domain out. */
function nameOf(text: string): string[] {
  const name = text.trim().toLowerCase().replace(/\.$/, '')
  if (parseIp(name) !== null) return []
  const label = name.split('.')[0]!
  return label.length < 2 || COMMON_NAMES.has(label) || label.startsWith('*') ? [] : [label]
}
