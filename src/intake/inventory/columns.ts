/** Which column is which: the headings that inventories use, in any case, order and punctuation. */

import type { InventoryHeadings } from '../../model/inventory.ts'

export type ColumnName =
  | 'id'
  | 'mac'
  | 'ip'
  | 'hostname'
  | 'vendor'
  | 'model'
  | 'product'
  | 'modelNumber'
  | 'type'
  | 'version'
  | 'os'
  | 'osVersion'
  | 'serial'
  | 'udi'
  | 'location'
  | 'department'
  | 'site'
  | 'owner'
  | 'criticality'
  | 'quantity'
  | 'manufactured'
  | 'shipped'
  | 'region'
  | 'components'
  | 'options'
  | 'remediated'
  | 'internal'

/**
 * Headings of the exports of common maintenance systems, scanners and spreadsheets, letters and digits only. Where a
 * sheet has several headings of one column the one named first here is taken.
 */
const HEADINGS: Readonly<Record<ColumnName, string>> = {
  id: `id assetid assettag assetnumber assetno asset equipmentid equipmentnumber equipmentno controlnumber controlno
    controlid tag tagnumber inventorynumber inventoryno inventoryid deviceid ctrlno cen cenumber barcode ci ciname
    inventarnummer geraetenummer geratenummer
    inventarnr inventarnummern geraetenr geratenr anlagennummer equipmentnr numeroinventaire ninventaire numerodinventaire
    numeroinventario inventario numerodeinventario inventarisnummer`,
  mac: `mac macaddress macaddr macs ethernetaddress wiredmac wirelessmac wifimac hardwareaddress physicaladdress
    ethernetmac macadresse`,
  ip: `ip ipaddress ipaddr ips ipv4 ipv4address ipaddresses lastip ipadresse`,
  hostname: `hostname host hostnames devicename computername networkname dnsname fqdn netbiosname systemname name`,
  vendor: `manufacturer vendor make mfr mfg manuf mfgr manufacturername vendorname oem brand mfgname hersteller
    fabricant fabricante producent marke
    marque marca produttore fabrikant merk constructeur`,
  model: `model modelname mdl device devicemodel equipmentmodel modeldescription modell modele modelo
    typebezeichnung
    typ modello typenbezeichnung geratetypbezeichnung`,
  product: `product productname`,
  modelNumber: `modelnumber modelno modelnum modelid partnumber partno catalognumber catalogno sku productnumber
    bestellnummer`,
  type: `type devicetype category devicecategory equipmenttype assettype class deviceclass subtype description
    equipmentdescription devicedescription kind geraeteart gerateart geraetetyp geratetyp
    geratebezeichnung geraetebezeichnung bezeichnung designation descripcion descrizione omschrijving`,
  version: `version firmware software firmwareversion softwareversion swversion fwversion sw fw softwarerevision
    firmwarerevision softwarerev firmwarerev softwarelevel revision release appversion applicationversion
    currentversion versionnumber swrev swver fwrev fwver ver rev versionen
    softwarestand firmwarestand softwareversionsnummer versionsstand versionlogicielle versionlogiciel logiciel
    versiondesoftware versionedelsoftware versione versie softwareversie`,
  os: `os operatingsystem osname opsys opsystem platform betriebssystem operatingsystemname
    systemedexploitation systemeexploitation sistemaoperativo besturingssysteem`,
  osVersion: `osversion operatingsystemversion osrelease osbuild build osrev`,
  serial: `serial serialnumber serialno serialnum sn snr serials seriennummer
    seriennr seriennummern ndeserie numerodeserie numeroserie numerodiserie matricola serienummer noserie`,
  udi: `udi deviceidentifier udidi uniquedeviceidentifier`,
  location: `location room area place position ward floor unit nursingunit standort raum station assignedlocation
    currentlocation bed
    ort gebaeude emplacement localisation ubicacion ubicazione locatie ruimte`,
  department: `department dept costcenter costcentre owningdepartment departmentname service abteilung division
    fachabteilung kostenstelle reparto servicio afdeling`,
  site: `site facility hospital campus building facilityname sitename organization organisation klinik haus`,
  owner: `owner responsible contact assignedto custodian ownedby besitzer`,
  criticality: `criticality risk riskclass riskscore clinicalcriticality priority riskgroup`,
  quantity: `quantity qty count numberofdevices numberofunits anzahl menge
    quantite cantidad quantita aantal stuckzahl stueckzahl`,
  manufactured: `manufactured manufacturedate manufacturingdate dateofmanufacture mfgdate madeon productiondate
    builddate`,
  shipped: `shipped shipdate shippingdate dateshipped delivered deliverydate received receiveddate indate installdate
    installed purchasedate`,
  region: `region country market land`,
  components: `components component modules module subcomponents`,
  remediated: `remediated remediatedcves fixedcves patchedcves closedcves cvesfixed remediatedvulnerabilities
    remediatedadvisories`,
  internal: `internal`,
  options: `options option features configuration accessories licences licenses`,
}

