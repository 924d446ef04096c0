/** Products made of others, in the forms in which makers and coordinators write them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describe } from '../../versions/described.ts'
import { read } from './fixtures/document.ts'

const leaf = (category: string, name: string, id: string, full: string, helper?: object) => ({
  category,
  name,
  product: { product_id: id, name: full, ...(helper && { product_identification_helper: helper }) },
})

/** Hardware, firmware and software each in a family; a library and a system of others. */
const branches = [
  {
    category: 'vendor',
    name: 'Acme',
    branches: [
      {
        category: 'product_family',
        name: 'Hardware',
        branches: [
          {
            category: 'product_name',
            name: 'FC-100',
            branches: [
              leaf('product_version', 'HW rev a', 'H1', 'FC-100 HW rev a', { model_numbers: ['123-456'] }),
            ],
          },
          leaf('product_name', 'FC-200', 'H2', 'FC-200'),
        ],
      },
      {
        category: 'product_family',
        name: 'Firmware',
        branches: [
          {
            category: 'product_family',
            name: 'Flow Series',
            branches: [
              leaf('product_version_range', 'vers:semver/>=8.0.0|<8.4.2', 'F1', 'Firmware 8.0.0 <8.4.2'),
              leaf('product_version', '8.4.2', 'F2', 'Firmware 8.4.2'),
            ],
          },
        ],
      },
      {
        category: 'product_name',
        name: 'Flow Studio',
        branches: [leaf('product_version_range', 'vers:semver/<3.1', 'S1', 'Flow Studio <3.1')],
      },
    ],
  },
  {
    category: 'vendor',
    name: 'Microsoft',
    branches: [leaf('product_family', 'Windows', 'W', 'Microsoft Windows')],
  },
  {
    category: 'vendor',
    name: 'Open Project',
    branches: [
      {
        category: 'product_name',
        name: 'libflow',
        branches: [leaf('product_version', '1.0.2', 'L', 'libflow 1.0.2')],
      },
    ],
  },
]

interface Related {
  readonly id: string
  readonly name?: string
  readonly steps: readonly [string, ...(readonly [category: string, id: string])[]]
}

/** As relationships of 2.0 (pairs only), or as paths of 2.1. */
function told(related: readonly Related[], form: '2.0' | '2.1', status: object, more: object = {}): string[] {
  const product = ({ id, name }: Related) => ({ product_id: id, name: name ?? id })
  const tree =
    form === '2.0'
      ? {
          relationships: related.map((one) => ({
            category: one.steps[1]![0],
            full_product_name: product(one),
            product_reference: one.steps[0],
            relates_to_product_reference: (one.steps[1] as readonly string[])[1],
          })),
        }
      : {
          product_paths: related.map((one) => ({
            beginning_product_reference: one.steps[0],
            full_product_name: product(one),
            subpaths: one.steps
              .slice(1)
              .map((step) => ({ category: step[0], next_product_reference: step[1] })),
          })),
        }
  const vulnerabilities = [{ cve: 'CVE-2026-0001', product_status: status, ...more }]
  return read({ version: form, products: [], tree: { branches, ...tree }, vulnerabilities }).map(
    ({ product: { name }, constraint, status, conditions, remedy }) =>
      [
        `${name}: ${describe(constraint)} ${status}`,
        ...conditions.map((one) =>
          one.kind === 'together-with'
            ? `with ${one.product.name} ${describe(one.constraint)}`
            : one.kind === 'component'
              ? `holds ${one.name} ${describe(one.constraint)}`
              : one.kind === 'hardware'
                ? `revision ${describe(one.revisions)}`
                : one.kind === 'os'
                  ? `on ${one.name}`
                  : one.kind,
        ),
        ...(remedy.fixedIn.length > 0 ? [`fixed in ${remedy.fixedIn}`] : []),
      ].join('; '),
  )
}

