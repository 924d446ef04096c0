/** A camera makes itself known to video recorders: WS-Discovery of ONVIF (Core specification, section 7.3). */
import * as discovery from '../encoders/ws-discovery.ts'
import { hash } from '../random.ts'
import type { Unit } from '../unit.ts'

/** Says hello every hour, under the name and hardware of its ONVIF scopes. */
export function tellsOnvif(unit: Unit, name: string, hardware: string): void {
  const urn = (n: number): string =>
    `urn:uuid:00000000-0000-4000-8000-${hash(unit.mac, n).toString(16).padStart(12, '0')}`
  unit.every(3600, () => {
    const stamp = {
      edition: '2005',
      messageId: urn(unit.random.int(1, 1e6)),
      instance: 1,
      number: 1,
    } as const
    const url = `http://${unit.ip}/onvif/device_service`
    const hello = discovery.hello(stamp, discovery.onvifTarget({ endpoint: urn(0), name, hardware, url }))
    unit.announce('ws-discovery', '239.255.255.250', [3702, 3702], hello)
  })
}
