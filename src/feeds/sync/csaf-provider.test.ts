/** A CSAF provider on loopback: its documents by ROLIE and by directory, checked, and only what changed. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { feedDesk } from '../../../test/feed-desk.ts'
import { csafDocument } from '../../../test/feed-fixtures.ts'
import { fails, firstThen, serves } from '../../../test/loopback.ts'
import { csafSource } from '../sources/csaf-provider.ts'
import { FeedStore } from './store.ts'

const desk = feedDesk()
const { sync, inForce } = desk

const sum = (body: string, kind = 'sha256') => `${createHash(kind).update(body).digest('hex')}  file.json\n`

interface Published {
  readonly id: string
  readonly updated: string
  readonly body: string
  readonly checksum?: string
}

function serveRolie(documents: readonly Published[]): void {
  desk.server.on(
    '/provider-metadata.json',
    serves(
      JSON.stringify({
        distributions: [{ rolie: { feeds: [{ tlp_label: 'WHITE', url: `${desk.server.url}/feed.json` }] } }],
      }),
    ),
  )
  const entry = ({ id, updated }: Published) => ({
    id,
    updated,
    link: [
      { rel: 'self', href: `${desk.server.url}/2031/${id}.json` },
      { rel: 'hash', href: `${desk.server.url}/2031/${id}.json.sha512` },
      { rel: 'signature', href: `${desk.server.url}/2031/${id}.json.asc` },
    ],
  })
  desk.server.on('/feed.json', serves(JSON.stringify({ feed: { id: 'f', entry: documents.map(entry) } })))
  for (const { id, body, checksum } of documents) {
    desk.server.on(`/2031/${id}.json`, serves(body))
    desk.server.on(`/2031/${id}.json.sha512`, serves(checksum ?? sum(body, 'sha512')))
  }
}

const published = (id: string, rest: Partial<Published> = {}): Published => ({
  id,
  updated: '2031-05-01T00:00:00Z',
  body: csafDocument(id),
  ...rest,
})
const documentsAsked = () =>
  desk.server.asked.filter((one) => /^\/2031\/[^.]+\.json$/.test(one.path)).map((one) => one.path)

test('a provider by ROLIE: checked against checksums, later only what changed', async () => {
  serveRolie([published('a-1'), published('a-2')])
  const first = await sync(csafSource, '/provider-metadata.json')
  assert.deepEqual([first.attempt.outcome, first.documents, first.attempt.problems], ['replaced', 2, []])
  const [file] = new FeedStore(desk.feeds, 'csaf').current()!.files
  assert.deepEqual([file?.checksum, file?.signed], ['verified', true])
  assert.equal((await sync(csafSource, '/provider-metadata.json')).attempt.outcome, 'unchanged')
  desk.server.asked.length = 0
  serveRolie([
    published('a-1'),
    published('a-2', {
      updated: '2031-06-01T00:00:00Z',
      body: csafDocument('a-2', { version: '< 3', revision: '2' }),
    }),
    published('a-3'),
  ])
  await sync(csafSource, '/provider-metadata.json')
  assert.deepEqual(documentsAsked().sort(), ['/2031/a-2.json', '/2031/a-3.json'])
  const { statements } = await inForce(csafSource)
  assert.deepEqual(statements.map((s) => `${s.advisory.id} ${s.constraint.raw}`).sort(), [
    'a-1 < 2',
    'a-2 < 3',
    'a-3 < 2',
  ])
})

test('a document with a wrong checksum stays as it was yesterday; the others are taken over', async () => {
  serveRolie([published('a-1')])
  await sync(csafSource, '/provider-metadata.json')
  const changed = csafDocument('a-1', { version: '< 9', revision: '2' })
  serveRolie([
    published('a-1', { updated: '2031-06-01T00:00:00Z', body: changed, checksum: sum('other', 'sha512') }),
    published('a-2'),
  ])
  const { attempt } = await sync(csafSource, '/provider-metadata.json')
  assert.equal(attempt.outcome, 'replaced')
  assert.match(attempt.problems[0] ?? '', /a-1\.json: does not have the checksum/)
  const { statements } = await inForce(csafSource)
  assert.deepEqual(statements.map((s) => `${s.advisory.id} ${s.constraint.raw}`).sort(), [
    'a-1 < 2',
    'a-2 < 2',
  ])
})

test('what the provider lists no more goes', async () => {
  serveRolie([published('a-1'), published('a-2')])
  await sync(csafSource, '/provider-metadata.json')
  serveRolie([published('a-2')])
  assert.equal((await sync(csafSource, '/provider-metadata.json')).documents, 1)
})

test('a server that goes away fails the attempt; the next goes on with what is missing', async () => {
  const all = Array.from({ length: 12 }, (_, i) => published(`a-${i}`))
  serveRolie(all)
  desk.server.on('/2031/a-9.json', fails(503))
  const first = await sync(csafSource, '/provider-metadata.json')
  assert.deepEqual([first.attempt.outcome, first.documents], ['failed', null])
  serveRolie(all)
  desk.server.asked.length = 0
  const second = await sync(csafSource, '/provider-metadata.json')
  assert.deepEqual([second.attempt.outcome, second.documents], ['replaced', 12])
  assert.ok(documentsAsked().length < 12)
  assert.ok(documentsAsked().includes('/2031/a-9.json'))
})

test('a provider by directory: changes.csv with its times, else index.txt', async () => {
  desk.server.on(
    '/provider-metadata.json',
    serves(JSON.stringify({ distributions: [{ directory_url: `${desk.server.url}/white` }] })),
  )
  desk.server.on(
    '/white/changes.csv',
    serves('"2031/b-1.json","2031-05-01T00:00:00Z"\n"2031/b-2.json","2031-05-02T00:00:00Z"\n'),
  )
  for (const id of ['b-1', 'b-2']) desk.server.on(`/white/2031/${id}.json`, serves(csafDocument(id)))
  desk.server.on('/white/2031/b-1.json.sha256', serves(sum(csafDocument('b-1'))))
  assert.equal((await sync(csafSource, '/provider-metadata.json')).documents, 2)
  const checksums = new FeedStore(desk.feeds, 'csaf').current()!.files.map((one) => one.checksum)
  assert.deepEqual(checksums, ['verified', 'none published'])
  desk.server.on('/white/changes.csv', fails(404))
  desk.server.on('/white/index.txt', serves('2031/b-1.json\n'))
  assert.equal((await sync(csafSource, '/provider-metadata.json')).documents, 1)
})

test('two directories may hold different documents under one name', async () => {
  const directories = ['white', 'clear'].map((name) => ({ directory_url: `${desk.server.url}/${name}` }))
  desk.server.on('/provider-metadata.json', serves(JSON.stringify({ distributions: directories })))
  for (const name of ['white', 'clear']) {
    desk.server.on(`/${name}/changes.csv`, serves('"2031/b.json","2031-05-01T00:00:00Z"\n'))
    desk.server.on(`/${name}/2031/b.json`, serves(csafDocument(`b-${name}`)))
  }
  assert.equal((await sync(csafSource, '/provider-metadata.json')).documents, 2)
  assert.equal((await sync(csafSource, '/provider-metadata.json')).attempt.outcome, 'unchanged')
})

test('names of documents cannot leave the folder', async () => {
  serveRolie([])
  const link = [{ rel: 'self', href: `${desk.server.url}/..%2f..%2f/%2e%2e/evil.json` }]
  desk.server.on(
    '/feed.json',
    serves(JSON.stringify({ feed: { entry: [{ id: 'x', updated: '2031-05-01T00:00:00Z', link }] } })),
  )
  desk.server.on('/..%2f..%2f/evil.json', serves(csafDocument('evil')))
  desk.server.on('/evil.json', serves(csafDocument('evil')))
  await sync(csafSource, '/provider-metadata.json')
  const names = readdirSync(desk.feeds, { recursive: true, encoding: 'utf8' })
  assert.deepEqual(readdirSync(desk.feeds), ['csaf'])
  assert.ok(names.every((name) => !name.includes('..')))
})

/** Directories as the metadata of 2.0 or 2.1 names them. */
const directory = (name: string, form: '2.0' | '2.1', label = 'CLEAR') =>
  form === '2.0'
    ? { directory_url: `${desk.server.url}/${name}` }
    : { directory: { url: `${desk.server.url}/${name}`, tlp_label: label } }
