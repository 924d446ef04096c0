/** Wireless networks, and how stations log in to a network. */
import { SOUND_CRYPTOGRAPHY } from './safeguards.ts'
import { any, seen } from './sightings.ts'
import type { Weakness } from './weakness.ts'

export const wireless: readonly Weakness[] = [
  {
    id: 'wlan-wpa-tkip',
    title: 'Wireless network with TKIP',
    severity: 'medium',
    why: 'Packets can be forged and parts of them read.',
    cwe: [323, 327],
    safeguards: [SOUND_CRYPTOGRAPHY],
    remedy: 'Use WPA2 or WPA3 with AES only.',
    meanwhile: 'Give what cannot do better a network of its own, with rules for what crosses.',
    guard: 'Only ciphers of a key handshake that was seen; a mixed network uses TKIP for its broadcasts.',
    judge: any(
      seen('eapol.cipher', /tkip/i, 'It agrees on TKIP'),
      seen('eapol.group-cipher', /tkip/i, 'It agrees on TKIP for broadcasts'),
      seen('eapol.key-descriptor', 'wpa', 'It uses the key handshake of WPA version 1'),
      seen('wlan.cipher', /tkip/i, 'Its network takes TKIP'),
      seen('wlan.security', /(^|\+)wpa($|\+)/, 'Its network takes WPA version 1'),
    ),
  },
  {
    id: 'wlan-open-or-wep',
    title: 'Wireless network open or with WEP',
    severity: 'high',
    why: 'Whoever is near reads what is sent; the key of WEP falls within minutes of listening.',
    cwe: [326, 327],
    safeguards: [SOUND_CRYPTOGRAPHY],
    remedy: 'Use WPA2 or WPA3 with AES only.',
    meanwhile: 'Give what cannot do better a network of its own, with rules for what crosses.',
    guard:
      'Told by the beacons of the network, or key messages of WEP; an open network whose name says that it is for guests is left out.',
    judge: any(
      seen('eapol.key-descriptor', 'rc4', 'It hands out WEP keys'),
      seen('wlan.security', /(^|\+)wep($|\+)/, 'Its network is protected by WEP'),
      (view) =>
        view.of('wlan.ssid').some((o) => /guest|visitor|gast|public/i.test(o.value))
          ? []
          : seen('wlan.security', 'open', 'Its network is open')(view),
      seen('eapol.cipher', /wep/i, 'It agrees on WEP'),
      seen('eapol.group-cipher', /wep/i, 'It agrees on WEP for broadcasts'),
    ),
  },
  {
    id: 'eapmd5-or-leap',
    title: 'Network login with EAP-MD5 or LEAP',
    severity: 'high',
    why: 'The password falls out of one recorded login.',
    cwe: [327, 522],
    safeguards: [SOUND_CRYPTOGRAPHY],
    remedy: 'Use EAP-TLS, or PEAP with the server’s certificate checked.',
    meanwhile: 'Give the account a long random password and a VLAN of its own.',
    guard: 'Only a method that was used; one that was asked for and declined does not count.',
    judge: any(
      seen('eapol.method', ['md5', 'leap'], (v) => `It uses EAP-${v.toUpperCase()}`),
      seen('radius.auth-method', /^(eap[- :/])?(md5|leap)$|eap.*(md5|leap)/i, (v) => `It logs in with ${v}`),
    ),
  },
]
