/**
 * Product names that hold the versions as well: "Flow Manager prior to 2.0", "Flow Manager versions 2.0 and earlier". A bare
 * release ("Xeleris 3.1") is part of the name and stays there.
 */

export interface VersionedName {
  readonly name: string
  /** The words about versions, as spelt. */
  readonly version: string
}

const NUMBER = String.raw`(?:[A-Z]\.)?v?\d[\w.]*`
const BEFORE = String.raw`(?:prior\s+to|before|earlier\s+than|lower\s+than|less\s+than|up\s+to(?:\s+and\s+including)?|through|<=?|>=?)`
const AFTER = String.raw`(?:and|or)\s+(?:all\s+)?(?:prior|earlier|below|lower|older|previous|later|newer|above|higher)(?:\s+(?:versions?|releases?))?`
const WORD = String.raw`(?:all\s+)?(?:versions?|releases?|firmware(?:\s+versions?)?|software(?:\s+versions?)?|ver\.?)`
/** At least one operator in words or signs must stand there. */
const VERSIONED = new RegExp(
  String.raw`^(.*?[\p{L}\d™®)])[\s,:–-]*\(?\s*((?:${WORD}\s*:?\s*)?(?:${BEFORE}\s*(?:${WORD}\s*)?${NUMBER}|${NUMBER}(?:\s*,\s*${NUMBER})*\s*,?\s*${AFTER}))\s*\)?$`,
  'iu',
)
/** Longest name that is looked at, in UTF-16 units. */
const MAX_NAME = 200

/** `null`: the name is a name. */
export function versionedName(name: string): VersionedName | null {
  if (name.length > MAX_NAME || !/\d/.test(name)) return null
  const [, stem, version] = VERSIONED.exec(name.trim()) ?? []
  return stem === undefined || version === undefined || !/\p{L}{2}/u.test(stem)
    ? null
    : { name: stem, version }
}

/** "Flow Lab with S/N < 5000": numbers of units are no part of the name; the full name has them still. */
export const withoutSerials = (name: string): string =>
  /\bs\/?n\b|\bserial\b/i.test(name) ? name.slice(0, MAX_NAME).replace(SERIALS, '') : name

const RELATION = String.raw`(?:[<>]=?|below|under|above|(?:up|prior)\s+to|before|from|(?:lower|higher)\s+than)`
const SERIAL = String.raw`[A-Z\d-]{0,20}\d[A-Z\d-]{0,20}`
const SERIALS = new RegExp(
  String.raw`(?<=\S)\s+(?:with\s+|having\s+)?(?:s\/n|sn|serial\s*(?:numbers?|nos?\.?))\s*:?\s*(?:${RELATION}\s*)?${SERIAL}(?:[\s,]+(?:${SERIAL}|and|or|to|through|prior|earlier|lower|below|later|higher|above)){0,12}\s*$`,
  'i',
)
