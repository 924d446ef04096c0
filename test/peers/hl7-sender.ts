/** A sender of HL7 messages as npm's node-hl7-client makes one: `node hl7-sender.ts HOST PORT FILE...`, a message a file. */
import { readFileSync } from 'node:fs'
import { Client, Message } from 'node-hl7-client'

const [host = '', port = '', ...files] = process.argv.slice(2)
const client = new Client({ host })

/** One message at a time: this receiver answers the first of those that arrive together. */
for (const file of files) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const connection = client.createConnection({ port: Number(port) }, async () => resolve())
  await connection.sendMessage(new Message({ text: readFileSync(file, 'utf8') }))
  await promise
  await connection.close()
}
process.exit(0)
