/** Contact with what others have published as malicious: addresses, names, TLS clients, certificates. */
import { type Digest, digestOf } from '../../model/digest.ts'
import type { EventFrame, EventOf } from '../../model/event.ts'
import type { Detection, Say, Sighting, Watcher } from '../detection.ts'
import { nameOf, sighting } from '../say.ts'
import type { Scene } from '../scene.ts'
import type { Indicator } from './read.ts'

/** Facts that hold digests of certificates and keys. */
const HASHES = /(?:sha-?256|sha-?1|md5|fingerprint|hash)/i

export function indicatorDetection(indicators: readonly Indicator[]): Detection {
  const of = (kind: Indicator['kind']) => indicators.filter((i) => i.kind === kind)
  const addresses = new Map(of('ip').map((i) => [i.value, i]))
  const ja4 = new Map(of('ja4').map((i) => [i.value, i]))
  const domains = new Map<Digest, Indicator>(of('domain').map((i) => [digestOf(i.value), i]))
  const hashes = new Map(of('hash').map((i) => [i.value, i]))
  return {
    id: 'indicator-match',
    title: 'Contact with something published as malicious',
    severity: 'high',
    technique: ['T1071'],
    check: 'How old is the list, and how sure its publisher? What else did the device do at that time?',
    response:
      'Block the other end at the border. Leave a clinical device running at the patient; examine it when it can be spared.',
    trap: 'Addresses of shared hosting outlive what was published about them: one contact by address alone proves little.',
    watch: () => contacts(addresses, domains, ja4),
    judge: (scene) => certificates(scene, hashes),
  }
}

const named = ({ kind, value, name }: Indicator): string =>
  `${kind === 'ip' ? 'address' : kind} ${value}${name === '' ? '' : ` (${name})`}`

function contacts(
  addresses: ReadonlyMap<string, Indicator>,
  domains: ReadonlyMap<Digest, Indicator>,
  ja4: ReadonlyMap<string, Indicator>,
): Watcher {
  const tell = (e: EventFrame, found: Indicator, say: Say) =>
    say(sighting(e, `${nameOf(e.actor)} had to do with the published ${named(found)}`, named(found)))

  function ended(e: EventOf<'flow-ended'>, say: Say): void {
    const found =
      addresses.get(e.target.ip ?? '') ??
      addresses.get(e.actor.ip ?? '') ??
      e.ja4.map((print) => ja4.get(print)).find((i) => i !== undefined) ??
      (e.sni === null ? undefined : bySuffix(e.sni.toLowerCase()))
    if (found !== undefined) tell(e, found, say)
  }

  /** The name itself, or one that it lies under. */
  function bySuffix(name: string): Indicator | undefined {
    const labels = name.split('.')
    for (let i = 0; i + 1 < labels.length; i++) {
      const found = domains.get(digestOf(labels.slice(i).join('.')))
      if (found !== undefined) return found
    }
    return undefined
  }

  function asked(e: EventOf<'name-asked'>, say: Say): void {
    const found = e.suffixes.map((digest) => domains.get(digest)).find((i) => i !== undefined)
    if (found !== undefined) tell(e, found, say)
  }
  return { on: { 'flow-ended': ended, 'name-asked': asked } }
}

function* certificates(scene: Scene, hashes: ReadonlyMap<string, Indicator>): Generator<Sighting> {
  if (hashes.size === 0) return
  for (const { field, value, endpoint, at } of scene.facts.observations) {
    const found = HASHES.test(field) ? hashes.get(value.toLowerCase().replaceAll(':', '')) : undefined
    if (found === undefined) continue
    const because = `${nameOf(endpoint)} showed the published ${named(found)}`
    yield {
      at,
      actor: endpoint,
      targets: [],
      because,
      proofs: [{ at, file: -1, packet: 0, observed: field }],
    }
  }
}
