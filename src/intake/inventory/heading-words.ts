/** The words of a heading, as people abbreviate and join them. */

/** What people shorten in headings, written out. `#`, `No.`, `N°` and `Nr.` are all "number". */
const WRITTEN_OUT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    number: 'no nr num nbr nro nummer numero',
    equipment: 'equip eqpt',
    manufacturer: 'mfr mfg mfgr manuf manufact herst',
    description: 'desc descr',
    model: 'mod mdl',
    serial: 'ser',
    version: 'ver vers',
    revision: 'rev',
    software: 'sw',
    firmware: 'fw',
    location: 'loc',
    department: 'dept',
    address: 'addr adr',
    control: 'ctrl cntrl cntl',
    current: 'cur curr',
    inventory: 'inv',
    quantity: 'qty',
    building: 'bldg',
    system: 'sys',
    technical: 'tech',
    functional: 'funct',
  }).flatMap(([word, short]) => short.split(' ').map((one) => [one, word] as const)),
)

/** `Ctrl. No.` is control, number; `DeviceName` is device, name; brackets and accents are left out. */
export function headingWords(heading: string): readonly string[] {
  return heading
    .replace(/\bn\s?[°º.](?!\p{L})|[№#]/giu, ' number ')
    .normalize('NFKD')
    .replace(/\(.*?\)/g, ' ')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => WRITTEN_OUT.get(word) ?? word)
}

/** Letters and digits only. */
export const plainKey = (heading: string): string =>
  heading
    .normalize('NFKD')
    .replace(/\(.*?\)/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
