import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advisory, answer, CVE, profile, says } from '../../../test/made-match.ts'
import { EMPTY_PROFILE, type Finding } from '../finding.ts'
import { takeConditions } from '../prose/conditions.ts'
import { productReference, type Statement } from '../statement.ts'
import { exactly, ranges, unstated } from '../versions/constraint.ts'
import { readVersions } from '../versions/read.ts'
import { indexStatements, match } from './match.ts'
import { concerned, indexProfiles } from './profile-index.ts'

test('a version in the range is affected, one outside is not, an unknown one is open', () => {
  const one = says('Infusor 3', '<= 2.1')
  assert.equal(answer({ version: '2.0' }, one), 'affected confirmed')
  assert.equal(answer({ version: '2.0', versionFrom: 'inferred' }, one), 'affected likely')
  assert.equal(answer({ version: '2.2' }, one), 'not_affected confirmed')
  assert.equal(answer({}, one), 'under_investigation possible')
})

test('where every version is meant an unknown one is affected', () => {
  assert.equal(answer({}, says('Infusor 3', '*')), 'affected confirmed')
})

test('a fix found in the remedy counts', () => {
  const one = says('Infusor 3', '*', { remedy: { state: 'fix', fixedIn: ['3.0'], text: null } })
  assert.equal(answer({ version: '2.9' }, one), 'affected confirmed')
  assert.equal(answer({ version: '3.0' }, one), 'fixed confirmed')
})

test('a release in the name leaves it open which of its versions runs', () => {
  const named = (versions: string) =>
    answer({ model: 'Infusor 3.8', version: null }, says('Infusor', versions))
  assert.equal(named('< 3.8.401'), 'under_investigation possible')
  assert.equal(named('>= 3.8.401'), 'under_investigation possible')
  assert.equal(named('>= 3.9.1'), 'not_affected confirmed')
})

test('forms that one document tells a name from are none of another document', () => {
  const told = (forms: string[], id: string) =>
    says('Infusor Ultra', '*', {
      advisory: advisory('coordinator', id),
      product: productReference('Infusor Ultra', { vendor: 'Acme', forms }),
    })
  const [plain, apart] = [told([], 'ADV-1'), told(['SE'], 'ADV-2')]
  const of = (...statements: Statement[]) =>
    match(profile({ model: 'Infusor Ultra LT' }), indexStatements(statements)).map(
      ({ status, advisories }) => `${status} ${advisories[0]}`,
    )
  assert.deepEqual(of(plain, apart), ['affected ADV-1'])
  assert.deepEqual(of(apart, plain), ['affected ADV-1'])
})

test('where readings of one document part the answer is open', () => {
  const one = says('Infusor 3', '<= 3.01', { otherReadings: [readVersions('<= 3.02').constraint] })
  assert.equal(answer({ version: '3.02' }, one), 'under_investigation possible')
  assert.equal(answer({ version: '3.01' }, one), 'affected confirmed')
})

