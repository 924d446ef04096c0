/** Who is who in small whole captures: frames in, assets out. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Bytes,
  back,
  bytes,
  checksum,
  ethernet,
  type Hop,
  ip as ipBytes,
  ipFrame,
  ipv4,
  mac as macBytes,
  pcap,
  tcpStream,
  u16,
  u32,
  udp,
} from '../../test/bytes.ts'
import { factsOf } from '../../test/facts.ts'
import { ip } from '../../test/made-facts.ts'
import { sll } from '../../test/wire-bytes.ts'
import type { Asset } from '../model/asset.ts'
import { arpPacket } from '../protocols/arp/fixtures/make.ts'
import { message, option } from '../protocols/dhcp/fixtures/make.ts'
import { type IdentityOptions, identify } from './identify.ts'

const ALL = 'ff:ff:ff:ff:ff:ff'
const NONE = '00:00:00:00:00:00'
const PC = '00:1b:21:00:00:01'
const PUMP = '00:1b:21:00:00:02'
const ROUTER = '00:1b:21:00:00:fe'
const START = 1_767_225_600

const inspect = (frames: readonly Bytes[], linkType = 1, options?: IdentityOptions): readonly Asset[] =>
  identify(factsOf([pcap(frames, linkType)]), options).assets
/** MACs and addresses of every asset. */
const parts = (assets: readonly Asset[]) =>
  assets.map((a) => [...a.macs, ...a.ips.map((i) => i.address)].join(' ')).sort()

const asks = (mac: string, own: string, wanted: string) =>
  ethernet(ALL, mac, 0x0806, arpPacket(1, mac, own, NONE, wanted))
const hop = (srcMac: string, src: string, dstMac: string, dst: string, ttl = 64): Hop => ({
  srcMac,
  dstMac,
  src,
  dst,
  srcPort: 50_000,
  dstPort: 9,
  ttl,
})
const sends = (...way: Parameters<typeof hop>) => udp(hop(...way), bytes('x'))

test('a router is one device, and every host behind it one of its own', () => {
  const behind = ['10.9.0.1', '10.9.0.2', '10.9.0.3']
  const assets = inspect([
    asks(PC, '10.0.0.1', '10.0.0.254'),
    asks(ROUTER, '10.0.0.254', '10.0.0.1'),
    ...behind.map((i) => sends(ROUTER, i, PC, '10.0.0.1', 63)),
    ...behind.map((i) => sends(PC, '10.0.0.1', ROUTER, i)),
  ])
  assert.deepEqual(parts(assets), [`${PC} 10.0.0.1`, `${ROUTER} 10.0.0.254`, ...behind])
  assert.deepEqual(
    assets.filter((a) => a.router).map((a) => a.macs[0]),
    [ROUTER],
  )
  assert.equal(assets.find((a) => a.router)?.verdicts.get('type')?.value, 'switch-router')
  for (const a of assets) assert.ok(a.firstSeen >= START && a.lastSeen < START + 60, `${a.id} ${a.lastSeen}`)
})

test('a host seen on both sides of a router is one device', () => {
  const assets = inspect([
    sends(PC, '10.0.0.1', ROUTER, '10.9.0.1', 64),
    sends('00:1b:21:00:00:fd', '10.0.0.1', PUMP, '10.9.0.1', 63),
  ])
  assert.deepEqual(parts(assets), [`${PC} 10.0.0.1`, '00:1b:21:00:00:fd'])
})

