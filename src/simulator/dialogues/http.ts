/** HTTP (RFC 9112) as devices' own pages and simple clients speak it. */
import * as http from '../encoders/http.ts'
import { answer, ask, type Script } from '../script.ts'
import { serviceKind } from '../service.ts'

export interface Page {
  readonly status?: number
  readonly headers?: http.Headers
  readonly body?: string | Uint8Array
}

export interface HttpTraits {
  /** Headers of every answer, such as `Server`. */
  readonly headers: http.Headers
  readonly pages: Readonly<Record<string, Page>>
}

export const HTTP = serviceKind<HttpTraits>('http', 'tcp', 80)

/** Gets the pages one after the other over one connection. */
export function* getPages(
  traits: HttpTraits,
  host: string,
  paths: readonly string[],
  headers: http.Headers = {},
): Script {
  for (const path of paths) {
    const page = traits.pages[path] ?? { status: 404, body: 'Not Found' }
    yield ask(http.get(host, path, headers), 0.004)
    yield answer(pageOf(traits, page), 0.008)
  }
}

export const pageOf = (traits: HttpTraits, page: Page): Uint8Array =>
  http.response({
    status: page.status ?? 200,
    headers: { ...traits.headers, ...(page.headers ?? { 'Content-Type': 'text/html' }) },
    body: page.body ?? '',
  })
