/** Somebody brings a home router: it answers DHCP with itself as gateway and name server. */
import { comesUp } from '../boot.ts'
import * as dhcp from '../encoders/dhcp.ts'
import type { Incident } from '../incident.ts'
import { ipv4Text } from '../network/addresses.ts'
import { Lane, UDP } from '../network/lane.ts'
import { again, neighboursOf, somebodyNew } from './shared/cast.ts'

export const rogueDhcp: Incident = {
  name: 'rogue-dhcp',
  summary: 'an unknown device answers DHCP clients of the office network with offers of its own',
  detections: ['rogue-dhcp', 'new-device'],
  begin(stage) {
    const { out, queue } = stage.world
    const rogue = somebodyNew(stage, 'office', (unit) => {
      const clients = neighboursOf(unit)
        .filter((one) => one.persona.addressing.kind === 'dhcp')
        .slice(0, 6)
      again(stage, clients.length, 8, (i) => {
        const client = clients[i]!
        const transaction = stage.random.word()
        const name = client.named ? { hostname: client.hostname } : {}
        const question = { mac: client.mac, transaction, ...name }
        const terms = {
          server: unit.ip,
          address: ipv4Text(client.address),
          seconds: 86_400,
          router: unit.ip,
          dns: [unit.ip],
        }
        const before = client.station.ip
        client.station.ip = 0
        client.announce(
          'dhcp',
          '255.255.255.255',
          [68, 67],
          dhcp.discover(question),
          client.station.stack.ttl,
        )
        client.station.ip = before
        const lane = new Lane(unit.station, client.station.mac, client.address, UDP, [67, 68], 64)
        unit.after(0.003, () => lane.udp(out, queue.now, dhcp.offer(question, terms)))
        unit.after(6, () => comesUp(client))
      })
    })
    return [rogue]
  },
}
