/** A CSAF advisory made for a test: one product, one range, one vulnerability. */
export interface MadeAdvisory {
  readonly id: string
  readonly vendor: string
  readonly product: string
  /** As CSAF's `product_version_range` spells it: `< 1.5`. */
  readonly versions: string
  readonly cve: string
  readonly status?: 'known_affected' | 'known_not_affected' | 'under_investigation'
}

export function madeAdvisory(made: MadeAdvisory): object {
  const { id, vendor, product, versions, cve, status = 'known_affected' } = made
  const day = '2026-01-01T00:00:00Z'
  const version = {
    category: 'product_version_range',
    name: versions,
    product: { product_id: 'P1', name: `${vendor} ${product} ${versions}` },
  }
  return {
    document: {
      category: 'csaf_security_advisory',
      csaf_version: '2.0',
      title: `${vendor} ${product}`,
      publisher: { category: 'vendor', name: vendor, namespace: 'https://maker.example' },
      tracking: {
        id,
        version: '1',
        status: 'final',
        initial_release_date: day,
        current_release_date: day,
        revision_history: [{ number: '1', date: day, summary: 'first' }],
      },
    },
    product_tree: {
      branches: [
        {
          category: 'vendor',
          name: vendor,
          branches: [{ category: 'product_name', name: product, branches: [version] }],
        },
      ],
    },
    vulnerabilities: [{ cve, product_status: { [status]: ['P1'] } }],
  }
}
