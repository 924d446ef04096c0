/** What the headers of one side say of whom: one sender is the party itself, several stand behind it. */
import type { About, StreamReport, StreamSide } from '../protocol.ts'
import type { Header } from './header.ts'

export function reportSenders(headers: readonly Header[], side: StreamSide, to: StreamReport): void {
  if (headers.length > 1) to.observe(side, 'astm.senders', headers.length)
  for (const header of headers) {
    const about = aboutSender(header, headers.length, side)
    to.observe(about, 'astm.sender', header.sender, true)
    to.observe(about, 'astm.sender-name', header.name, true)
    to.observe(side, 'astm.version', header.version)
    to.observe(side, 'astm.processing', header.processing)
    to.observe(side === 'client' ? 'server' : 'client', 'astm.receiver', header.receiver, false)
  }
}

/** Several senders on one line are instruments behind a middleware, told apart by what it calls them. */
const aboutSender = (header: Header, several: number, side: StreamSide): About<StreamSide> =>
  several < 2 || header.sender === '' ? side : { behind: side, device: `model:${header.sender}` }
