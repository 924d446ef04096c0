/**
 * Fetching, as careful as a program that runs unattended for years must be: timeouts, bounded sizes, few redirects, and
 * retries that wait as long as the server asks for.
 */
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'

export interface HttpSettings {
  readonly fetch: typeof fetch
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly now: () => Date
  /** Milliseconds until the answer begins, and for each further {@link LEAST_PACE} of it. */
  readonly patience: number
  /** Attempts of one request. */
  readonly attempts: number
  /** Milliseconds before the second attempt; doubled for each further one. */
  readonly pause: number
}

export interface Wanted {
  readonly url: string
  /** Where the body goes. */
  readonly to: string
  /** Most bytes of body. */
  readonly most: number
  readonly headers?: Readonly<Record<string, string>>
  /** What was had last time: asks only for what is new. */
  readonly etag?: string | null
  readonly lastModified?: string | null
}

export interface Fetched {
  readonly changed: boolean
  readonly etag: string | null
  readonly lastModified: string | null
  /** Of the body. */
  readonly sha256: string
  readonly sha512: string
  readonly link: string | null
}

/** A request that will not succeed, in words for people. */
export class FetchFailure extends Error {
  override name = 'FetchFailure'
  /** HTTP status; `null` if there was no answer. */
  readonly status: number | null

  constructor(message: string, status: number | null = null, cause?: unknown) {
    super(withoutSecrets(message), { cause })
    this.status = status
  }
}

/** Keys stand in addresses (openFDA's), and what failed is told, kept and shown to others. */
const withoutSecrets = (message: string): string =>
  message
    .replace(/([?&](?:api_?key|key|token|access_token|secret|password|sig)=)[^&#\s]*/gi, '$1…')
    .replace(/(https?:\/\/)[^\s/@]+@/gi, '$1…@')

const MOST_REDIRECTS = 5
/** Longest wait that a server may ask for, milliseconds: beyond it the sync fails and says so. */
const LONGEST_WAIT = 10 * 60_000
const LONGEST_PAUSE = 60_000

/** Throws {@link FetchFailure}. */
export async function download(wanted: Wanted, settings: HttpSettings): Promise<Fetched> {
  let failure: FetchFailure | null = null
  for (let attempt = 0; attempt < settings.attempts; attempt++) {
    const outcome = await once(wanted, settings)
    if (outcome.kind === 'done') return outcome.fetched
    failure = outcome.failure
    if (outcome.kind === 'given up') break
    const wait = outcome.wait ?? Math.min(settings.pause * 2 ** attempt, LONGEST_PAUSE)
    if (wait > LONGEST_WAIT) break
    if (attempt + 1 < settings.attempts) await settings.sleep(wait)
  }
  throw failure ?? new FetchFailure(`${wanted.url}: not fetched`)
}

type Outcome =
  | { readonly kind: 'done'; readonly fetched: Fetched }
  | { readonly kind: 'again'; readonly failure: FetchFailure; readonly wait: number | null }
  | { readonly kind: 'given up'; readonly failure: FetchFailure }

async function once(wanted: Wanted, settings: HttpSettings): Promise<Outcome> {
  const clock = new Patience(settings.patience)
  try {
    const response = await followed(wanted, settings, clock)
    if (response.status === 304)
      return { kind: 'done', fetched: { ...about(response), changed: false, sha256: '', sha512: '' } }
    if (!response.ok) return refused(wanted.url, response, settings)
    const digests = await store(response, wanted, clock)
    return { kind: 'done', fetched: { ...about(response), changed: true, ...digests } }
  } catch (error) {
    if (error instanceof FetchFailure) return { kind: 'given up', failure: error }
    const failure = new FetchFailure(`${wanted.url}: ${reason(error, clock)}`, null, error)
    // asked again, the disk would be as full as before
    return isOfDisk(error) ? { kind: 'given up', failure } : { kind: 'again', failure, wait: null }
  } finally {
    clock.stop()
  }
}

/** Octets that must come within the patience: a server that drips would hold a sync for years. */
const LEAST_PACE = 4096

/** Aborts when too little has come for a while. */
class Patience {
  readonly controller = new AbortController()
  private timer: NodeJS.Timeout | null = null
  private heard = 0
  private readonly milliseconds: number

  constructor(milliseconds: number) {
    this.milliseconds = milliseconds
    this.restart()
  }

  restart(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = setTimeout(() => this.controller.abort(), this.milliseconds)
  }

  hear(octets: number): void {
    this.heard += octets
    if (this.heard < LEAST_PACE) return
    this.heard = 0
    this.restart()
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer)
  }
}

async function followed(wanted: Wanted, settings: HttpSettings, clock: Patience): Promise<Response> {
  let url = new URL(wanted.url)
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    // Keys go to the server they are for, and to no other.
    const own = url.origin === new URL(wanted.url).origin
    const response = await settings.fetch(url, {
      redirect: 'manual',
      headers: { ...(own ? wanted.headers : {}), ...conditions(wanted), 'user-agent': 'wardline' },
      signal: clock.controller.signal,
    })
    const target = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (target === null) return response
    await response.body?.cancel()
    url = redirected(url, target)
  }
  throw new FetchFailure(`${wanted.url}: redirects go on and on`)
}

