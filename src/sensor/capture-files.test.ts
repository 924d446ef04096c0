import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, symlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { pcap, zeros } from '../../test/bytes.ts'
import { withFiles } from '../../test/merged.ts'
import { enhancedPacket, interfaceBlock, LITTLE, section } from '../../test/pcapng.ts'
import { compareNames, expandInputs, inOrderGiven } from './capture-files.ts'

const START = 1_767_225_600
const capture = pcap([zeros(60), zeros(60)])
const ng = Buffer.concat([section(LITTLE), interfaceBlock(LITTLE), enhancedPacket(LITTLE, 5e6, zeros(8))])

const tree = {
  'b.pcap': capture,
  'a/deep/x.bin': ng,
  'a/y.pcap.gz': gzipSync(capture),
  'a/z.gz': gzipSync('just text, long enough to be told from a capture'),
  'notes.txt': 'these are notes about captures',
  'empty.pcap': '',
}

test('a directory gives the captures below it by content, sorted, and passes over the rest', () =>
  withFiles(tree, async (dir) => {
    const inputs = await expandInputs([dir])
    assert.deepEqual(
      inputs.map((i) => [relative(dir, i.path), i.gzip, i.first, i.error]),
      [
        ['a/deep/x.bin', false, 5, null],
        ['a/y.pcap.gz', true, START, null],
        ['b.pcap', false, START, null],
      ],
    )
  }))

test('the order and number of times of naming make no difference but to `inOrderGiven`', () =>
  withFiles(tree, async (dir) => {
    const names = [join(dir, 'b.pcap'), join(dir, 'a'), `${dir}/./b.pcap`]
    const paths = async (given: string[]) => (await expandInputs(given)).map((i) => i.path)
    assert.deepEqual(await paths(names), await paths([...names].reverse()))
    assert.equal((await paths(names)).length, 3)
    const last = inOrderGiven(await expandInputs([join(dir, 'a'), join(dir, 'b.pcap')])).at(-1)
    const first = inOrderGiven(await expandInputs([join(dir, 'b.pcap'), join(dir, 'a')])).at(0)
    assert.deepEqual([first?.path, last?.path], [join(dir, 'b.pcap'), join(dir, 'b.pcap')])
  }))

test('a file reached by two names, one a symbolic link, is read once', () =>
  withFiles(tree, async (dir) => {
    symlinkSync(join(dir, 'b.pcap'), join(dir, 'link.pcap'))
    symlinkSync(dir, join(dir, 'a', 'circle'))
    assert.equal((await expandInputs([dir])).length, 3)
  }))

const unusable: [string, string][] = [
  ['notes.txt', 'not a capture: starts with 74 68 65 73 (text); pcap and pcapng are read, plain or gzipped'],
  ['empty.pcap', 'not a capture: empty, 0 bytes; pcap and pcapng are read, plain or gzipped'],
  ['missing.pcap', 'cannot be read: no such file or directory'],
  [
    'a/z.gz',
    'not a capture: starts with 6a 75 73 74 (text), unpacked; pcap and pcapng are read, plain or gzipped',
  ],
]
for (const [name, error] of unusable)
  test(`named itself, ${name} is listed with the reason`, () =>
    withFiles(tree, async (dir) => {
      const inputs = await expandInputs([join(dir, name), join(dir, 'b.pcap')])
      assert.deepEqual(
        inputs.map((i) => i.error).filter((e) => e !== null),
        [error],
      )
    }))

test('a directory without captures is listed with the reason', () =>
  withFiles({ 'x/readme.txt': 'nothing', 'x/y/more.txt': 'nothing' }, async (dir) => {
    const [input] = await expandInputs([dir])
    assert.deepEqual([input?.path, input?.error], [dir, 'holds no capture (2 files looked at)'])
  }))

test('a file that may not be read is listed with the reason', { skip: process.getuid?.() === 0 }, () =>
  withFiles({ 'x/secret.pcap': capture }, async (dir) => {
    chmodSync(join(dir, 'x/secret.pcap'), 0)
    assert.equal((await expandInputs([dir]))[0]?.error, 'cannot be read: permission denied')
  }),
)

test('standard input is a pipe, named pipes too, and those in directories are left alone', () =>
  withFiles({ 'd/b.pcap': capture }, async (dir) => {
    execFileSync('mkfifo', [join(dir, 'd/fifo')])
    const inputs = await expandInputs(['-', join(dir, 'd'), '-'])
    assert.deepEqual(
      inputs.map((i) => [i.kind, i.size]),
      [
        ['pipe', null],
        ['file', capture.length],
      ],
    )
    assert.equal((await expandInputs([join(dir, 'd/fifo')]))[0]?.kind, 'pipe')
  }))

test('the first packet is found behind long leading blocks', () =>
  withFiles({ 'x.pcapng': Buffer.concat([section(LITTLE, zeros(60_000)), ng.subarray(28)]) }, async (dir) => {
    assert.equal((await expandInputs([dir]))[0]?.first, 5)
  }))

test('names are ordered as people number them, totally', () => {
  const names = ['t10', 't2', 'T2', 't02', 't1']
  assert.deepEqual([...names].sort(compareNames), [...names].reverse().sort(compareNames))
  assert.ok(compareNames('trace2.pcap', 'trace10.pcap') < 0)
  assert.notEqual(compareNames('t2', 't02'), 0)
})
