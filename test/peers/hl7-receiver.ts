/** A receiver of HL7 messages as npm's node-hl7-server makes one: `node hl7-receiver.ts PORT`. */
import { Server } from 'node-hl7-server'

const server = new Server({ bindAddress: '0.0.0.0' })
server.createInbound({ port: Number(process.argv[2]) }, async (_, res) => {
  await res.sendResponse('AA')
})
