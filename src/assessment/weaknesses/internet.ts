/** What goes out to the internet and what comes in from there: devices, remote access, names and time. */

import { publicResolver, remoteAccessProduct } from '../../knowledge/weak-defaults.ts'
import type { Conversation } from '../../model/facts.ts'
import { isKnownHost, isMedical } from './kinds.ts'
import { ASSET_MANAGEMENT, AUTHENTICATION, FIREWALL, REMOTE_ACCESS, SEGMENTATION } from './safeguards.ts'
import { any, called, seen, served, sightOf } from './sightings.ts'
import type { View } from './view.ts'
import type { Sight, Weakness } from './weakness.ts'

/** Answered conversations with the outside; time and names go out by design where nothing inside serves them. */
const outward = (view: View): Conversation[] =>
  view.calls.filter(
    (c) =>
      c.answered &&
      (c.transport === 'tcp' || c.transport === 'udp') &&
      view.fleet.isExternal(c.server) &&
      !['dns', 'ntp'].includes(c.protocol ?? ''),
  )

/** Devices that do one thing: everything but computers, servers, telephones in hands and the network itself. */
const isThing = (view: View): boolean => isKnownHost(view) && !COMPUTERS.includes(view.value('type') ?? '')
const COMPUTERS = [
  'workstation',
  'thin-client',
  'server',
  'hypervisor',
  'mobile-iot',
  'medical-cart-pc',
  'interface-engine',
  'hospital-information-system',
  'call-manager',
  'smart-speaker',
  'smart-tv',
  'media-player',
  'game-console',
]

const remoteProducts = (view: View): Sight[] =>
  (['dns.query', 'tls.sni'] as const).flatMap((field) =>
    view.of(field).flatMap((o) => {
      const product = remoteAccessProduct(o.value)
      return product === null || product === 'Axeda' ? [] : [sightOf(o, `It looks for servers of ${product}`)]
    }),
  )

export const internet: readonly Weakness[] = [
  {
    id: 'medical-device-internet-outbound',
    title: 'Medical device talks to the internet',
    severity: 'high',
    why: 'A way out for data, and a way in for whoever stands at the other end.',
    cwe: [668],
    safeguards: [SEGMENTATION],
    remedy: FIREWALL,
    meanwhile: 'Find out with the maker whether it is a service of theirs.',
    guard:
      'Only conversations that were answered; time and name services do not count. A maker’s cloud may be agreed on.',
    judge: (view) =>
      isMedical(view)
        ? outward(view).map((c) =>
            called(view, c, `It talks to a public address (${c.protocol ?? 'unknown protocol'})`),
          )
        : [],
  },
  {
    id: 'medical-device-internet-inbound',
    title: 'Medical device reached from the internet',
    severity: 'critical',
    why: 'Anybody may try it, and does.',
    cwe: [668],
    safeguards: [SEGMENTATION, REMOTE_ACCESS],
    remedy: 'Close the opening in the firewall; let the maker in through a VPN.',
    meanwhile: 'Block it at the firewall at once.',
    guard:
      'Only connections that began outside, as their handshake or contents show, and that the device answered.',
    judge: (view) =>
      isMedical(view)
        ? view.serves
            .filter((c) => c.answered && c.rolesKnown && view.fleet.isExternal(c.client))
            .map((c) => served(view, c, 'A public address opened a connection to it'))
        : [],
  },
  {
    id: 'device-internet-outbound',
    title: 'Device talks to the internet',
    severity: 'medium',
    why: 'A way out that nobody manages, and a way in for whoever stands at the other end.',
    cwe: [668],
    safeguards: [SEGMENTATION],
    remedy: FIREWALL,
    meanwhile: 'Find out with the maker whether it is a service of theirs.',
    guard:
      'Only devices known to be no computer, and conversations that were answered; time and name services do not count.',
    judge: (view) => {
      if (!isThing(view)) return []
      const severity = isMedical(view) ? 'high' : 'medium'
      return outward(view).map((c) =>
        called(view, c, `It talks to a public address (${c.protocol ?? 'unknown protocol'})`, severity),
      )
    },
  },
  {
    id: 'vendor-remote-access-unmanaged',
    title: 'Remote access through a product of the internet',
    severity: 'medium',
    why: 'Somebody outside may see and steer it, past the hospital’s own door.',
    cwe: [1125],
    safeguards: [REMOTE_ACCESS],
    remedy: 'Remove it, and give who needs access an account at the hospital’s own remote access.',
    meanwhile: 'Block the product’s domains.',
    guard: 'Only names of servers of such products; the maker’s agreed service may be one of them.',
    judge: remoteProducts,
  },
  {
    id: 'axeda-agent-present',
    title: 'Axeda remote service agent',
    severity: 'high',
    why: 'Agents of this kind let everybody on the network take the device over (Access:7, ICSA-22-067-01).',
    cwe: [798],
    safeguards: [REMOTE_ACCESS, AUTHENTICATION],
    remedy: 'Update the agent to 6.9.1 or later, or have the maker remove it.',
    meanwhile: 'Let nobody reach its ports, and it only its own server.',
    guard: 'The address it reports to or a name of Axeda; that it looks for them does not tell its version.',
    judge: any(
      seen('http.remote-agent', 'Axeda', 'It reports to an Axeda server'),
      seen('dns.query', /(^|\.)axeda\.(com|net)$/i, 'It looks for an Axeda server'),
      seen('tls.sni', /(^|\.)axeda\.(com|net)$/i, 'It talks to an Axeda server'),
    ),
  },
  {
    id: 'external-dns-resolver',
    title: 'Public name server asked',
    severity: 'low',
    why: 'Who runs it learns what the hospital looks for, and the hospital’s filter is passed by.',
    cwe: [923],
    safeguards: [SEGMENTATION],
    remedy: 'Set the hospital’s name server, and block port 53 and 853 to the outside.',
    meanwhile: FIREWALL,
    guard: 'Only where it was answered; the hospital’s own name servers, which others ask, do so by design.',
    judge: (view) => {
      if (view.serves.some((c) => c.protocol === 'dns' && c.answered)) return []
      return view.calls
        .filter(
          (c) =>
            c.answered &&
            (c.protocol === 'dns' || (c.port === 853 && c.protocol === 'tls')) &&
            view.fleet.isExternal(c.server),
        )
        .map((c) => called(view, c, `It asks ${publicResolver(c.server) ?? 'a public name server'}`))
    },
  },
  {
    id: 'ntp-unauthenticated-external',
    title: 'Time from the internet',
    severity: 'low',
    why: 'Who answers sets its clock, and with it what logs and records say.',
    cwe: [345],
    safeguards: [ASSET_MANAGEMENT, SEGMENTATION],
    remedy: 'Take the time from the hospital’s own server, or use NTS.',
    meanwhile: 'Let only the hospital’s own time servers ask outside.',
    guard: 'Only where it was answered; time servers that others ask do so by design.',
    judge: (view) => {
      if (view.serves.some((c) => c.protocol === 'ntp' && c.answered)) return []
      if (view.of('ntp.authentication').some((o) => o.value === 'nts' || o.value === 'key')) return []
      return view.calls
        .filter((c) => c.protocol === 'ntp' && c.answered && view.fleet.isExternal(c.server))
        .map((c) => called(view, c, 'It takes its time from a public server'))
    },
  },
]