function redirected(from: URL, target: string): URL {
  const to = URL.canParse(target, from) ? new URL(target, from) : null
  if (to === null || !/^https?:$/.test(to.protocol))
    throw new FetchFailure(`${from}: redirects to what is no web address`)
  if (from.protocol === 'https:' && to.protocol === 'http:')
    throw new FetchFailure(`${from}: redirects to an unencrypted address`)
  return to
}

function conditions({ etag, lastModified }: Wanted): Record<string, string> {
  return {
    ...(etag ? { 'if-none-match': etag } : {}),
    ...(lastModified ? { 'if-modified-since': lastModified } : {}),
  }
}

function about({ headers }: Response): Pick<Fetched, 'etag' | 'lastModified' | 'link'> {
  return { etag: headers.get('etag'), lastModified: headers.get('last-modified'), link: headers.get('link') }
}

async function refused(url: string, response: Response, { now }: HttpSettings): Promise<Outcome> {
  await response.body?.cancel()
  const failure = new FetchFailure(
    `${url}: the server answers ${response.status} ${response.statusText}`.trim(),
    response.status,
  )
  const busy = response.status === 429 || response.status === 408 || response.status >= 500
  // NVD answers 403 when it is asked too often, too.
  const after = retryAfter(response.headers.get('retry-after'), now())
  if (!busy && !(response.status === 403 && after !== null)) return { kind: 'given up', failure }
  return { kind: 'again', failure, wait: after }
}

/** Seconds or a date (RFC 9110, 10.2.3) to milliseconds. */
function retryAfter(value: string | null, now: Date): number | null {
  if (value === null) return null
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime())
}

async function store(
  response: Response,
  wanted: Wanted,
  clock: Patience,
): Promise<{ sha256: string; sha512: string }> {
  const short = createHash('sha256')
  const long = createHash('sha512')
  const file = await open(wanted.to, 'w')
  let bytes = 0
  try {
    for await (const piece of response.body ?? []) {
      clock.hear(piece.length)
      bytes += piece.length
      if (bytes > wanted.most) throw new FetchFailure(`${wanted.url}: more than ${wanted.most / 2 ** 20} MiB`)
      short.update(piece)
      long.update(piece)
      await writeWhole(file, piece)
    }
    const told = Number(response.headers.get('content-length') ?? Number.NaN)
    if (!response.headers.get('content-encoding') && told > bytes)
      throw new Error(`${bytes} of ${told} bytes came`)
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: short.digest('hex'), sha512: long.digest('hex') }
}

/** A disk that is nearly full takes a part of it, without an error. */
async function writeWhole(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.length; ) at += (await file.write(piece, at)).bytesWritten
}

function reason(error: unknown, clock: Patience): string {
  if (clock.controller.signal.aborted) return 'no answer in time'
  const { cause, message } = error as Error & { cause?: { code?: string; message?: string } }
  const code = cause?.code ?? (error as NodeJS.ErrnoException).code
  return (code !== undefined && NETWORK[code]) || cause?.message || message
}

const isOfDisk = (error: unknown): boolean =>
  /^E(?:NOSPC|DQUOT|FBIG|ACCES|PERM|ROFS|ISDIR|NOENT)$/.test((error as NodeJS.ErrnoException).code ?? '')

const NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  ENOTFOUND: 'the name of the server is not known',
  EAI_AGAIN: 'the name of the server cannot be looked up now',
  ETIMEDOUT: 'no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
  CERT_HAS_EXPIRED: 'the certificate of the server has expired',
  SELF_SIGNED_CERT_IN_CHAIN:
    'the certificate of the server is not trusted (NODE_EXTRA_CA_CERTS adds your own authority)',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'permission denied',
}
