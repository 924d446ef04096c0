import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnOf, headingsTold, layoutOf } from './columns.ts'

const CASES: readonly (readonly [string, string | null])[] = [
  // abbreviations of maintenance systems
  ['Mdl', 'model'],
  ['SW Rev', 'version'],
  ['Op Sys', 'os'],
  ['Constructor / Manufacturer', 'vendor'],
  ['Mfgr.', 'vendor'],
  ['Serial #', 'serial'],
  ['Ger\u00e4tenummer', 'id'],
  // told by a word in them
  ['Equipment Model Name', 'model'],
  ['Installed Firmware', 'version'],
  ['DeviceSerialNumber', 'serial'],
  ['Operating System Version', 'osVersion'],
  // of other languages
  ['Seriennr.', 'serial'],
  ['Softwarestand', 'version'],
  ['Typ', 'model'],
  ['Inventar-Nr.', 'id'],
  ['N\u00b0 de s\u00e9rie', 'serial'],
  ['Marque', 'vendor'],
  ['N\u00famero de serie', 'serial'],
  ['Ubicaci\u00f3n', 'location'],
  ['Besturingssysteem', 'os'],
  // of something else
  ['Model Year', null],
  ['Software Support Contact', null],
  ['Previous Manufacturer', null],
  ['Notes', null],
  ['Patched CVEs', 'remediated'],
  // a mitigated device is still affected
  ['Mitigated CVEs', null],
  // an asset's number is no count of devices
  ['Number', null],
  ['Amount', null],
]

for (const [heading, column] of CASES)
  test(`${heading} is ${column ?? 'no column of ours'}`, () => assert.equal(columnOf(heading), column))

test('a listed heading goes before one that only holds the word', () => {
  const headings = ['Installed Software List', 'Version', 'Remarks']
  const layout = layoutOf(headings)
  assert.deepEqual(layout.get('version'), [1])
  assert.deepEqual(headingsTold('f', headings, layout).ignored, ['Installed Software List', 'Remarks'])
})

test('of a ward and a bed the ward says where a device is', () =>
  assert.deepEqual(layoutOf(['id', 'bed', 'ward']).get('location'), [2, 1]))

test('who sells a device made it only where no other column names a maker', () => {
  assert.deepEqual(layoutOf(['Vendor', 'Manufacturer', 'Model']).get('vendor'), [1])
  assert.deepEqual(layoutOf(['Vendor', 'Model']).get('vendor'), [0])
})

/** Headings of the exports of maintenance systems and of lists in other languages; those without a column are told. */
const TABLES: readonly (readonly [what: string, headings: string, columns: string])[] = [
  [
    'a configuration database',
    'name,asset_tag,serial_number,model_id,model_number,manufacturer,category,os,os_version,fqdn,ip_address,mac_address,location,department,short_description',
    'name,id,serial,model,modelNumber,vendor,type,os,osVersion,hostname,ip,mac,location,department,type',
  ],
  [
    'a work order system',
    'ASSETNUM,DESCRIPTION,SERIALNUM,MANUFACTURER,MODELNUM,ASSETTYPE,ASSETTAG,LOCATION,SITEID,INSTALLDATE,STATUS',
    'id,type,serial,vendor,modelNumber,type,id,location,site,shipped,-',
  ],
  [
    'a plant maintenance system',
    'Equipment,Description of technical object,Manufacturer of Asset,Model number,ManufSerialNumber,Inventory Number,Functional Loc.,Maintenance Plant,Cost Center',
    'idOrName,type,vendor,modelNumber,serial,id,location,site,department',
  ],
  [
    'the same in German',
    'Bezeichnung des technischen Objekts,Hersteller der Anlage,Typbezeichnung,Herst.-Serialnummer,Technischer Platz,Kostenstelle',
    'type,vendor,model,serial,location,department',
  ],
  [
    'biomedical departments',
    'Control #,Cntrl No,Equip. ID,Equip Desc,Mfr Name,Ser. No.,Dept Name,Cur Loc,SW Rev,Facility Code,Asset Make,Asset Model',
    'idOrName,id,id,type,vendor,serial,department,location,version,site,vendor,model',
  ],
  [
    'German lists',
    'Inv.-Nr.,Geräte-Nr.,Gerätebezeichnung,Hersteller,Typ,Seriennr.,Softwarestand,Rechnername,Raum-Nr.,Stück,Hersteller-TeileNr',
    'id,id,type,vendor,model,serial,version,hostname,location,quantity,modelNumber',
  ],
  [
    'French, Spanish, Italian, Portuguese, Dutch, Swedish and Polish lists',
    "Adresse IP,Nom d'hôte,Nº inventario,Dirección MAC,N. inventario,Indirizzo IP,Endereço MAC,Descrição,IP-adres,Tillverkare,Nr seryjny,Wersja oprogramowania",
    'ip,hostname,id,mac,id,ip,mac,type,ip,vendor,serial,version',
  ],
  [
    'what only sounds like one of ours',
    'Antivirus Software,Software Vendor Contact,Manufacturer ID,Model Category,Asset Name,Software Upgrade Due,Next PM Date',
    '-,-,-,-,type,-,-',
  ],
]

for (const [what, headings, columns] of TABLES)
  test(`the headings of ${what}`, () =>
    assert.deepEqual(
      headings
        .split(',')
        .map((heading) => columnOf(heading) ?? '-')
        .join(),
      columns,
    ))
