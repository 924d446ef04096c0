/** A CSAF provider on loopback: its documents by ROLIE and by directory, checked, and only what changed. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { feedDesk } from '../../../test/feed-desk.ts'
import { csafDocument } from '../../../test/feed-fixtures.ts'
import { fails, serves } from '../../../test/loopback.ts'
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
