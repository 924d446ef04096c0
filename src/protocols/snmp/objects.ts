/**
 * The managed objects that tell what a device is: columns (identifier without the last arc, the instance) and
 * the fact each one holds. Standard MIBs by RFC; of vendors' MIBs only identity: model, serial, firmware.
 */

/** How a value is read: text, MAC address, object identifier, number; `set`: only that it is not empty. */
export type Kind = 'text' | 'mac' | 'oid' | 'number' | 'set'

export type ObjectField =
  | 'snmp.sys-descr'
  | 'snmp.sys-object-id'
  | 'snmp.sys-contact'
  | 'snmp.sys-name'
  | 'snmp.sys-location'
  | 'snmp.sys-services'
  | 'snmp.ip-forwarding'
  | 'snmp.if-phys-address'
  | 'snmp.bridge-address'
  | 'snmp.device-descr'
  | 'snmp.printer-name'
  | 'snmp.printer-serial'
  | 'snmp.device-id'
  | 'snmp.ups-manufacturer'
  | 'snmp.ups-model'
  | 'snmp.ups-software'
  | 'snmp.ups-agent-software'
  | 'snmp.ups-name'
  | 'snmp.lldp-chassis'
  | 'snmp.lldp-name'
  | 'snmp.lldp-descr'
  | 'snmp.agent-version'
  | 'snmp.vendor-model'
  | 'snmp.vendor-serial'
  | 'snmp.vendor-firmware'
  | 'snmp.vendor-hardware'

/** ENTITY-MIB entPhysicalEntry (RFC 6933): instances are parts; the device itself is one of them. */
export const ENTITY_COLUMN = '1.3.6.1.2.1.47.1.1.1.1.'
export const ENTITY: Readonly<Record<string, string>> = {
  2: 'descr',
  7: 'name',
  8: 'hardware',
  9: 'firmware',
  10: 'software',
  11: 'serial',
  12: 'manufacturer',
  13: 'model',
}

/** SNMPv2-MIB (RFC 3418), IF-MIB (RFC 2863), IP-MIB (RFC 4293), BRIDGE-MIB (RFC 4188). */
const SYSTEM: readonly (readonly [string, ObjectField, Kind])[] = [
  ['1.3.6.1.2.1.1.1', 'snmp.sys-descr', 'text'],
  ['1.3.6.1.2.1.1.2', 'snmp.sys-object-id', 'oid'],
  ['1.3.6.1.2.1.1.4', 'snmp.sys-contact', 'set'],
  ['1.3.6.1.2.1.1.5', 'snmp.sys-name', 'text'],
  ['1.3.6.1.2.1.1.6', 'snmp.sys-location', 'text'],
  ['1.3.6.1.2.1.1.7', 'snmp.sys-services', 'number'],
  ['1.3.6.1.2.1.2.2.1.6', 'snmp.if-phys-address', 'mac'],
  ['1.3.6.1.2.1.4.1', 'snmp.ip-forwarding', 'number'],
  ['1.3.6.1.2.1.17.1.1', 'snmp.bridge-address', 'mac'],
]

/** HOST-RESOURCES-MIB (RFC 2790), Printer-MIB (RFC 3805), PWG port monitor MIB, UPS-MIB (RFC 1628), LLDP-MIB (802.1AB). */
const KINDS_OF_DEVICES: readonly (readonly [string, ObjectField, Kind])[] = [
  ['1.3.6.1.2.1.25.3.2.1.3', 'snmp.device-descr', 'text'],
  ['1.3.6.1.2.1.43.5.1.1.16', 'snmp.printer-name', 'text'],
  ['1.3.6.1.2.1.43.5.1.1.17', 'snmp.printer-serial', 'text'],
  ['1.3.6.1.4.1.2699.1.2.1.2.1.1.3', 'snmp.device-id', 'text'],
  ['1.3.6.1.2.1.33.1.1.1', 'snmp.ups-manufacturer', 'text'],
  ['1.3.6.1.2.1.33.1.1.2', 'snmp.ups-model', 'text'],
  ['1.3.6.1.2.1.33.1.1.3', 'snmp.ups-software', 'text'],
  ['1.3.6.1.2.1.33.1.1.4', 'snmp.ups-agent-software', 'text'],
  ['1.3.6.1.2.1.33.1.1.5', 'snmp.ups-name', 'text'],
  ['1.0.8802.1.1.2.1.3.2', 'snmp.lldp-chassis', 'text'],
  ['1.0.8802.1.1.2.1.3.3', 'snmp.lldp-name', 'text'],
  ['1.0.8802.1.1.2.1.3.4', 'snmp.lldp-descr', 'text'],
]

