/** Models written as one with a letter for a number, or with letters that may be left out, each by itself. */

/** "RnCPU(n=04/08/16)", "QnUDVCPU (n=03/04)", "LnCPU(-P)(n=02/06)": a small letter stands for each number of a list. */
const NUMBERED =
  /(?<![A-Za-z\d])([A-Z][A-Z\d]{0,6})n([A-Z][A-Z\d]{0,15})(\(-?[A-Z]{1,2}\))?\s?\(n\s?=\s?(\d{1,4}(?:\s?[,/]\s?\d{1,4}){0,15})\)/g
/** "L26CPU-(P)BT": with the letters and without. */
const OPTIONAL =
  /(?<![\w/-])([A-Z]+\d[\w-]{0,15}(?:\/\d{1,4}){0,12})\((-?[A-Z]{1,2})\)([A-Z]{0,6})(?![\w(-])/g

/** "Pump w/ Wi-Fi", "Pump w/WLAN": with it. */
export const WITH_SIGN = /(?<=\s)w\/(?!o\b)\s*(?=\p{L})/giu

export function spelledOut(name: string): string {
  if (!name.includes('(')) return name
  return name
    .replace(NUMBERED, (_, head: string, tail: string, ending: string | undefined, list: string) =>
      list
        .split(/\s?[,/]\s?/)
        .map((number) => head + number + tail + (ending ?? ''))
        .join(', '),
    )
    .replace(OPTIONAL, '$1$3, $1$2$3')
}
