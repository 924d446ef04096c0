import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cyclonedx } from './cyclonedx.ts'

const component = (rest: string, ref = '') => `<component type="library"${ref}>${rest}</component>`
const bom = (inside: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.5" serialNumber="urn:uuid:1" version="2">
  <metadata>
    <timestamp>2031-01-01T00:00:00Z</timestamp>
    <component type="device" bom-ref="root">
      <supplier><name>Acme &amp; Sons</name></supplier><name>Pump 3000</name><version>3.1</version>
    </component>
  </metadata>
  ${inside}
</bom>`
const PARTS = `<components>${component(
  `<name>ipstack</name><version>6.6</version><purl>pkg:generic/ipstack@6.6</purl>
   <components>${component('<name>dhcp-client</name><version>1.0</version>')}</components>`,
  ' bom-ref="stack"',
)}</components>`
const TOLD = `<vulnerabilities><vulnerability>
  <id>CVE-2031-1030</id>
  <ratings><rating>
    <source><name>NVD</name></source><score>9.8</score><method>CVSSv31</method>
    <vector>CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H</vector>
  </rating></ratings>
  <cwes><cwe>787</cwe></cwes>
  <analysis>
    <state>not_affected</state><justification>code_not_reachable</justification>
    <responses><response>will_not_fix</response></responses>
  </analysis>
  <affects><target><ref>stack</ref></target></affects>
</vulnerability></vulnerabilities>`

test('a bill of material in XML says what one in JSON does', () => {
  const text = bom(PARTS + TOLD)
  assert.ok(cyclonedx.recognises(text))
  const { compositions, statements, vulnerabilities, advisories } = cyclonedx.read(text, 'b.xml')
  assert.deepEqual([advisories[0]?.id, advisories[0]?.revision], ['urn:uuid:1', '2'])
  assert.deepEqual(
    compositions.map(({ product, constraint, components }) => [
      product.vendor,
      product.name,
      constraint.kind === 'ranges' && constraint.raw,
      components.map((one) => [one.name, one.version, one.purl]),
    ]),
    [
      [
        'Acme & Sons',
        'Pump 3000',
        '3.1',
        [
          ['ipstack', '6.6', 'pkg:generic/ipstack@6.6'],
          ['dhcp-client', '1.0', null],
        ],
      ],
    ],
  )
  assert.deepEqual(
    statements.map((s) => [s.vulnerability, s.product.name, s.status, s.justification, s.remedy.state]),
    [['CVE-2031-1030', 'Pump 3000', 'not_affected', 'code_not_reachable', 'none']],
  )
  assert.deepEqual([vulnerabilities[0]?.scores[0]?.base, vulnerabilities[0]?.cwes], [9.8, ['CWE-787']])
})

test('other XML is another matter, and what is cut short throws nothing', () => {
  assert.equal(cyclonedx.recognises('<?xml version="1.0"?><rss><bom/></rss>'), false)
  assert.equal(cyclonedx.recognises('cyclonedx.org/schema/bom/'), false)
  const text = bom(PARTS + TOLD)
  fc.assert(
    fc.property(fc.nat({ max: text.length }), (length) => {
      cyclonedx.read(text.slice(0, length), 'b.xml')
    }),
  )
})

test('more components than a device ever sends elements', () => {
  const parts = Array.from({ length: 3000 }, (_, i) =>
    component(`<name>part-${i}</name><version>1</version>`),
  )
  const { compositions } = cyclonedx.read(bom(`<components>${parts.join('')}</components>`), 'b.xml')
  assert.equal(compositions[0]?.components.length, 3000)
})

test('whatever stands before the root element is passed over: long document types, comments, instructions', () => {
  const entities = Array.from({ length: 400 }, (_, i) => `<!ENTITY e${i} "value ${i}">`).join('\n')
  const [head = '', ...rest] = bom(PARTS).split('\n')
  const text = [
    head,
    `<!-- ${'note '.repeat(2_000)}-->`,
    '<?program told?>',
    `<!DOCTYPE bom [${entities}]>`,
    ...rest,
  ].join('\n')
  assert.ok(text.indexOf('<bom') > 20_000)
  assert.ok(cyclonedx.recognises(text))
  assert.equal(cyclonedx.read(text, 'b.xml').compositions[0]?.components.length, 2)
  assert.equal(cyclonedx.recognises(`<!DOCTYPE bom [${entities}`), false)
  assert.equal(cyclonedx.recognises(`<html>${bom(PARTS)}</html>`), false)
})
