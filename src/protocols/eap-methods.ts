/** Names of EAP methods, by number: IANA registry "EAP Method Types". */
const METHODS: Readonly<Record<number, string>> = {
  4: 'md5',
  5: 'otp',
  6: 'gtc',
  13: 'tls',
  17: 'leap',
  18: 'sim',
  21: 'ttls',
  23: 'aka',
  25: 'peap',
  26: 'mschapv2',
  29: 'mschapv2',
  43: 'fast',
  46: 'pax',
  47: 'psk',
  49: 'ikev2',
  50: "aka'",
  52: 'pwd',
  53: 'eke',
  55: 'teap',
  254: 'expanded',
}

/** The method's name, its number if it has none here; `null` for identity, notification and refusal, which are no methods. */
export const eapMethod = (type: number): string | null => (type < 4 ? null : (METHODS[type] ?? String(type)))
