import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { childText, findElement, readXml } from './xml.ts'

test('elements carry local name, namespace and text', () => {
  const root = readXml('<?xml version="1.0"?><a:x xmlns:a="urn:a" xmlns="urn:d"><y> hi </y></a:x>')!
  assert.deepEqual([root.name, root.namespace], ['x', 'urn:a'])
  assert.deepEqual([root.children[0]?.namespace, childText(root, 'y')], ['urn:d', 'hi'])
})

test('prefixes within text resolve where they stand', () => {
  const root = readXml('<x xmlns:p="urn:1"><t xmlns:p="urn:2">p:Cam</t><u>p:Cam</u></x>')!
  assert.equal(root.children[0]?.resolve('p'), 'urn:2')
  assert.equal(root.children[1]?.resolve('p'), 'urn:1')
  assert.equal(root.resolve('q'), '')
})

test('attributes are found by local name', () => {
  const root = readXml('<x a="1" p:Bc = \'2 &amp; 3\' d/>')!
  assert.deepEqual([root.attribute('a'), root.attribute('Bc'), root.attribute('d')], ['1', '2 & 3', null])
})

test('predefined entities and character references are decoded, sections taken as they are', () =>
  assert.equal(readXml('<x>&lt;A&amp;B&#33;&#x21;<![CDATA[<&amp;>]]></x>')?.text, '<A&B!!<&amp;>'))

test('no entity of a document type is expanded', () => {
  const root = readXml(
    '<!DOCTYPE x [<!ENTITY a "secret"><!ENTITY b SYSTEM "file:///etc/passwd">]><x>&a;&b;</x>',
  )
  assert.equal(root?.text, '&a;&b;')
})

test('comments, instructions and empty elements are passed over', () => {
  const root = readXml('<!-- <z/> --><x><!-- a > b --><?pi <y>?><e/><f a="1>2" />t</x>')!
  assert.deepEqual(
    root.children.map((c) => c.name),
    ['e', 'f'],
  )
  assert.equal(root.text, 't')
})

test('what stands before a break is kept', () => {
  assert.equal(readXml('<x><y>kept</y><z>cut')?.children[0]?.text, 'kept')
  assert.equal(childText(readXml('<x><y>kept</y><z a="')!, 'y'), 'kept')
  assert.equal(readXml('no markup'), null)
  assert.equal(readXml(''), null)
})

test('half a value is none', () => assert.equal(readXml('<x><z>cut')?.children[0]?.text, ''))

test('an element is found at any depth', () => {
  const root = readXml('<a><b><c>1</c></b><c>2</c></a>')!
  assert.equal(findElement(root, 'c')?.text, '1')
  assert.equal(findElement(root, 'd'), null)
})

test('depth, number of elements and text are bounded', () => {
  assert.ok(readXml('<a>'.repeat(100_000)))
  assert.ok(readXml(`<a>${'<b/>'.repeat(100_000)}</a>`)!.children.length <= 4000)
  assert.ok(readXml(`<a>${'x'.repeat(1_000_000)}</a>`)!.text.length <= 8192)
})

for (const [what, text] of [
  ['open brackets', '<'.repeat(300_000)],
  ['open quotes', '<a b="'.repeat(50_000)],
  ['spaces', `<a ${'xmlns '.repeat(50_000)}>`],
  ['ampersands', `<a>${'&#'.repeat(150_000)}</a>`],
  ['document types', '<!a>'.repeat(75_000)],
  ['comments', '<!--'.repeat(75_000)],
] as const)
  test(`${what} without end cost no more than their length`, () => {
    const start = process.hrtime.bigint()
    readXml(text)?.attribute('none')
    assert.ok(process.hrtime.bigint() - start < 500_000_000n)
  })

test('no text makes it throw', () => {
  const piece = fc.constantFrom(
    '<a>',
    '</a>',
    '<b c="d">',
    '<',
    '>',
    '&',
    '&#x110000;',
    'x',
    '<![CDATA[',
    ']]>',
    '<!DOCTYPE [',
    '"',
    '/>',
  )
  fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (parts) => void readXml(parts.join(''))))
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => void readXml(text)))
})