for (const form of ['2.0', '2.1'] as const)
  test(`firmware of a family, on hardware in its revision (${form})`, () => {
    const related: Related[] = [
      {
        id: 'R1',
        name: 'Firmware <8.4.2 installed on FC-100 HW rev a',
        steps: ['F1', ['installed_on', 'H1']],
      },
      { id: 'R2', name: 'Firmware <8.4.2 installed on FC-200', steps: ['F1', ['installed_on', 'H2']] },
      { id: 'R3', name: 'Firmware 8.4.2 installed on FC-200', steps: ['F2', ['installed_on', 'H2']] },
    ]
    const details = 'Update to Firmware 8.4.2 or later.'
    assert.deepEqual(
      told(
        related,
        form,
        { known_affected: ['R1', 'R2'], last_affected: ['R1', 'R2'], fixed: ['R3'] },
        {
          remediations: [{ category: 'vendor_fix', details, product_ids: ['R1', 'R2'] }],
        },
      ),
      [
        'FC-100: >= 8.0.0, < 8.4.2 affected; revision >= A, < B; fixed in 8.4.2',
        'FC-200: >= 8.0.0, < 8.4.2 affected; fixed in 8.4.2',
        'FC-200: 8.4.2 fixed',
      ],
    )
  })

test('what is installed on a general system stays what it is; a system of any release is a condition on the system', () => {
  const related: Related[] = [
    {
      id: 'R',
      name: 'Flow Studio <3.1 installed on Microsoft Windows',
      steps: ['S1', ['installed_on', 'W']],
    },
  ]
  assert.deepEqual(told(related, '2.0', { known_affected: ['R'] }), [
    'Flow Studio: < 3.1 affected; on Windows',
  ])
})

test('a part by default makes the product affected; an optional part must be in it', () => {
  const status = { known_affected: ['R1', 'R2', 'R3'] }
  const related: Related[] = [
    { id: 'R1', steps: ['L', ['default_component_of', 'S1']] },
    { id: 'R2', steps: ['L', ['default_component_of', 'H2']] },
    { id: 'R3', steps: ['L', ['optional_component_of', 'S1']] },
  ]
  // a part that is asked for is told by itself too, as inventories may list it
  const told21 = told(related, '2.1', status).filter((one) => !one.startsWith('libflow'))
  assert.deepEqual(told21, [
    'Flow Studio: < 3.1 affected',
    'FC-200: no version affected; holds libflow 1.0.2',
    'Flow Studio: < 3.1 affected; holds libflow 1.0.2',
  ])
})

test('a part of firmware on hardware: along one path, or by relationships in any order', () => {
  const path: Related[] = [{ id: 'R', steps: ['L', ['default_component_of', 'F1'], ['installed_on', 'H2']] }]
  const pairs: Related[] = [
    { id: 'R', steps: ['L', ['default_component_of', 'M']] },
    { id: 'M', steps: ['F1', ['installed_on', 'H2']] },
  ]
  for (const found of [
    told(path, '2.1', { known_affected: ['R'] }),
    told(pairs, '2.0', { known_affected: ['R'] }),
    told(pairs, '2.1', { known_affected: ['R'] }),
  ])
    assert.deepEqual(found, ['FC-200: >= 8.0.0, < 8.4.2 affected'])
})

test('packages of a distribution are looked up by themselves, on it; what is mended stays so', () => {
  const inBoth = (part: string) =>
    ['8', '9'].map((release) => ({
      category: 'default_component_of',
      full_product_name: { product_id: `${part}-${release}`, name: `${part} as a component of it` },
      product_reference: part,
      relates_to_product_reference: release,
    }))
  const tree = {
    branches: [
      {
        category: 'vendor',
        name: 'Hatter',
        branches: [
          leaf('product_name', 'Hatter Enterprise Linux 8', '8', 'Hatter Enterprise Linux 8'),
          leaf('product_name', 'Hatter Enterprise Linux 9', '9', 'Hatter Enterprise Linux 9'),
          leaf('product_version', 'flowd', 'any', 'flowd'),
          leaf('product_version', 'flowd-0:1.2-3.el9.x86_64', 'url', 'flowd-0:1.2-3.el9.x86_64', {
            purl: 'pkg:rpm/hatter/flowd@1.2-3.el9?arch=x86_64',
          }),
          leaf('product_version', 'flowd-libs-1:2.0-4.el8.noarch', 'name', 'flowd-libs-1:2.0-4.el8.noarch'),
        ],
      },
    ],
    relationships: ['any', 'url', 'name'].flatMap(inBoth),
  }
  const statements = read({
    products: [],
    tree,
    vulnerabilities: [
      {
        cve: 'CVE-2026-0001',
        product_status: {
          known_affected: ['any-8'],
          known_not_affected: ['any-9'],
          fixed: ['url-9', 'name-8'],
        },
      },
    ],
  })
  assert.deepEqual(
    statements.map(({ product, constraint, status, conditions }) =>
      [
        product.name,
        describe(constraint),
        constraint.kind === 'ranges' ? constraint.scheme : constraint.kind,
        status,
        ...conditions.map((one) => one.kind === 'os' && one.name),
      ].join('; '),
    ),
    [
      'flowd; every version; all; affected; Hatter Enterprise Linux 8',
      'flowd; every version; all; not_affected; Hatter Enterprise Linux 9',
      'flowd; >= 1.2-3.el9; rpm; fixed; Hatter Enterprise Linux 9',
      'flowd-libs; >= 1:2.0-4.el8; rpm; fixed; Hatter Enterprise Linux 8',
    ],
  )
})

