/**
 * NetBIOS datagrams with their mailslots (RFC 1002 section 4.4, [MS-BRWS], [MS-ADTS] section 6.3): name,
 * workgroup, operating system version, server types and comment that Windows and Samba hosts announce.
 */
import type { About, DatagramReport, Protocol } from '../protocol.ts'
import { type Announcement, readAnnouncement, readCandidate } from './browse.ts'
import { looksLikeDatagram, type Mailslot, readMailslot } from './mailslot.ts'
import { readNetlogon } from './netlogon.ts'

export const browser = {
  name: 'browser',
  title: 'NetBIOS datagram service with browser and logon mailslots (RFC 1002, MS-BRWS, MS-ADTS)',
  ports: { udp: [138] },
  fields: {
    'browser.name': { label: 'Computer name: source of a datagram, or announced (MS-BRWS section 2.2.1)' },
    'browser.workgroup': { label: 'Workgroup or domain announced to or announced' },
    'browser.os-version': {
      label: 'Operating system major.minor of an announcement (MS-BRWS section 2.2.1)',
    },
    'browser.server-type': { label: 'Server type bit of an announcement, by name' },
    'browser.comment': { label: 'Comment of an announcement' },
    'browser.netlogon-client': {
      label: 'Computer that looks for a domain controller (MS-ADTS section 6.3.1)',
    },
    'browser.netlogon-controller': { label: 'Domain controller that answers (MS-ADTS section 6.3.1)' },
    'browser.netlogon-domain': { label: 'Domain of the controller or client (MS-ADTS section 6.3.1)' },
  },
  datagram: { follow: 'all', probe: looksLikeDatagram, observe },
} satisfies Protocol

type Subject = About<'sender' | 'receiver'>

function observe(payload: Uint8Array, to: DatagramReport): void {
  const mailslot = readMailslot(payload)
  if (mailslot === null) {
    to.oddity('browser.no-mailslot')
    return
  }
  const about: Subject = mailslot.ip === to.sender.ip ? 'sender' : { ip: mailslot.ip }
  // Suffixes 00 and 20 are a computer's own names; others stand for a domain or a user.
  if (mailslot.source.suffix === 0x00 || mailslot.source.suffix === 0x20)
    to.observe(about, 'browser.name', mailslot.source.name)
  if (mailslot.name === '\\MAILSLOT\\BROWSE') reportBrowse(mailslot, about, to)
  else if (mailslot.name.startsWith('\\MAILSLOT\\NET\\')) reportNetlogon(mailslot, about, to)
}

function reportBrowse({ data, destination }: Mailslot, about: Subject, to: DatagramReport): void {
  to.observe(about, 'browser.name', readCandidate(data))
  // Hosts announce to their workgroup's master browser (1D) and stand for election among its browsers (1E).
  if (destination.suffix === 0x1d || destination.suffix === 0x1e)
    to.observe(about, 'browser.workgroup', destination.name)
  const announcement = readAnnouncement(data)
  if (announcement?.kind === 'domain') to.observe(about, 'browser.workgroup', announcement.name)
  else if (announcement !== null) reportHost(announcement, about, to)
}

function reportHost(announcement: Announcement, about: Subject, to: DatagramReport): void {
  to.observe(about, 'browser.name', announcement.name)
  to.observe(about, 'browser.os-version', announcement.osVersion)
  for (const type of announcement.types) to.observe(about, 'browser.server-type', type)
  to.observe(about, 'browser.comment', announcement.text)
}

function reportNetlogon({ data, destination }: Mailslot, about: Subject, to: DatagramReport): void {
  const found = readNetlogon(data)
  if (found === null) return
  to.observe(about, 'browser.netlogon-client', found.client)
  to.observe(about, 'browser.netlogon-controller', found.controller)
  // Requests go to the domain's controllers (1C) or its primary one (1B).
  const asked = destination.suffix === 0x1b || destination.suffix === 0x1c ? destination.name : null
  to.observe(about, 'browser.netlogon-domain', found.domain ?? asked)
}