const serveMetadata = (...distributions: object[]) =>
  desk.server.on('/provider-metadata.json', serves(JSON.stringify({ distributions })))

test('metadata of 2.1 labels its directories; those that are not for everybody are left alone', async () => {
  serveMetadata(directory('clear', '2.1'), directory('red', '2.1', 'RED'), directory('old', '2.0'))
  for (const name of ['clear', 'red', 'old']) {
    desk.server.on(`/${name}/changes.csv`, serves(`2031/${name}.json,2031-05-01T00:00:00Z\n`))
    desk.server.on(`/${name}/2031/${name}.json`, serves(csafDocument(name)))
  }
  assert.equal((await sync(csafSource, '/provider-metadata.json')).documents, 2)
  assert.ok(!desk.server.asked.some(({ path }) => path.startsWith('/red')))
})

test('changes.csv with a byte order mark, with and without quotes, blanks, commas, lines of CR LF and other files', async () => {
  serveMetadata(directory('white', '2.0'))
  const lines = [
    '\ufeff"2031/a.json","2031-05-01T00:00:00Z"',
    '2031/b.json,2031-05-01T00:00:00Z',
    ' "2031/c, d.json" , "2031-05-01T00:00:00Z"',
    '"2031/c, d.json","2031-05-01T00:00:00Z"',
    '',
    '"2031/a.json.asc","2031-05-01T00:00:00Z"',
  ]
  desk.server.on('/white/changes.csv', serves(lines.join('\r\n')))
  for (const name of ['a', 'b', 'c,%20d'])
    desk.server.on(`/white/2031/${name}.json`, serves(csafDocument(name)))
  const { documents, attempt } = await sync(csafSource, '/provider-metadata.json')
  assert.equal(documents, 3, attempt.problems.join())
})

