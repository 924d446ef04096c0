/** EUI-64 as HL7 writes them: 16 hexadecimal digits, bare or with dashes or colons between. */

/** In lower-case hexadecimal; `null` if the text is none or one that nobody was given. */
export function eui64Of(text: string): string | null {
  const hex = text.replace(/[-:]/g, '').toLowerCase()
  if (!/^[0-9a-f]{16}$/.test(hex) || /^0+$/.test(hex) || /^f+$/.test(hex)) return null
  return hex
}
