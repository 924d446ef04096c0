/** tshark reads the same values out of multicast DNS. */
import { test } from 'node:test'
import { caseless, type Frame, valuesAgree } from '../../../test/tshark-values.ts'

/** `Laser._ipp._tcp.local` is service `_ipp._tcp` with instance `Laser`. */
const SERVICE = /(?:^|^(?:.*\.)?)(_[^.]+\._(?:tcp|udp))\.local\.?$/i
const NAMES = ['dns.resp.name', 'dns.qry.name', 'dns.ptr.domain_name', 'dns.srv.target'] as const
const namesOf = (frame: Frame) => NAMES.flatMap((name) => frame[name] ?? [])
const service = {
  tshark: NAMES,
  of: (frame: Frame) => namesOf(frame).flatMap((name) => SERVICE.exec(name)?.[1]?.toLowerCase() ?? []),
  ours: (text: string) => text.toLowerCase(),
}
const instance = {
  tshark: NAMES,
  of: (frame: Frame) =>
    namesOf(frame).flatMap((name) => {
      const [, own, kind] = /^(.+)\.(_[^.]+\._(?:tcp|udp))\.local\.?$/i.exec(name) ?? []
      return own === undefined || kind === undefined ? [] : [`${kind} ${own}`.toLowerCase()]
    }),
  ours: (text: string) => text.toLowerCase(),
}

test('mDNS: host names, services, instances, ports and texts as tshark reads them', (t) =>
  valuesAgree(t, 'mdns', {
    fields: {
      'mdns.hostname': caseless('dns.resp.name', 'dns.srv.target', 'dns.qry.name'),
      'mdns.service': service,
      'mdns.query': service,
      'mdns.instance': instance,
      'mdns.service-port': { tshark: ['dns.srv.port'], ours: (text) => text.split(' ')[1] ?? null },
      'mdns.target': caseless('dns.srv.target'),
      'mdns.txt': { tshark: ['dns.txt'], ours: (text) => text.slice(text.indexOf(' ') + 1) },
      'mdns.cpu': ['dns.hinfo.cpu'],
      'mdns.os': ['dns.hinfo.os'],
    },
    unseen: { 'mdns.mac': 'read out of the instance of a workstation, which is compared' },
    corpus: ['mdns'],
    senders: ['dns.a', 'dns.aaaa'],
  }))