test('conditions: met, unmet, not told', () => {
  const module = says('Infusor 3', '*', {
    conditions: [
      { kind: 'component', name: 'Wireless Module', constraint: readVersions('<= 17').constraint },
    ],
  })
  const part = (version: string) => ({
    components: [{ name: 'Wireless Module', vendor: null, version, cpe: null, purl: null }],
  })
  assert.equal(answer(part('16'), module), 'affected confirmed')
  assert.equal(answer(part('18'), module), 'not_affected confirmed')
  assert.equal(answer({}, module), 'under_investigation possible')
  const dated = says('Infusor 3', '*', {
    conditions: [{ kind: 'date', of: 'shipped', from: null, to: '2018-04-01', before: true }],
  })
  assert.equal(answer({ shipped: '2018-03-31' }, dated), 'affected confirmed')
  assert.equal(answer({ shipped: '2018-04-01' }, dated), 'not_affected confirmed')
  assert.equal(answer({}, dated), 'under_investigation possible')
  // a date in the column of versions, whatever stands before it
  assert.equal(answer({ version: '2018-04-02' }, dated), 'not_affected confirmed')
  assert.equal(answer({ version: 'SW Rev 2018-04-02' }, dated), 'not_affected confirmed')
  // what was made before may have been shipped after; what was made after was not shipped before
  assert.equal(answer({ manufactured: '2018-04-02' }, dated), 'not_affected confirmed')
  const made = says('Infusor 3', '*', {
    conditions: [{ kind: 'date', of: 'manufactured', from: null, to: '2018-04-01', before: true }],
  })
  assert.equal(answer({ shipped: '2018-03-31' }, made), 'affected confirmed')
  assert.equal(answer({ shipped: '2019-01-01' }, made), 'under_investigation possible')
  assert.equal(answer({ version: '2019-01-01' }, made), 'under_investigation possible')
  const begins = says('Infusor 3', '*', { conditions: [{ kind: 'serial-prefix', prefixes: ['7'] }] })
  assert.equal(answer({ serial: 'SN: 7001' }, begins), 'affected confirmed')
  assert.equal(answer({ serial: 'K7001' }, begins), 'not_affected confirmed')
  const listed = says('Infusor 3', '*', { conditions: [{ kind: 'serial-list', numbers: ['4711'] }] })
  for (const serial of ['not readable', '000000', 'N/A'])
    for (const one of [begins, listed])
      assert.equal(answer({ serial }, one), 'under_investigation possible', serial)
  const serial = says('Infusor 3', '*', { conditions: [{ kind: 'serial', from: '138853', to: null }] })
  assert.equal(answer({ serial: '138900' }, serial), 'affected confirmed')
  assert.equal(answer({ serial: 'SN138900' }, serial), 'affected confirmed')
  assert.equal(answer({ serial: '100000' }, serial), 'not_affected confirmed')
  const system = says('Infusor 3', '*', {
    conditions: [{ kind: 'os', name: 'Windows XP', constraint: { kind: 'unstated', raw: '' } }],
  })
  assert.equal(
    answer({ os: { name: 'Windows XP', version: null, build: null } }, system),
    'affected confirmed',
  )
  assert.equal(
    answer({ os: { name: 'Windows 10', version: null, build: null } }, system),
    'not_affected confirmed',
  )
})

test('a system that is named as an example rules out no other', () => {
  const { conditions } = takeConditions('* running on old, unsupported systems such as Windows 2000')
  const old = says('Infusor 3', '*', { conditions })
  const on = (name: string) => answer({ os: { name, version: null, build: null } }, old)
  assert.equal(on('Windows 2000'), 'affected confirmed')
  assert.equal(on('Windows XP'), 'under_investigation possible')
  assert.equal(on('Linux'), 'under_investigation possible')
})

test('dates are read as inventories write them, and what cannot be read is open', () => {
  const span = { kind: 'date', of: 'shipped', from: '2017-11', to: '2018-06', before: false } as const
  const sold = says('Infusor 3', '*', { conditions: [span] })
  for (const shipped of ['01.03.2018', '03/2018', '2018/03/01', '2018-03-01 10:00', 'Mar 2018', '25/03/2018'])
    assert.equal(answer({ shipped }, sold), 'affected confirmed', shipped)
  for (const shipped of ['01.09.2018', '9/2018', '2019', '2018.09.01'])
    assert.equal(answer({ shipped }, sold), 'not_affected confirmed', shipped)
  for (const shipped of ['2018', 'spring of 2018', '18', 'unknown'])
    assert.equal(answer({ shipped }, sold), 'under_investigation possible', shipped)
})

test('a revision of the hardware: in the name, beside the version, not told', () => {
  const second = says('Infusor 3', '<= 2.1', {
    conditions: [{ kind: 'hardware', revisions: ranges('2', [exactly('2')]) }],
  })
  assert.equal(answer({ model: 'Infusor 3 hw rev. 2', version: '2.0' }, second), 'affected confirmed')
  assert.equal(answer({ version: 'SW 2.0 HW 2' }, second), 'affected confirmed')
  assert.equal(
    answer({ model: 'Infusor 3, hardware revision 1', version: '2.0' }, second),
    'not_affected confirmed',
  )
  assert.equal(answer({ version: '2.0' }, second), 'under_investigation possible')
})

test('revisions up to one: before it, after it', () => {
  const early = says('Infusor 3', '*', {
    conditions: [{ kind: 'hardware', revisions: readVersions('C and earlier').constraint }],
  })
  assert.equal(answer({ model: 'Infusor 3 Rev B' }, early), 'affected confirmed')
  assert.equal(answer({ model: 'Infusor 3 Rev. D' }, early), 'not_affected confirmed')
})

test('serial numbers that begin alike, and an end that is no longer meant', () => {
  const alike = says('Infusor 3', '*', { conditions: [{ kind: 'serial-prefix', prefixes: ['KT', '7'] }] })
  assert.equal(answer({ serial: 'kt-100' }, alike), 'affected confirmed')
  assert.equal(answer({ serial: '8100' }, alike), 'not_affected confirmed')
  assert.equal(answer({}, alike), 'under_investigation possible')
  const below = says('Infusor 3', '*', {
    conditions: [{ kind: 'serial', from: null, to: '5000', exclusive: true }],
  })
  assert.equal(answer({ serial: '4999' }, below), 'affected confirmed')
  assert.equal(answer({ serial: '5000' }, below), 'not_affected confirmed')
})

