/** Small documents of each feed, and the surroundings in which tests run a sync. */
import type { HttpSettings } from '../src/feeds/sync/http.ts'

/** A clock that tests move, and sleep that only moves it. */
export function testHttp(
  start = '2031-06-01T00:00:00Z',
): HttpSettings & { slept: number[]; set(at: string): void } {
  let now = Date.parse(start)
  const slept: number[] = []
  return {
    fetch,
    sleep: async (milliseconds) => {
      slept.push(milliseconds)
      now += milliseconds
    },
    now: () => new Date(now),
    patience: 300,
    attempts: 3,
    pause: 1000,
    slept,
    set: (at) => {
      now = Date.parse(at)
    },
  }
}

export const kevJson = (...ids: string[]): string =>
  JSON.stringify({
    catalogVersion: '1',
    vulnerabilities: ids.map((cveID) => ({
      cveID,
      dateAdded: '2031-01-01',
      knownRansomwareCampaignUse: 'Unknown',
    })),
  })

export const nvdRecord = (number: number, version = '1.0') => ({
  cve: {
    id: `CVE-2031-${number}`,
    sourceIdentifier: 'x@acme.example',
    vulnStatus: 'Analyzed',
    lastModified: '2031-05-01T00:00:00.000',
    configurations: [
      {
        nodes: [
          {
            operator: 'OR',
            cpeMatch: [{ vulnerable: true, criteria: `cpe:2.3:a:acme:viewer:${version}:*:*:*:*:*:*:*` }],
          },
        ],
      },
    ],
  },
})

export const nvdPage = (records: readonly object[], startIndex: number, totalResults: number): string =>
  JSON.stringify({
    resultsPerPage: records.length,
    startIndex,
    totalResults,
    format: 'NVD_CVE',
    version: '2.0',
    vulnerabilities: records,
  })

export function csafDocument(id: string, { version = '< 2', revision = '1' } = {}): string {
  return JSON.stringify({
    document: {
      category: 'csaf_security_advisory',
      csaf_version: '2.0',
      title: `Acme Pump ${id}`,
      publisher: { name: 'Acme', category: 'vendor', namespace: 'https://acme.example' },
      tracking: {
        id,
        version: revision,
        status: 'final',
        initial_release_date: '2031-01-01T00:00:00Z',
        current_release_date: `2031-0${revision}-01T00:00:00Z`,
      },
    },
    product_tree: {
      branches: [
        {
          category: 'vendor',
          name: 'Acme',
          branches: [
            {
              category: 'product_name',
              name: 'Pump',
              branches: [
                {
                  category: 'product_version_range',
                  name: version,
                  product: { name: `Acme Pump ${version}`, product_id: 'P1' },
                },
              ],
            },
          ],
        },
      ],
    },
    vulnerabilities: [{ cve: 'CVE-2031-1000', product_status: { known_affected: ['P1'] } }],
  })
}

export const recall = (number: number) => ({
  product_res_number: `Z-${number}-2031`,
  recalling_firm: 'Acme Medical',
  product_description: 'Acme Pump, Model Number P3000',
  reason_for_recall: 'Alarm may not sound',
  code_info: 'All',
})