test('a wrong checksum of SHA-256 in a directory: the document is left out, the others are not', async () => {
  serveMetadata(directory('white', '2.0'))
  desk.server.on('/white/index.txt', serves('2031/a.json\n2031/b.json\n'))
  for (const name of ['a', 'b']) desk.server.on(`/white/2031/${name}.json`, serves(csafDocument(name)))
  desk.server.on('/white/2031/a.json.sha256', serves(sum('something else')))
  desk.server.on('/white/2031/b.json.sha256', serves(sum(csafDocument('b'))))
  const { documents, attempt } = await sync(csafSource, '/provider-metadata.json')
  assert.equal(documents, 1)
  assert.match(attempt.problems.join(), /a\.json: does not have the checksum/)
})

test('a feed with categories, relative addresses, and documents under content alone', async () => {
  serveMetadata({
    rolie: {
      feeds: [
        { tlp_label: 'CLEAR', url: 'feed-tlp-clear.json' },
        { tlp_label: 'AMBER', url: 'feed-tlp-amber.json' },
      ],
      categories: [`${desk.server.url}/category.json`],
      services: [`${desk.server.url}/service.json`],
    },
  })
  const category = [{ scheme: 'urn:ietf:params:rolie:category:information-type', term: 'csaf' }]
  const entry = (id: string, rest: object) => ({
    id,
    title: id,
    published: '2031-05-01T00:00:00Z',
    updated: '2031-05-01T00:00:00Z',
    category: [{ scheme: 'https://acme.example/kinds', term: 'pumps' }],
    format: { schema: 'https://docs.oasis-open.org/csaf/csaf/v2.0/csaf_json_schema.json', version: '2.0' },
    ...rest,
  })
  const feed = {
    id: 'f',
    title: 'all',
    link: [{ rel: 'self', href: `${desk.server.url}/feed-tlp-clear.json` }],
    category,
    updated: '2031-05-01T00:00:00Z',
    entry: [
      entry('a', { link: [{ rel: 'self', href: '2031/a.json' }] }),
      entry('b', { content: { type: 'application/json', src: `${desk.server.url}/2031/b.json` } }),
      entry('c', { link: [{ rel: 'alternate', href: '2031/c.html' }] }),
    ],
  }
  desk.server.on('/feed-tlp-clear.json', serves(JSON.stringify({ feed })))
  for (const name of ['a', 'b']) desk.server.on(`/2031/${name}.json`, serves(csafDocument(name)))
  assert.equal((await sync(csafSource, '/provider-metadata.json')).documents, 2)
  assert.ok(!desk.server.asked.some(({ path }) => /amber|category|service|html/.test(path)))
})

