/**
 * Device types of WS-Discovery as `prefix:Name`. Prefixes are each sender's choice, so the namespace decides
 * and gets the prefix its standard uses; an unknown one stands in braces.
 */
import type { XmlElement } from '../../wire/xml.ts'

const PREFIXES: Readonly<Record<string, string>> = {
  'http://docs.oasis-open.org/ws-dd/ns/dpws/2009/01': 'dpws', // DPWS 1.1
  'http://schemas.xmlsoap.org/ws/2006/02/devprof': 'wsdp', // DPWS 2006
  'http://standards.ieee.org/downloads/11073/11073-20702-2016': 'mdpws', // IEEE 11073-20702
  'http://standards.ieee.org/downloads/11073/11073-20702-201x': 'mdpws', // its drafts
  'http://www.onvif.org/ver10/network/wsdl': 'dn', // ONVIF Core section 7.3
  'http://www.onvif.org/ver10/device/wsdl': 'tds', // ONVIF Core section 7.3
  'http://schemas.microsoft.com/windows/pub/2005/07': 'pub', // [MS-PBSD]
  'http://schemas.microsoft.com/windows/2006/08/wdp/print': 'wprt', // Web Services on Devices, print service
  'http://schemas.microsoft.com/windows/2006/08/wdp/scan': 'wscn', // Web Services on Devices, scan service
  'http://schemas.xmlsoap.org/ws/2005/04/discovery': 'wsd', // WS-Discovery April 2005: discovery proxies
  'http://docs.oasis-open.org/ws-dd/ns/discovery/2009/01': 'wsd', // WS-Discovery 1.1
}

/** Names of a list, and characters of one; our ceilings. */
const MOST_NAMES = 16
const MOST_OF_NAME = 200

/** The qualified names of a Types element. */
export function typesOf(element: XmlElement): string[] {
  return words(element.text, MOST_NAMES).map((word) => {
    const [prefix, name] = word.includes(':') ? (word.split(':', 2) as [string, string]) : ['', word]
    const namespace = element.resolve(prefix)
    if (namespace === '') return word.slice(0, MOST_OF_NAME)
    const known = PREFIXES[namespace.replace(/\/$/, '')]
    return (known === undefined ? `{${namespace}}${name}` : `${known}:${name}`).slice(0, MOST_OF_NAME)
  })
}

/** The words of a list separated by white space, at most `most`. */
export const words = (text: string, most: number): string[] =>
  text
    .split(/\s+/, most + 1)
    .filter((word) => word !== '')
    .slice(0, most)
