/** Samsung television at the bedside: announces itself by SSDP. */
import * as ssdp from '../encoders/ssdp.ts'
import type { Persona } from '../persona.ts'
import { hash } from '../random.ts'
import { udhcpc } from './shared/dhcp-clients.ts'

export const samsungPatientTv: Persona = {
  id: 'samsung-patient-tv',
  product: {
    type: 'smart-tv',
    vendor: 'Samsung',
    model: null,
    criticality: 'none',
    releases: [{ version: null, os: { name: 'Linux' }, share: 1 }],
  },
  ouis: ['8C71F8', 'CC07AB'],
  ouiTellsVendor: true,
  stack: 'linux-3',
  zone: 'guest',
  addressing: udhcpc('1.21.1'),
  population: { perBed: 0.4, wards: ['medical', 'surgical'] },
  roles: ['television'],
  hostname: () => 'Samsung',
  wire: { dhcp: { shows: ['hostname'] }, ssdp: { shows: ['type', 'vendor'], weak: ['upnp-enabled'] } },
  live(unit) {
    const uuid = `00000000-0000-4000-8000-${hash(unit.mac).toString(16).padStart(12, '0')}`
    unit.every(600, () =>
      unit.announce(
        'ssdp',
        '239.255.255.250',
        [unit.station.ephemeral(), 1900],
        ssdp.alive({
          target: 'urn:schemas-upnp-org:device:MediaRenderer:1',
          uuid,
          location: `http://${unit.ip}:9197/dmr`,
          server: 'SHP, UPnP/1.0, Samsung UPnP SDK/1.0',
        }),
        4,
      ),
    )
  },
  source: 'SSDP Server header of Samsung televisions',
}