test('a distribution in 8.6 is one in 8, and one in 8 may be in 8.6; other systems are not read so', () => {
  const on = (name: string) =>
    says('Infusor 3', '*', { conditions: [{ kind: 'os', name, constraint: unstated() }] })
  const os = (name: string, version: string | null) => ({ os: { name, version, build: null } })
  const linux = on('Red Hat Enterprise Linux 8')
  assert.equal(answer(os('Red Hat Enterprise Linux', '8.6'), linux), 'affected confirmed')
  assert.equal(answer(os('Red Hat Enterprise Linux', '9.1'), linux), 'not_affected confirmed')
  assert.equal(
    answer(os('Red Hat Enterprise Linux 8', null), on('Red Hat Enterprise Linux 8.6')),
    'under_investigation possible',
  )
  assert.equal(answer(os('Windows 8.1', null), on('Windows 8')), 'not_affected confirmed')
})

test('serial numbers of a list, written otherwise, and much like one of them', () => {
  const listed = says('Infusor 3', '*', {
    conditions: [{ kind: 'serial-list', numbers: ['US12345', 'KT-1*'] }],
  })
  for (const serial of ['US12345', 'us-123 45', 'KT100'])
    assert.equal(answer({ serial }, listed), 'affected confirmed', serial)
  for (const serial of ['US123456', '12345', 'XUS12345'])
    assert.equal(answer({ serial }, listed), 'under_investigation possible', serial)
  assert.equal(answer({ serial: 'US99999' }, listed), 'not_affected confirmed')
  assert.equal(answer({}, listed), 'under_investigation possible')
})

test('models: one of them, another, not told', () => {
  const one = says('Infusor', '*', {
    product: productReference('Infusor', { vendor: 'Acme', models: ['35A700', '35A701'] }),
  })
  assert.equal(answer({ model: 'Infusor 35A700' }, one), 'affected confirmed')
  assert.equal(answer({ model: 'Infusor', modelNumber: '35A701' }, one), 'affected confirmed')
  assert.equal(answer({ model: 'Infusor', modelNumber: '35A702' }, one), 'not_affected confirmed')
  assert.equal(answer({ model: 'Infusor' }, one), 'under_investigation possible')
})

test("a maker's own word outranks a coordinator's list, and says why", () => {
  const vex = says('Infusor 3', '*', {
    advisory: advisory('vendor'),
    status: 'not_affected',
    justification: 'vulnerable code not in execute path',
  })
  const [finding] = match(
    profile({ version: '2.0' }),
    indexStatements([says('Infusor 3', '<= 2.1'), vex]),
  ) as [Finding]
  assert.equal(finding.status, 'not_affected')
  assert.match(finding.because, /not in execute path/)
  assert.deepEqual(finding.advisories, ['ADV-vendor', 'ADV-coordinator'])
})

test('"not affected" without versions settles neither what is affected nor what is open', () => {
  const rest = says('Infusor 3', '*', { status: 'not_affected' })
  assert.equal(answer({ version: '1.3' }, says('Infusor 3', '< 1.6'), rest), 'affected confirmed')
  assert.equal(answer({ version: '1.7' }, says('Infusor 3', '< 1.6'), rest), 'not_affected confirmed')
  assert.equal(answer({}, says('Infusor 3', '< 1.6'), rest), 'under_investigation possible')
  assert.equal(answer({ version: '1.3' }, says('Infusor 3', '*'), rest), 'under_investigation possible')
})

test('a part is potential, unless something is said of the device itself', () => {
  const stack = says('Toolkit', '< 3.6', {
    product: productReference('Toolkit', { vendor: 'Umbrella' }),
    advisory: advisory('cna', CVE),
  })
  const components = [{ name: 'Toolkit', vendor: 'Umbrella', version: '3.5', cpe: null, purl: null }]
  assert.equal(answer({ components }, stack), 'under_investigation potential')
  const own = says('Infusor 3', '*', { advisory: advisory('vendor'), status: 'not_affected' })
  assert.equal(answer({ components }, stack, own), 'not_affected confirmed')
})

