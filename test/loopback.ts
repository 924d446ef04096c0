/** A web server on loopback that answers as a test tells it, faults included, and remembers what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
}

export type Answer = (asked: Asked, response: ServerResponse, times: number) => void

export interface Loopback {
  readonly url: string
  readonly asked: Asked[]
  /** What the path answers; `times`: how often it was asked before. Unknown paths answer 404. */
  on(path: string, answer: Answer): void
  close(): Promise<void>
}

export async function loopback(): Promise<Loopback> {
  const answers = new Map<string, Answer>()
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    const one = { path: url.pathname, query: url.searchParams, headers: request.headers }
    const times = asked.filter((before) => before.path === one.path).length
    asked.push(one)
    const answer = answers.get(url.pathname)
    if (answer) answer(one, response, times)
    else fails(404)(one, response, times)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    on: (path, answer) => answers.set(path, answer),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** The body with an ETag; asked with it, only that nothing changed. */
export function serves(
  body: string | Buffer | (() => string | Buffer),
  headers: Record<string, string> = {},
): Answer {
  return (asked, response) => {
    const bytes = Buffer.from(typeof body === 'function' ? body() : body)
    const etag = `"${bytes.length}-${bytes.subarray(0, 2000).toString('base64url').slice(-40)}"`
    if (asked.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end()
    else response.writeHead(200, { etag, 'content-length': bytes.length, ...headers }).end(bytes)
  }
}

export function fails(status: number, headers: Record<string, string> = {}): Answer {
  return (_, response) => response.writeHead(status, headers).end('no')
}

/** Promises more bytes than it sends, then cuts the connection. */
export function dropsAfter(body: string | Buffer, bytes: number): Answer {
  return (_, response) => {
    const all = Buffer.from(body)
    response.writeHead(200, { 'content-length': all.length })
    response.write(all.subarray(0, bytes), () => response.destroy())
  }
}

/** Sends its headers and then nothing. */
export const hangs: Answer = (_, response) => {
  response.writeHead(200, { 'content-length': 10 })
  response.flushHeaders()
}

/** Sends one octet after the other, each before anybody loses patience. */
export const drips: Answer = (_, response) => {
  response.writeHead(200)
  const timer = setInterval(() => response.write('x'), 20)
  response.on('close', () => clearInterval(timer))
}

/** First the one, from the second request on the other. */
export function firstThen(first: Answer, then: Answer, count = 1): Answer {
  return (asked, response, times) => (times < count ? first : then)(asked, response, times)
}