/** Below 1.3.6.1.4.1: [column, model | serial | firmware | hardware]. Names are those of the vendors' MIBs. */
const VENDORS: readonly (readonly [string, 'model' | 'serial' | 'firmware' | 'hardware'])[] = [
  // Cisco: OLD-CISCO-CHASSIS-MIB chassisId; CISCO-STACK-MIB chassisModel, chassisSerialNumberString
  ['9.3.6.3', 'serial'],
  ['9.5.1.2.16', 'model'],
  ['9.5.1.2.19', 'serial'],
  // HP: printers (model-name, serial-number, fw-rom-datecode), switches (hpHttpMgSerialNumber, hpSwitchOsVersion)
  ['11.2.3.9.4.2.1.1.3.2', 'model'],
  ['11.2.3.9.4.2.1.1.3.3', 'serial'],
  ['11.2.3.9.4.2.1.1.3.5', 'firmware'],
  ['11.2.36.1.1.2.9', 'serial'],
  ['11.2.14.11.5.1.1.3', 'firmware'],
  // Compaq and HPE: cpqSiSysSerialNum, cpqSiProductName
  ['232.2.2.2.1', 'serial'],
  ['232.2.2.4.2', 'model'],
  // Samsung and Xerox small printers
  ['236.11.5.1.1.1.1', 'model'],
  ['236.11.5.1.1.1.2', 'firmware'],
  // APC PowerNet-MIB: UPS (upsBasicIdentModel, upsAdvIdent...), then PDU (rPDUIdent...)
  ['318.1.1.1.1.1.1', 'model'],
  ['318.1.1.1.1.2.1', 'firmware'],
  ['318.1.1.1.1.2.3', 'serial'],
  ['318.1.1.12.1.2', 'hardware'],
  ['318.1.1.12.1.3', 'firmware'],
  ['318.1.1.12.1.5', 'model'],
  ['318.1.1.12.1.6', 'serial'],
  // Ricoh, Eaton (XUPS-MIB), Lexmark
  ['367.3.2.1.2.1.4', 'serial'],
  ['534.1.1.2', 'model'],
  ['534.1.1.3', 'firmware'],
  ['641.2.1.2.1.2', 'model'],
  ['641.2.1.2.1.6', 'serial'],
  // Dell iDRAC: systemServiceTag, systemModelName, racFirmwareVersion
  ['674.10892.5.1.3.2', 'serial'],
  ['674.10892.5.1.3.12', 'model'],
  ['674.10892.5.1.1.8', 'firmware'],
  // NetApp: productVersion, productModel, productSerialNum
  ['789.1.1.2', 'firmware'],
  ['789.1.1.5', 'model'],
  ['789.1.1.9', 'serial'],
  // Epson, Kyocera, Canon, Brother
  ['1248.1.2.2.1.1.1.5', 'serial'],
  ['1347.43.5.1.1.28', 'serial'],
  ['1347.43.5.4.1.5.1', 'firmware'],
  ['1602.1.1.1.1', 'model'],
  ['1602.1.2.1.4', 'serial'],
  ['2435.2.3.9.4.2.1.5.5.1', 'serial'],
  // Juniper: jnxBoxDescr, jnxBoxSerialNo; F5: sysProductVersion, sysGeneralChassisSerialNum
  ['2636.3.1.2', 'model'],
  ['2636.3.1.3', 'serial'],
  ['3375.2.1.4.2', 'firmware'],
  ['3375.2.1.3.3.3', 'serial'],
  // Synology: modelName, serialNumber, version; VMware: vmwProdName, vmwProdVersion
  ['6574.1.5.1', 'model'],
  ['6574.1.5.2', 'serial'],
  ['6574.1.5.3', 'firmware'],
  ['6876.1.1', 'model'],
  ['6876.1.2', 'firmware'],
  // Zebra: zbrGeneralModel, -FirmwareVersion, -UniqueId
  ['10642.1.1', 'model'],
  ['10642.1.2', 'firmware'],
  ['10642.1.9', 'serial'],
  // Fortinet: fnSysSerial, fgSysVersion; Raritan: pduModel, pduSerialNumber
  ['12356.100.1.1.1', 'serial'],
  ['12356.101.4.1.1', 'firmware'],
  ['13742.6.3.2.1.1.3', 'model'],
  ['13742.6.3.2.1.1.4', 'serial'],
  // Airespace (Cisco controllers): agentInventoryMachineModel, -SerialNumber, -ProductVersion
  ['14179.1.1.1.3', 'model'],
  ['14179.1.1.1.4', 'serial'],
  ['14179.1.1.1.14', 'firmware'],
  // MikroTik: board name, serial, RouterOS version
  ['14988.1.1.7.8', 'model'],
  ['14988.1.1.7.3', 'serial'],
  ['14988.1.1.4.4', 'firmware'],
  // QNAP: model; Palo Alto: panSysHwVersion, panSysSerialNumber, panSysSwVersion
  ['24681.1.2.12', 'model'],
  ['25461.2.1.2.1.2', 'hardware'],
  ['25461.2.1.2.1.3', 'serial'],
  ['25461.2.1.2.1.1', 'firmware'],
]

/** IEEE 1284 device identifiers (HP JetDirect gdStatusId, Xerox) and the version of the agent itself (UCD-SNMP versionTag). */
const OTHERS: readonly (readonly [string, ObjectField, Kind])[] = [
  ['1.3.6.1.4.1.11.2.3.9.1.1.7', 'snmp.device-id', 'text'],
  ['1.3.6.1.4.1.253.8.51.1.2.1.20', 'snmp.device-id', 'text'],
  ['1.3.6.1.4.1.2021.100.2', 'snmp.agent-version', 'text'],
]

/** Facts by column. */
export const OBJECTS: ReadonlyMap<string, readonly [ObjectField, Kind]> = new Map([
  ...[...SYSTEM, ...KINDS_OF_DEVICES, ...OTHERS].map(
    ([column, field, kind]) => [column, [field, kind]] as [string, [ObjectField, Kind]],
  ),
  ...VENDORS.map(
    ([column, what]) =>
      [`1.3.6.1.4.1.${column}`, [`snmp.vendor-${what}`, 'text']] as [string, [ObjectField, Kind]],
  ),
])
