import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bytes, bytes } from '../../../test/bytes.ts'
import {
  alpn,
  clientHello,
  extension,
  type Hello,
  signatures,
  sni,
  versions,
} from '../../../test/tls-bytes.ts'
import { readClientHello } from './client-hello.ts'
import { ja4 } from './ja4.ts'

const of = (hello: Partial<Hello>, transport: 't' | 'q' | 'd' = 't') =>
  ja4(readClientHello(clientHello({ ciphers: [0x1301], ...hello })), transport)
const named = (...names: string[]) => of({ extensions: [alpn(...names)] }).slice(8, 10)

const CIPHERS = [
  0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014, 0x9c, 0x9d, 0x2f,
  0x35,
]
const SIGNATURES = [0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601]
const others = [0x1b, 0x33, 0x4469, 0x17, 0x2d, 0x05, 0x23, 0x12, 0xff01, 0x0b, 0x0a, 0x15]
const example: Bytes[] = [
  ...others.map((type) => extension(type)),
  sni('example.com'),
  alpn('h2', 'http/1.1'),
  signatures(...SIGNATURES),
  versions(0x0304, 0x0303),
]

test('the example of the specification comes out', () => {
  assert.equal(of({ ciphers: CIPHERS, extensions: example }), 't13d1516h2_8daaf6152771_e5627efa2ab1')
})

test('the order of suites and extensions does not matter, that of signatures does', () => {
  const plain = of({ ciphers: CIPHERS, extensions: example })
  assert.equal(of({ ciphers: [...CIPHERS].reverse(), extensions: [...example].reverse() }), plain)
  const swapped = example.map((e) => (e[1] === 13 ? signatures(...[...SIGNATURES].reverse()) : e))
  assert.notEqual(of({ ciphers: CIPHERS, extensions: swapped }), plain)
})

test('GREASE counts nowhere', () => {
  const grease = example.map((e) =>
    e[1] === 13 ? signatures(0x3a3a, ...SIGNATURES) : e[1] === 43 ? versions(0xfafa, 0x0304) : e,
  )
  const said = of({
    ciphers: [0x0a0a, ...CIPHERS],
    extensions: [extension(0xdada), ...grease, extension(0x1a1a)],
  })
  assert.equal(said, 't13d1516h2_8daaf6152771_e5627efa2ab1')
})

test('without signatures the hash is of the extensions alone', () => {
  const plain = example.filter((e) => e[1] !== 13).concat(extension(13))
  assert.equal(of({ ciphers: CIPHERS, extensions: plain }).split('_')[2], '6d807ffa2a79')
})

test('empty lists are told from hashes', () => {
  assert.equal(
    of({ ciphers: [], extensions: [sni('a.example'), alpn('h2')] }),
    't12d0002h2_000000000000_000000000000',
  )
})

test('counts stop at 99', () => {
  const ciphers = Array.from({ length: 120 }, (_, i) => 0xc000 + i)
  assert.equal(of({ ciphers }).slice(4, 6), '99')
})

test('the version is the highest offered, GREASE and draft numbers aside', () => {
  for (const [version, name] of [
    [0x0300, 's3'],
    [0x0301, '10'],
    [0x0302, '11'],
    [0x0303, '12'],
    [0x0305, '00'],
  ] as const)
    assert.equal(of({ version }).slice(1, 3), name)
  assert.equal(of({ extensions: [versions(0x0303, 0x7a7a, 0x0302)] }).slice(1, 3), '12')
})

test('DTLS versions count downwards', () => {
  const hello = (...offered: number[]) =>
    ja4(
      readClientHello(
        clientHello({ version: 0xfefd, cookie: bytes(), ciphers: [1], extensions: [versions(...offered)] }),
        true,
      ),
      'd',
    )
  assert.equal(hello(0xfefd, 0xfefc).slice(0, 3), 'dd3')
  assert.equal(of({ version: 0xfeff }, 'd').slice(0, 3), 'dd1')
})

for (const [name, expected] of [
  ['h2', 'h2'],
  ['http/1.1', 'h1'],
  ['x', 'xx'],
  ['', '00'],
  ['-h', '28'],
  ['0-', '3d'],
  ['\xab\xcd', '99'],
  ['0\xab', '09'],
] as const)
  test(`a first protocol name ${JSON.stringify(name)} gives ${expected}`, () =>
    assert.equal(named(name, 'h2'), expected))
