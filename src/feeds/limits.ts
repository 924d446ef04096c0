/** How much a document may be; beyond it is set aside, so that a bomb costs no more than this. */
const MIB = 2 ** 20

/** A document read in one piece, unpacked. NVD's yearly mirrors are some 160 MiB. */
export const MOST_DOCUMENT = 256 * MIB
/** One line of newline-delimited JSON. The longest CVE record known has 5 MiB. */
export const MOST_LINE = 32 * MIB
/** A file of lines, unpacked: all CVE records are some 1.5 GiB. */
export const MOST_LINES = 16 * 1024 * MIB
/** Plain files up to this size are read at once. */
export const AT_ONCE = 8 * MIB
/** So many faults of one file are named each; the rest is counted. */
export const MOST_FAULTS = 20
