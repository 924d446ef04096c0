import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, u16le, zeros } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { type Talk, valuesOf } from '../../../test/stream-habits.ts'
import { fileEvent } from './file-event.ts'
import { endingOf, fileClass } from './files.ts'
import { smb1 } from './fixtures/smb1-bytes.ts'
import * as two from './fixtures/smb2-bytes.ts'
import { smb } from './smb.ts'

const play = (talk: Talk) => dissectStream(smb, talk)
const CREATE = 2
const in_ = (share: string, ...talk: Talk): Talk => [
  ['client', two.treeRequest(`\\\\10.1.1.1\\${share}`)],
  ['server', two.treeResponse(share === 'IPC$' ? 2 : 1)],
  ...talk,
]

test('a program written into an administrative share is told, with the share, not by name', () => {
  const said = play(in_('ADMIN$', ['client', two.createRequest('Temp\\zqx.exe', CREATE)]))
  assert.deepEqual(valuesOf(said, 'smb.file-written'), ['program ADMIN$'])
  assert.deepEqual(valuesOf(said, 'smb.share-used'), ['ADMIN$'])
  assert.ok(!JSON.stringify(said).includes('zqx'))
})

test('opening a file to read it is not told', () => {
  assert.deepEqual(valuesOf(play(in_('C$', ['client', two.createRequest('a.exe')])), 'smb.file-written'), [])
})

test('pipes of services and of remote-control tools are told by name, others are not', () => {
  const pipe = (name: string) =>
    valuesOf(play(in_('IPC$', ['client', two.createRequest(name)])), 'smb.pipe-used')
  assert.deepEqual(pipe('svcctl'), ['svcctl'])
  assert.deepEqual(pipe('PSEXESVC-DESK-1-stdin'), ['psexesvc'])
  assert.deepEqual(pipe('zqx'), ['other'])
})

test('renaming is told by what became of the ending', () => {
  const rename = (from: string, to: string) =>
    valuesOf(
      play(
        in_(
          'images',
          ['client', two.createRequest(from)],
          ['server', two.createResponse()],
          ['client', two.renameRequest(to)],
        ),
      ),
      'smb.rename',
    )
  assert.deepEqual(rename('a\\b.docx', 'a\\c.docx'), ['kept'])
  assert.deepEqual(rename('a\\b.tmp', 'a\\b.docx'), ['familiar'])
  assert.deepEqual(rename('a\\b.docx', 'a\\b.docx.qwkzx'), ['unfamiliar'])
})

test('a deletion is told with the kind of share', () => {
  assert.deepEqual(valuesOf(play(in_('images', ['client', two.deleteRequest()])), 'smb.delete'), ['other'])
  const onClose = (disposition: number) =>
    valuesOf(play(in_('images', ['client', two.createRequest('a.doc', disposition, 0x1000)])), 'smb.delete')
  assert.deepEqual(onClose(1), ['other'])
  assert.deepEqual(onClose(CREATE), [])
})

test('classes of names', () => {
  for (const [name, word] of [
    ['x\\setup.EXE', 'program'],
    ['run.ps1', 'script'],
    ['1.2.840.dcm', 'medical'],
    ['notes', 'familiar'],
    ['a.qwkzx', 'unfamiliar'],
    ['HOW_TO_DECRYPT.txt', 'ransom-note'],
    ['readme.txt', 'familiar'],
    ['RECOVER-FILES.html', 'ransom-note'],
  ] as const)
    assert.equal(fileClass(name), word, name)
  assert.equal(endingOf('a.b\\c'), '')
})

test('who watches is told of a note by the same word', () => {
  const note = (path: string) => {
    const event = fileEvent('create', path)
    return event.kind === 'file-touched' && event.note
  }
  assert.equal(note('share\\HOW_TO_DECRYPT.txt'), true)
  assert.equal(note('share\\How to use the data logger.txt'), false)
})

test('a probe for MS17-010 and its answer are told', () => {
  const words = (setup: number) => bytes(zeros(26), 1, 0, u16le(setup))
  const said = (setup: number) =>
    play([
      ['client', smb1(0x32, false, words(setup), () => zeros(4))],
      ['server', smb1(0x32, true, bytes(), () => zeros(0), { status: 0xc0000205 })],
    ])
  assert.deepEqual(valuesOf(said(0x0e), 'smb.odd-command'), ['trans2-session-setup'])
  assert.deepEqual(valuesOf(said(0x0e), 'smb.odd-answer'), ['0xc0000205'])
  assert.deepEqual(valuesOf(said(5), 'smb.odd-command'), [])
})

test('SMB 1 tells renames and deletions as well', () => {
  const name = (text: string) => bytes(4, text, 0)
  const plain = (command: number, ...names: string[]) => {
    return smb1(command, false, u16le(0), () => bytes(...names.map(name)), { flags2: 0x4000 })
  }
  assert.deepEqual(valuesOf(play([['client', plain(7, '\\a.doc', '\\a.doc.qwkzx')]]), 'smb.rename'), [
    'unfamiliar',
  ])
  assert.deepEqual(valuesOf(play([['client', plain(6, '\\a.doc')]]), 'smb.delete'), ['unknown'])
})