test('the reason names device, version, statement and constraint', () => {
  const [finding] = match(profile({ version: '2.0' }), indexStatements([says('Infusor 3', '<= 2.1')])) as [
    Finding,
  ]
  assert.match(
    finding.because,
    /Infusor 3 version 2\.0 \(declared\) is affected: 2\.0 is in <= 2\.1\. ADV-coordinator .* Infusor 3, <= 2\.1/,
  )
})

test('a fleet is asked by makers', () => {
  const fleet = indexProfiles([profile({ version: '2.0' }), profile({ vendor: 'Umbrella', version: '2.0' })])
  const found = concerned(fleet, [says('Infusor 3', '<= 2.1')])
  assert.deepEqual(
    [...found.keys()].map(({ vendor }) => vendor),
    ['Acme'],
  )
})

test('a part without a maker is not told by one word among others', () => {
  const index = indexStatements([says('e-Alert', '<= 2.7')])
  const withPart = (name: string) =>
    match(
      { ...EMPTY_PROFILE, components: [{ name, vendor: null, version: null, cpe: null, purl: null }] },
      index,
    ).map((f) => f.certainty)
  assert.deepEqual(withPart('script alert 1'), [])
  assert.deepEqual(withPart('e-Alert'), ['potential'])
})

test('a part without a maker whose name tells little is told by all of it', () => {
  const index = indexStatements([says('rx-TCP-IP', '<= 2.7')])
  const withPart = (name: string) =>
    match(
      { ...EMPTY_PROFILE, components: [{ name, vendor: null, version: '2.1', cpe: null, purl: null }] },
      index,
    ).map((f) => f.certainty)
  assert.deepEqual(withPart('rx/TCP-IP'), ['potential'])
  assert.deepEqual(withPart('rx'), [])
  assert.deepEqual(withPart('TCP/IP'), [])
})

test('three letters stand for a name of words of kind, and leave open whether they do for another', () => {
  const short = (model: string, product: string) => answer({ model, version: '2.0' }, says(product, '<= 2.1'))
  assert.equal(short('ISE', 'Acme Identity Services Engine Software'), 'affected confirmed')
  assert.equal(short('ISF', 'Acme Identity Services Engine Software'), 'silent')
  assert.equal(short('FSE', 'Flow Services Engine'), 'under_investigation possible')
  assert.equal(short('FSE 2.0', 'Flow Services Engine'), 'under_investigation possible')
})

test('a maker in front of a model is told by the first of its words', () => {
  const one = says('Vela 7700', '<= 2.1', {
    product: productReference('Vela 7700', { vendor: 'Pneumara Care' }),
  })
  const device = { vendor: null, version: '2.0' }
  assert.equal(answer({ ...device, model: 'Pneumara Vela 7700' }, one), 'affected confirmed')
  assert.equal(answer({ ...device, model: 'Pneumara Vela 7800' }, one), 'silent')
})

test('of a release behind a V that a name lacks the one is meant that the version is of', () => {
  const both = [says('FlowStart V3', '< V2017.02.4'), says('FlowStart V4', '< V4.1.1')]
  assert.equal(answer({ model: 'FlowStart', version: '4.0' }, ...both), 'affected confirmed')
  assert.equal(answer({ model: 'FlowStart', version: '4.1.1' }, ...both), 'not_affected confirmed')
  assert.equal(answer({ model: 'FlowStart', version: '2017.02.3' }, ...both), 'under_investigation possible')
})

test('the version of a part counts where the product is named after it', () => {
  const one = says('Infusor FX500: Stream Manager (STM)', '<= 2.1')
  const part = (name: string, version: string) => ({ name, vendor: null, version, cpe: null, purl: null })
  assert.equal(
    answer({ model: 'Infusor FX500', components: [part('Stream Manager', '2.0')] }, one),
    'affected confirmed',
  )
  assert.equal(
    answer({ model: 'Infusor FX500', components: [part('STM', '2.2')] }, one),
    'not_affected confirmed',
  )
  assert.equal(
    answer({ model: 'Infusor FX500', components: [part('Boot Loader', '2.0')] }, one),
    'under_investigation possible',
  )
})

test('the version of a part counts where the range is one of it', () => {
  const one = says('Infusor 3', 'BIOS < V21.01.07')
  const part = (version: string) => ({ name: 'BIOS', vendor: null, version, cpe: null, purl: null })
  assert.equal(answer({ components: [part('V21.01.06')] }, one), 'affected confirmed')
  assert.equal(answer({ components: [part('V21.01.07')] }, one), 'not_affected confirmed')
  assert.equal(answer({}, one), 'under_investigation possible')
})
