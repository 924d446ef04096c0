/** Answers like a SQL Server without encryption that lets in one user: `node tds-server.ts PORT USER`. */
import { createServer } from 'node:net'
import { accepted, prelogin, refused } from '../../src/protocols/mssql/fixtures/make.ts'
import { bytes, u16, utf16le } from '../bytes.ts'

const [port, user] = process.argv.slice(2)
const NOT_SUPPORTED = 2
const PRELOGIN = 0x12
const LOGIN7 = 0x10

createServer((socket) => {
  socket.on('error', () => {})
  socket.on('data', (packet: Buffer) => {
    if (packet[0] === PRELOGIN) socket.write(prelogin(4, bytes(15, 0, u16(2000), 0, 0), NOT_SUPPORTED))
    else if (packet[0] === LOGIN7)
      socket.write(packet.includes(Buffer.from(utf16le(user!))) ? accepted : refused)
    else socket.end()
  })
}).listen(Number(port), '0.0.0.0')
