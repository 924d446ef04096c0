/** A BACnet device as npm's @bacnet-js/client makes one: `node bacnet-device.ts BROADCAST`; answers on port 47808. */
import bacnet, {
  ApplicationTag,
  ConfirmedServiceChoice,
  ObjectType,
  PropertyIdentifier,
} from '@bacnet-js/client'

// The package is CommonJS: what it exports as default is a property of what is imported as default.
const Client = bacnet.default
const INSTANCE = 4711
const VENDOR = 5
const text = (value: string) => [{ type: ApplicationTag.CHARACTER_STRING, value }]
const PROPERTIES = new Map([
  [PropertyIdentifier.VENDOR_NAME, text('Johnson Controls')],
  [PropertyIdentifier.MODEL_NAME, text('MS-NAE5510-2')],
  [PropertyIdentifier.FIRMWARE_REVISION, text('9.0.7.0')],
  [PropertyIdentifier.OBJECT_NAME, text('NAE-WARD3')],
])

const client = new Client({ broadcastAddress: process.argv[2] ?? '255.255.255.255' })
const device = { type: ObjectType.DEVICE, instance: INSTANCE }

client.on('whoIs', () => client.iAmResponse({}, INSTANCE, 3, VENDOR))
client.on('readProperty', ({ header, invokeId, payload }) => {
  const value = PROPERTIES.get(payload.property.id)
  const { sender } = header!
  if (value === undefined)
    client.errorResponse(sender, ConfirmedServiceChoice.READ_PROPERTY, invokeId!, 2, 32)
  else client.readPropertyResponse(sender, invokeId!, device, payload.property, value)
})
client.on('readPropertyMultiple', ({ header, invokeId }) => {
  const values = Array.from(PROPERTIES, ([id, value]) => ({ property: { id, index: 0xffffffff }, value }))
  client.readPropertyMultipleResponse(header!.sender, invokeId!, [{ objectId: device, values }])
})
client.on('writeProperty', ({ header, invokeId }) =>
  client.simpleAckResponse(header!.sender, ConfirmedServiceChoice.WRITE_PROPERTY, invokeId!),
)
