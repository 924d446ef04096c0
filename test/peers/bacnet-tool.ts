/** Asks a BACnet device who it is and writes to it, with npm's @bacnet-js/client: `node bacnet-tool.ts BROADCAST HOST`. */
import { setTimeout as sleep } from 'node:timers/promises'
import bacnet, { ApplicationTag, ObjectType, PropertyIdentifier } from '@bacnet-js/client'

const Client = bacnet.default
const [broadcastAddress = '', address = ''] = process.argv.slice(2)
const client = new Client({ broadcastAddress, apduTimeout: 3000 })
const device = { type: ObjectType.DEVICE, instance: 4711 }
const all = { id: PropertyIdentifier.ALL, index: 0xffffffff }

await sleep(300) // until its socket listens
client.whoIs()
await sleep(300)
await client.readProperty({ address }, device, PropertyIdentifier.OBJECT_NAME)
await client.readPropertyMultiple({ address }, [{ objectId: device, properties: [all] }])
await client.writeProperty(
  { address },
  { type: ObjectType.ANALOG_VALUE, instance: 1 },
  PropertyIdentifier.PRESENT_VALUE,
  [{ type: ApplicationTag.REAL, value: 21.5 }],
  { priority: 8 },
)
client.close()
process.exit(0)
