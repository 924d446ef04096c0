/** What a golden file holds of a capture: the observations without times, in a stable order. */
import { factsOf } from './facts.ts'

export interface Golden {
  /** `address field value`, of a device behind a gateway `address > device field value`, with `said of it` where another host says so, and the packet it was read in. */
  readonly observations: readonly string[]
  readonly credentials: readonly string[]
  readonly bindings: readonly string[]
  readonly conversations: readonly string[]
  readonly oddities: Readonly<Record<string, number>>
}

export function golden(capture: Uint8Array): Golden {
  const facts = factsOf([capture], { clues: { match: () => [], isDefaultCredential: () => false } })
  return {
    observations: facts.observations
      .filter((o) => o.protocol !== 'tcp')
      .map((o) => {
        const { ip, mac, device } = o.endpoint
        const who = `${ip ?? mac}${device === undefined ? '' : ` > ${device}`}`
        return `${who} ${o.self ? '' : '(said of it) '}${o.field} ${JSON.stringify(o.value)} @${o.where.packet}`
      })
      .sort(),
    credentials: facts.credentials
      .map(
        (c) => `${c.protocol} ${c.server.ip}:${c.port} user ${JSON.stringify(c.user)} accepted ${c.accepted}`,
      )
      .sort(),
    bindings: facts.bindings
      .filter((b) => b.stated.length > 0)
      .map((b) => `${b.mac} ${b.ip} ${b.stated.join(',')}`)
      .sort(),
    conversations: facts.conversations
      .map((c) => {
        const tls = c.tls === null ? '' : ` ${JSON.stringify(c.tls)}`
        return `${c.client} > ${c.server} ${c.transport}/${c.port} ${c.protocol ?? '-'}${tls}`
      })
      .sort(),
    oddities: facts.coverage.oddities,
  }
}