test('a provider that is asked too often is asked again when it says, in the middle of its documents', async () => {
  const all = ['a-1', 'a-2', 'a-3'].map((id) => published(id))
  serveRolie(all)
  desk.server.on('/2031/a-2.json', firstThen(fails(429, { 'retry-after': '7' }), serves(csafDocument('a-2'))))
  const { documents, attempt } = await sync(csafSource, '/provider-metadata.json')
  assert.deepEqual([documents, attempt.problems], [3, []])
  assert.ok(desk.http.slept.includes(7_000))
})

test('documents whose names stand in the query of one address are told apart', async () => {
  serveMetadata({ rolie: { feeds: [{ tlp_label: 'CLEAR', url: 'feed.json' }] } })
  const url = (id: string) => `${desk.server.url}/files?kind=notice&name=${id}.json`
  const entry = ['a', 'b', 'c'].map((id) => ({
    id,
    updated: '2031-05-01T00:00:00Z',
    link: [{ rel: 'self', href: url(id) }],
  }))
  desk.server.on('/feed.json', serves(JSON.stringify({ feed: { entry } })))
  desk.server.on('/files', (asked, ...rest) => {
    const id = (asked.query.get('name') ?? '').replace('.json', '')
    serves(csafDocument(id))(asked, ...rest)
  })
  const { documents, attempt } = await sync(csafSource, '/provider-metadata.json')
  assert.deepEqual([documents, attempt.problems], [3, []])
  const { statements } = await inForce(csafSource)
  assert.deepEqual(statements.map((one) => one.advisory.id).sort(), ['a', 'b', 'c'])
  assert.equal((await sync(csafSource, '/provider-metadata.json')).attempt.outcome, 'unchanged')
})

test('a listing without times: the server is asked whether a document changed', async () => {
  serveMetadata(directory('white', '2.0'))
  desk.server.on('/white/index.txt', serves('2031/a.json\n2031/b.json\n'))
  let body = csafDocument('b')
  desk.server.on('/white/2031/a.json', serves(csafDocument('a')))
  desk.server.on(
    '/white/2031/b.json',
    serves(() => body),
  )
  assert.equal((await sync(csafSource, '/provider-metadata.json')).documents, 2)
  desk.server.asked.length = 0
  assert.equal((await sync(csafSource, '/provider-metadata.json')).attempt.outcome, 'unchanged')
  const asked = desk.server.asked.filter(({ path }) => path.endsWith('.json') && path.startsWith('/white'))
  assert.ok(asked.length === 2 && asked.every(({ headers }) => headers['if-none-match'] !== undefined))
  body = csafDocument('b', { version: '< 7.1', revision: '2' })
  assert.equal((await sync(csafSource, '/provider-metadata.json')).attempt.outcome, 'replaced')
  const { statements } = await inForce(csafSource)
  assert.deepEqual(statements.map((one) => `${one.advisory.id} ${one.constraint.raw}`).sort(), [
    'a < 2',
    'b < 7.1',
  ])
})