test('an external server behind a gateway that restores TTLs stays apart from it', () => {
  const talk = (dst: string) => {
    const way = { ...hop(PC, '192.168.81.128', ROUTER, dst, 128), dstPort: 22 }
    return tcpStream(way, [
      ['server', 'SSH-2.0-OpenSSH_8.7\r\n'],
      ['client', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ])
  }
  const assets = inspect([
    asks(PC, '192.168.81.128', '192.168.81.2'),
    ethernet(PC, ROUTER, 0x0806, arpPacket(2, ROUTER, '192.168.81.2', PC, '192.168.81.128')),
    ...talk('198.51.100.1'),
    ...talk('203.0.113.7'),
  ])
  assert.deepEqual(
    parts(assets),
    [`${PC} 192.168.81.128`, `${ROUTER} 192.168.81.2`, '198.51.100.1', '203.0.113.7'].sort(),
  )
  assert.deepEqual(
    assets.filter((a) => !a.internal).map((a) => a.ips[0]?.address),
    ['198.51.100.1', '203.0.113.7'],
  )
})

const ack = (mac: string, yiaddr: string) =>
  udp(
    { ...hop(ROUTER, '10.0.0.254', mac, yiaddr), srcPort: 67, dstPort: 68 },
    message(2, { yiaddr, chaddr: mac }, option(53, 5), option(54, ipBytes('10.0.0.254'))),
  )
const banner = (mac: string, src: string, text: string) =>
  tcpStream({ ...back(hop(mac, src, ROUTER, '10.0.0.254')), dstPort: 22 }, [['server', `${text}\r\n`]])

test('a lease that moves to another device splits, and each keeps what it said', () => {
  const facts = factsOf([
    pcap([ack(PC, '10.0.0.7'), ...banner(PC, '10.0.0.7', 'SSH-2.0-OpenSSH_8.7')]),
    pcap([ack(PUMP, '10.0.0.7'), ...banner(PUMP, '10.0.0.7', 'SSH-2.0-dropbear_2020.81')], 1, START + 7200),
  ])
  const { assets, assetAt } = identify(facts)
  const said = (mac: string) =>
    assets.find((a) => a.macs.some((m) => m === mac))?.observations.find((o) => o.field === 'ssh.banner')
      ?.value
  assert.match(said(PC) ?? '', /OpenSSH/)
  assert.match(said(PUMP) ?? '', /dropbear/)
  assert.deepEqual(
    [assetAt(ip('10.0.0.7'), START)?.macs, assetAt(ip('10.0.0.7'), START + 7201)?.macs],
    [[PC], [PUMP]],
  )
  assert.deepEqual(
    assets.flatMap((a) => a.sharedAddresses),
    [],
  )
})

test('an address used by two devices at the same time is told of both', () => {
  const frames = (mac: string) => [
    asks(mac, '10.0.0.7', '10.0.0.254'),
    sends(mac, '10.0.0.7', ROUTER, '10.0.0.254'),
  ]
  const facts = factsOf([
    pcap([...frames(PC), ...frames(PUMP)]),
    pcap([...frames(PC), ...frames(PUMP)], 1, START + 60),
  ])
  const { assets } = identify(facts)
  assert.deepEqual(parts(assets), [`${PC} 10.0.0.7`, `${PUMP} 10.0.0.7`])
  assert.deepEqual(
    assets.map((a) => a.sharedAddresses),
    [['10.0.0.7'], ['10.0.0.7']],
  )
})

test('a device whose address changes is one device', () =>
  assert.deepEqual(
    parts(
      inspect([ack(PC, '10.0.0.7'), sends(PC, '10.0.0.7', ROUTER, '10.0.0.254'), ack(PC, '10.0.0.8')]),
    ).filter((p) => p.startsWith(PC)),
    [`${PC} 10.0.0.7 10.0.0.8`],
  ))

const icmp6 = (mac: string, src: string, dst: string, type: number, body: Bytes): Bytes => {
  const text = bytes(type, 0, 0, 0, body)
  text.set(u16(checksum(bytes(ipBytes(src), ipBytes(dst), u32(text.length), 0, 0, 0, 58), text)), 2)
  return ipFrame({ srcMac: mac, dstMac: '33:33:00:00:00:01', src, dst, ttl: 255 }, 58, text)
}
/** Overriding, unsolicited, with the target's link-layer address (RFC 4861 section 4.4). */
const advertises = (mac: string, own: string) =>
  icmp6(mac, own, 'ff02::1', 136, bytes(0x20, 0, 0, 0, ipBytes(own), 2, 1, macBytes(mac)))

test('link-local, EUI-64 and privacy addresses of one host are one device', () => {
  const eui = '2001:db8:20:0:21b:21ff:fe00:1'
  const privacy = '2001:db8:20:0:4d1:9a0b:77aa:1c'
  const assets = inspect([
    advertises(PC, 'fe80::21b:21ff:fe00:1'),
    advertises(PC, privacy),
    sends(PC, privacy, ROUTER, '2001:db8:99::1'),
    sends(ROUTER, eui, PUMP, '2001:db8:99::1', 61),
  ])
  const pc = assets.find((a) => a.macs[0] === PC)
  assert.deepEqual(pc?.ips.map((i) => i.address).sort(), [eui, privacy, 'fe80::21b:21ff:fe00:1'].sort())
  assert.equal(pc?.internal, true)
})

test('a privacy address that nobody advertised is not taken for the MAC that carries it', () =>
  assert.deepEqual(parts(inspect([sends(ROUTER, '2001:db8:20::77', PC, '2001:db8:99::1')])), [ROUTER]))

test('hosts that only ask by ARP are devices', () =>
  assert.deepEqual(parts(inspect([asks(PC, '10.0.0.1', '10.0.0.2')])), [`${PC} 10.0.0.1`]))

test('an ARP probe makes a device without address', () =>
  assert.deepEqual(parts(inspect([asks(PC, '0.0.0.0', '10.0.0.2')])), [PC]))

test('a MAC that is only sent to is no device, nor is a group or a shared router address', () => {
  const assets = inspect([
    sends(PC, '10.0.0.1', PUMP, '10.0.0.2'),
    sends(PC, '10.0.0.1', ALL, '255.255.255.255'),
    sends(PC, '10.0.0.1', '01:00:5e:7f:ff:fa', '239.255.255.250'),
    sends('00:00:5e:00:01:0a', '10.9.0.9', PC, '10.0.0.1', 63),
    sends('01:00:5e:00:00:16', '10.0.0.99', PC, '10.0.0.1'),
  ])
  assert.deepEqual(parts(assets), ['10.0.0.99', '10.9.0.9', `${PC} 10.0.0.1`].sort())
})

test('addresses that no host has are no device', () => {
  const nobody = ['0.0.0.0', '255.255.255.255', '127.0.0.1', '224.0.0.5']
  const local = { local: [{ text: '0.0.0.0/0', six: false, bits: 0, words: [0] }] }
  const frames = nobody.map((i) => ipv4(i, '10.0.0.1', 17, bytes(u16(5), u16(6), u16(8), u16(0))))
  assert.deepEqual(parts(inspect(frames, 101, local)), [])
})

test('captures without MACs tell devices by address', () => {
  const frame = (src: string) => ipv4(src, '10.0.0.254', 17, bytes(u16(5), u16(6), u16(9), u16(0), 'x'))
  const assets = inspect([frame('10.0.0.1'), frame('10.0.0.2'), frame('198.51.100.5')], 101)
  assert.deepEqual(parts(assets), ['10.0.0.1', '10.0.0.2'])
  assert.deepEqual(
    assets.map((a) => a.id),
    ['ip-10.0.0.1', 'ip-10.0.0.2'],
  )
})

test('cooked captures without a destination MAC keep the sender', () => {
  const datagram = ipv4('10.0.0.1', '10.0.0.2', 17, bytes(u16(5), u16(6), u16(9), u16(0), 'x'))
  assert.deepEqual(parts(inspect([sll(0x0800, PC, datagram)], 113)), [`${PC} 10.0.0.1`])
})

test('a DHCP client behind a relay is a device of its own, the relay keeps its address', () => {
  const way = { ...hop(ROUTER, '10.20.0.1', PUMP, '10.0.0.5'), srcPort: 67, dstPort: 67 }
  const assets = inspect([
    asks(ROUTER, '10.20.0.1', '10.0.0.5'),
    asks(PUMP, '10.0.0.5', '10.20.0.1'),
    udp(
      way,
      message(
        1,
        { giaddr: '10.20.0.1', chaddr: PC },
        option(53, 1),
        option(12, 'syringe-7'),
        option(82, option(1, 'Gi1/0/7'), option(2, 'sw-icu')),
      ),
    ),
    udp(
      back(way),
      message(
        2,
        { giaddr: '10.20.0.1', chaddr: PC, yiaddr: '10.20.0.33' },
        option(53, 5),
        option(54, ipBytes('10.0.0.5')),
      ),
    ),
  ])
  const client = assets.find((a) => a.macs[0] === PC)
  assert.deepEqual(
    client?.ips.map((i) => i.address),
    ['10.20.0.33'],
  )
  assert.deepEqual(client?.hostnames, ['syringe-7'])
  assert.deepEqual([client?.place.switch, client?.place.port], ['sw-icu', 'Gi1/0/7'])
  assert.deepEqual(
    parts(assets).filter((p) => !p.startsWith(PC)),
    [`${PUMP} 10.0.0.5`, `${ROUTER} 10.20.0.1`],
  )
})

test('services belong to the host that answers', () => {
  const assets = inspect([
    asks(PUMP, '10.0.0.2', '10.0.0.1'),
    ...tcpStream({ ...hop(PC, '10.0.0.1', PUMP, '10.0.0.2'), dstPort: 22 }, [
      ['server', 'SSH-2.0-OpenSSH_8.7\r\n'],
    ]),
  ])
  assert.deepEqual(
    assets.map((a) => a.services),
    [[], [{ transport: 'tcp', port: 22, protocol: 'ssh' }]],
  )
})

test('where ARP shows neighbours, a public address with an unreduced TTL is on the wire, too', () => {
  const assets = inspect([
    asks(PC, '198.51.100.1', '198.51.100.2'),
    asks(ROUTER, '198.51.100.254', '198.51.100.1'),
    sends(PUMP, '198.51.100.7', PC, '198.51.100.1', 30),
    sends(ROUTER, '198.51.100.99', PC, '198.51.100.1', 57),
  ])
  assert.deepEqual(parts(assets), [`${PC} 198.51.100.1`, `${PUMP} 198.51.100.7`, `${ROUTER} 198.51.100.254`])
})
