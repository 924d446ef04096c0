/** Which column is which: the headings that inventories use, in any case, order and punctuation. */

export type ColumnName =
  | 'id'
  | 'mac'
  | 'ip'
  | 'hostname'
  | 'vendor'
  | 'model'
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

/**
 * Headings of the exports of common maintenance systems, scanners and spreadsheets, letters and digits only. Where a
 * sheet has several headings of one column the one named first here is taken.
 */
const HEADINGS: Readonly<Record<ColumnName, string>> = {
  id: `id assetid assettag assetnumber assetno asset equipmentid equipmentnumber equipmentno controlnumber controlno
    controlid tag tagnumber inventorynumber inventoryno inventoryid deviceid ctrlno cen cenumber barcode ci ciname
    inventarnummer geraetenummer`,
  mac: `mac macaddress macaddr macs ethernetaddress wiredmac wirelessmac wifimac hardwareaddress physicaladdress
    ethernetmac macadresse`,
  ip: `ip ipaddress ipaddr ips ipv4 ipv4address ipaddresses lastip ipadresse`,
  hostname: `hostname host hostnames devicename computername networkname dnsname fqdn netbiosname systemname name`,
  vendor: `manufacturer vendor make mfr mfg manufacturername vendorname oem brand mfgname hersteller fabricant
    fabricante producent marke`,
  model: `model modelname product productname device devicemodel equipmentmodel modeldescription modell modele modelo
    typebezeichnung`,
  modelNumber: `modelnumber modelno modelnum modelid partnumber partno catalognumber catalogno ref reference sku
    productnumber bestellnummer`,
  type: `type devicetype category devicecategory equipmenttype assettype class deviceclass subtype description
    equipmentdescription devicedescription kind geraeteart geraetetyp`,
  version: `version firmware software firmwareversion softwareversion swversion fwversion sw fw softwarerevision
    firmwarerevision softwarerev firmwarerev softwarelevel revision release appversion applicationversion
    currentversion softwareversionfirmware versionen`,
  os: `os operatingsystem osname platform betriebssystem operatingsystemname`,
  osVersion: `osversion operatingsystemversion osrelease osbuild build osrev`,
  serial: `serial serialnumber serialno serialnum sn snr serials seriennummer`,
  udi: `udi deviceidentifier udidi uniquedeviceidentifier`,
  location: `location room area place position bed ward floor unit nursingunit standort raum station assignedlocation
    currentlocation`,
  department: `department dept costcenter costcentre owningdepartment departmentname service abteilung division`,
  site: `site facility hospital campus building facilityname sitename organization organisation klinik haus`,
  owner: `owner responsible contact assignedto custodian ownedby besitzer`,
  criticality: `criticality risk riskclass riskscore clinicalcriticality priority riskgroup`,
  quantity: `quantity qty count number units devices amount anzahl menge`,
  manufactured: `manufactured manufacturedate manufacturingdate dateofmanufacture mfgdate madeon productiondate
    builddate`,
  shipped: `shipped shipdate shippingdate dateshipped delivered deliverydate received receiveddate indate installdate
    installed purchasedate`,
  region: `region country market land`,
  components: `components component modules module subcomponents software components`,
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

/** The column a heading stands for; `null` if none of ours. */
export function columnOf(heading: string): ColumnName | null {
  return BY_HEADING.get(headingKey(heading))?.name ?? null
}

/** Where each column stands in a row of headings. */
export type Layout = ReadonlyMap<ColumnName, number>

export function layoutOf(headings: readonly string[]): Layout {
  const best = new Map<ColumnName, { at: number; rank: number }>()
  for (const [at, heading] of headings.entries()) {
    const found = BY_HEADING.get(headingKey(heading))
    if (found === undefined) continue
    const before = best.get(found.name)
    if (before === undefined || found.rank < before.rank) best.set(found.name, { at, rank: found.rank })
  }
  return new Map([...best].map(([name, { at }]) => [name, at]))
}

/** Columns of which one at least must be there: without any no row can name a product. */
const TELLING: readonly ColumnName[] = [
  'vendor',
  'model',
  'modelNumber',
  'type',
  'os',
  'components',
  'mac',
  'hostname',
  'serial',
  'ip',
]

/** Could this row be the headings? Two that are known, one of them telling. */
export function looksLikeHeadings(cells: readonly string[]): boolean {
  const layout = layoutOf(cells)
  return (
    (layout.size >= 2 || cells.filter((c) => c !== '').length === layout.size) &&
    TELLING.some((name) => layout.has(name))
  )
}

/** What to tell a person whose file has no usable headings. */
export const NO_HEADINGS =
  'no row of headings found: name the columns, for example id, manufacturer, model, version, os, serial, location'
