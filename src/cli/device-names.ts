/** Whether a device is the one a person names: by id, MAC, IP address, host name, serial number or UDI. */
import type { InspectedDevice } from '../model/inspected.ts'
import type { InventoryRow } from '../model/inventory.ts'
import { parseIp } from '../model/ip.ts'
import { parseMac } from '../model/mac.ts'

export type IsCalled = (names: readonly (string | null)[]) => boolean

/** Addresses are compared as addresses, other names without regard to case. */
export function calledBy(wanted: string): IsCalled {
  const mac = parseMac(wanted)
  const ip = parseIp(wanted)
  const text = wanted.trim().toLowerCase()
  return (names) =>
    names.some(
      (name) =>
        name !== null &&
        (name.trim().toLowerCase() === text ||
          (mac !== null && parseMac(name) === mac) ||
          (ip !== null && parseIp(name) === ip)),
    )
}

export const namesOfRow = ({
  id,
  mac,
  ip,
  hostname,
  serial,
  udi,
}: InventoryRow): readonly (string | null)[] => [
  id,
  ...namesIn(mac),
  ...namesIn(ip),
  ...namesIn(hostname),
  serial,
  udi,
]

/** A cell may hold several. */
const namesIn = (cell: string | null): readonly string[] => cell?.split(/[\s,;|]+/) ?? []

export const namesOfDevice = (device: InspectedDevice): readonly (string | null)[] => [
  device.id,
  ...device.macs,
  ...device.ips.map(({ address }) => address),
  ...device.hostnames,
  device.serial,
  device.udi,
]

/** Characters up to which an id stands whole in a table. */
const SHORT = 20

/** Its id; where that is long, as generated ones are, the shortest other name by which it can be asked for. */
export function shortNameOf({ id, ip, hostname, serial, mac }: InventoryRow): string {
  if (id.length <= SHORT) return id
  const names = [
    ...namesIn(ip).slice(0, 1),
    serial,
    ...namesIn(hostname).slice(0, 1),
    ...namesIn(mac).slice(0, 1),
  ]
  return names.find((name) => name !== null && name.length <= SHORT) ?? id
}