test('products that are made of themselves, or of what there is not, are none', () => {
  const circle: Related[] = [
    { id: 'A', steps: ['B', ['installed_on', 'H2']] },
    { id: 'B', steps: ['A', ['installed_on', 'H2']] },
    { id: 'C', steps: ['gone', ['installed_on', 'H2']] },
  ]
  assert.deepEqual(told(circle, '2.1', { known_affected: ['A', 'B', 'C'] }), [])
})

test('the release in a service pack that is told in full is not told twice', () => {
  const version = (train: string, pack: string) =>
    read({
      products: [],
      tree: {
        branches: [
          {
            category: 'vendor',
            name: 'Acme',
            branches: [
              {
                category: 'product_name',
                name: 'FlowOS',
                branches: [
                  {
                    category: 'product_version',
                    name: train,
                    branches: [leaf('service_pack', pack, 'P', `FlowOS ${train} ${pack}`)],
                  },
                ],
              },
            ],
          },
        ],
      },
      vulnerabilities: [{ cve: 'CVE-2026-0001', product_status: { known_affected: ['P'] } }],
    }).map(({ constraint }) => describe(constraint))
  assert.deepEqual(version('12.2SE', '12.2(55)SE2'), ['12.2(55)SE2'])
  assert.deepEqual(version('12.2', 'SP1'), ['12.2 SP1'])
})

test('what is installed on a device of another maker makes that affected, where it is in it', () => {
  const tree = (on: object) => ({
    branches: [
      {
        category: 'vendor',
        name: 'Tarn',
        branches: [
          {
            category: 'product_name',
            name: 'T-Boot',
            branches: [
              {
                category: 'product_version_range',
                name: '< 2017.11',
                product: { product_id: 'P1', name: 'T-Boot' },
              },
            ],
          },
        ],
      },
      on,
    ],
    relationships: [
      {
        category: 'installed_on',
        product_reference: 'P1',
        relates_to_product_reference: 'P2',
        full_product_name: { product_id: 'R', name: 'T-Boot installed on it' },
      },
    ],
  })
  const of = (maker: string, name: string) =>
    read({
      products: [],
      tree: tree({
        category: 'vendor',
        name: maker,
        branches: [{ category: 'product_name', name, product: { product_id: 'P2', name } }],
      }),
      vulnerabilities: [
        {
          cve: 'CVE-2026-0001',
          product_status: { known_affected: ['R'] },
          remediations: [{ category: 'vendor_fix', details: 'Update to 2025.04.', product_ids: ['R'] }],
        },
      ],
    })
  const [part, gateway, ...others] = of('Acme', 'Gateway 75')
  assert.equal(part!.product.name, 'T-Boot')
  assert.equal(gateway!.product.name, 'Gateway 75')
  assert.deepEqual(
    gateway!.conditions.map((one) => one.kind === 'component' && one.name),
    ['T-Boot'],
  )
  assert.deepEqual(gateway!.remedy.fixedIn, [])
  assert.equal(others.length, 0)
  assert.equal(of('Microsoft', 'Windows').length, 1)
})
