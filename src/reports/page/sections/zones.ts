/** Who talks to whom, between categories of devices, and how networks are mixed. */
import { isMedicalCategory } from '../../../knowledge/taxonomy.ts'
import { categoryLabel } from '../../inspection/labels.ts'
import { flowChart } from '../chart.ts'
import { listed, moreRows, type Section, size, table } from '../elements.ts'
import { type Html, html, NOTHING } from '../html.ts'
import type { PageFacts } from '../page.ts'
import type { PageDevice } from '../subject.ts'
import { INTERNET, mostFirst, type ZoneFlow, zoneFlows } from '../traffic.ts'

const MOST_LINKS = 24
const MOST_ROWS = 60
const MOST_PROTOCOLS = 5

export function zones({ subject: { devices }, flows }: PageFacts): Section {
  return {
    id: 'zones',
    title: 'Who talks to whom',
    body: html`${flows === null ? UNTOLD : between(zoneFlows(flows))}${networks(devices)}`,
  }
}

const UNTOLD = html`<p>Not told by the inspection: make it with <code>--conversations</code>, or report on the captures.</p>`

function between(all: readonly ZoneFlow[]): Html {
  if (all.length === 0) return html`<p>No conversation was seen.</p>`
  const drawn = all.slice(0, MOST_LINKS)
  const shown = all.slice(0, MOST_ROWS)
  return html`<p>Conversations between kinds of devices. One conversation is one client, one server and one service, however often they met.</p>
${flowChart(
  `Conversations between zones${drawn.length < all.length ? `, the ${MOST_LINKS} with most` : ''}: who asks, left, and who is asked, right`,
  drawn.map(({ from, to, conversations }) => ({ from, to, value: conversations })),
)}${table('Conversations between zones, most first', shown, [
  { heading: 'Who asks', cell: (z) => z.from },
  { heading: 'Who is asked', cell: (z) => (z.to === INTERNET ? html`<strong>${z.to}</strong>` : z.to) },
  { heading: 'Conversations', cell: (z) => z.conversations, number: true },
  { heading: 'Clients', cell: (z) => z.clients, number: true },
  { heading: 'Servers', cell: (z) => z.servers, number: true },
  { heading: 'Bytes', cell: (z) => size(z.bytes), number: true },
  { heading: 'Protocols', cell: (z) => listed(z.protocols, MOST_PROTOCOLS) },
])}${moreRows(all.length, shown.length, 'pair of zones')}`
}

/** Switches and routers are in every network; what nobody recognised accuses nobody. */
const isNeitherMedicalNorNetwork = ({ category }: PageDevice): boolean =>
  category !== null && category !== 'network' && !isMedicalCategory(category)

interface Network {
  readonly vlan: number
  readonly devices: readonly PageDevice[]
}

/** Virtual networks, where the capture shows their tags: medical devices and others in one are no zones at all. */
function networks(devices: readonly PageDevice[]): Html {
  const tagged = devices.flatMap((device) => device.vlans.map((vlan) => ({ vlan, device })))
  if (tagged.length === 0) return NOTHING
  const rows = [...Map.groupBy(tagged, (one) => one.vlan)]
    .map(([vlan, all]): Network => ({ vlan, devices: all.map((one) => one.device) }))
    .sort((a, b) => a.vlan - b.vlan)
  const medical = (n: Network) => n.devices.filter((d) => isMedicalCategory(d.category)).length
  const others = (n: Network) => n.devices.filter(isNeitherMedicalNorNetwork).length
  return table('Virtual networks (VLANs)', rows, [
    { heading: 'VLAN', cell: (n) => String(n.vlan) },
    { heading: 'Devices', cell: (n) => n.devices.length, number: true },
    { heading: 'Medical', cell: medical, number: true },
    {
      heading: 'Mixed',
      cell: (n) => (medical(n) > 0 && others(n) > 0 ? `medical and ${others(n)} others` : 'no'),
    },
    {
      heading: 'Kinds of devices, most first',
      cell: (n) => listed(mostFirst(n.devices.map((d) => categoryLabel(d.category))), MOST_PROTOCOLS),
    },
  ])
}