const BY_HEADING = new Map<string, { name: ColumnName; rank: number }>()
for (const [name, headings] of Object.entries(HEADINGS))
  for (const [rank, heading] of headings.split(/\s+/).entries())
    if (!BY_HEADING.has(heading)) BY_HEADING.set(heading, { name: name as ColumnName, rank })

/** `Model No.` and `model_no` are one heading. */
const headingKey = (heading: string): string =>
  heading
    .normalize('NFKD')
    .replace(/\(.*?\)/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Words that tell a column wherever they stand in a heading: "Equipment Model Name", "Installed Firmware". */
const BY_WORD: readonly (readonly [ColumnName, RegExp])[] = [
  ['modelNumber', /\b(model|part|catalog) ?(number|no|num|id)\b/],
  ['vendor', /\b(manufacturer|vendor|hersteller)\b/],
  ['model', /\bmodel\b/],
  ['serial', /\bserial\b/],
  ['osVersion', /\b(os|operating system) ?(version|release|build)\b/],
  ['os', /\boperating system\b/],
  ['version', /\b(firmware|software)\b/],
  ['mac', /\bmac\b/],
  ['ip', /\bip ?address\b/],
  ['hostname', /\bhost ?name\b/],
]
/** Columns with these words tell of something else: the year of a model, a former vendor, the date of a version. */
const OTHERWISE =
  /\b(date|year|cost|price|status|supported|support|previous|former|old|new|latest|required|contact|phone|notes?|expir\w*)\b/
/** Any heading of the lists goes before one told by a word in it. */
const BY_WORD_RANK = 1000

/** Characters beyond which a cell is no heading but a text, or no text at all. */
const LONGEST_HEADING = 120

function found(heading: string): { name: ColumnName; rank: number } | null {
  if (heading.length > LONGEST_HEADING || heading.includes('\0')) return null
  const listed = BY_HEADING.get(headingKey(heading))
  if (listed !== undefined) return listed
  const words = heading
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
  const name = OTHERWISE.test(words) ? undefined : BY_WORD.find(([, pattern]) => pattern.test(words))?.[0]
  return name === undefined ? null : { name, rank: BY_WORD_RANK }
}

/** The column a heading stands for; `null` if none of ours. */
export const columnOf = (heading: string): ColumnName | null => found(heading)?.name ?? null

/** Where each column stands in a row of headings. */
export type Layout = ReadonlyMap<ColumnName, number>

export function layoutOf(headings: readonly string[]): Layout {
  const best = new Map<ColumnName, { at: number; rank: number }>()
  for (const [at, heading] of headings.entries()) {
    const column = found(heading)
    if (column === null) continue
    const before = best.get(column.name)
    if (before === undefined || column.rank < before.rank) best.set(column.name, { at, rank: column.rank })
  }
  return new Map([...best].map(([name, { at }]) => [name, at]))
}

/** Which headings were understood as what, and which were not: a column that is passed over must not go unnoticed. */
export function headingsTold(file: string, headings: readonly string[], layout: Layout): InventoryHeadings {
  const used = [...layout].map(([column, at]) => ({ column, heading: headings[at]!.trim() }))
  const taken = new Set(layout.values())
  const ignored = headings
    .filter((heading, at) => !taken.has(at) && heading.trim() !== '')
    .map((h) => h.trim())
  return { file, used, ignored }
}

/** Columns of which one at least must be there: without any no row can name a product. */
const TELLING: readonly ColumnName[] = [
  'vendor',
  'model',
  'product',
  'modelNumber',
  'type',
  'os',
  'components',
  'mac',
  'hostname',
  'serial',
  'ip',
]

/** Rows in which headings are looked for: exports put titles and dates above them. */
export const MOST_ABOVE = 30

/**
 * Could this row be the headings? Two that are known, one of them telling. A cell that stands alone must be a heading
 * of the lists: "Devices by manufacturer" is a title.
 */
export function looksLikeHeadings(cells: readonly string[]): boolean {
  const layout = layoutOf(cells)
  if (!TELLING.some((name) => layout.has(name))) return false
  const filled = cells.filter((cell) => cell.trim() !== '')
  return layout.size >= 2 || (filled.length === 1 && BY_HEADING.has(headingKey(filled[0]!)))
}

/** What to tell a person whose file has no usable headings. */
export const NO_HEADINGS =
  'no row of headings found: name the columns, for example id, manufacturer, model, version, os, serial, location'
