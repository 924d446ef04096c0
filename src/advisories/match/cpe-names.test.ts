import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EMPTY_PROFILE, type Profile } from '../finding.ts'
import { nvd } from '../readers/nvd.ts'
import { indexStatements, match } from './match.ts'

const CVE = 'CVE-2031-4000'
const vulnerable = (name: string, rest: object = {}) => ({
  vulnerable: true,
  criteria: `cpe:2.3:${padded(name)}`,
  ...rest,
})
const beside = (name: string) => ({ vulnerable: false, criteria: `cpe:2.3:${padded(name)}` })
const padded = (name: string) => [...name.split(':'), ...Array(11).fill('*')].slice(0, 11).join(':')
const node = (...cpeMatch: object[]) => ({ operator: 'OR', negate: false, cpeMatch })
const any = (...cpeMatch: object[]) => ({ nodes: [node(...cpeMatch)] })
const and = (...nodes: object[]) => ({ operator: 'AND', nodes })

function answer(device: Partial<Profile>, configurations: object[], rest: object = {}): string {
  const cve = {
    id: CVE,
    sourceIdentifier: 'psirt@acme.example',
    vulnStatus: 'Analyzed',
    descriptions: [],
    configurations,
    ...rest,
  }
  const index = indexStatements(nvd.read(cve, 'n.json').statements)
  return match({ ...EMPTY_PROFILE, ...device }, index)[0]?.status ?? 'silent'
}

const named = (vendor: string | null, model: string, version: string | null = null): Partial<Profile> => ({
  vendor,
  model,
  version,
})
const running = (name: string, version: string | null = null): Partial<Profile> => ({
  ...named('Acme', 'Terminal 5'),
  os: { name, version, build: null },
})

test('systems whose CPE is spelt otherwise than people call them', () => {
  const kernel = [any(vulnerable('o:linux:linux_kernel', { versionEndExcluding: '6.2' }))]
  assert.equal(answer(running('Linux', '6.1'), kernel), 'under_investigation')
  assert.equal(answer(running('Linux', '6.3'), kernel), 'silent')
  assert.equal(answer(named('Linux', 'Linux kernel', '6.1'), kernel), 'affected')
  const releases = [
    any(vulnerable('o:debian:debian_linux:8.0'), vulnerable('o:canonical:ubuntu_linux:16.04')),
  ]
  assert.equal(answer(running('Debian', '8'), releases), 'under_investigation')
  assert.equal(answer(running('Ubuntu', '16.04'), releases), 'under_investigation')
  assert.equal(answer(running('Debian', '9'), releases), 'silent')
})

test('the release of a Windows and of a server program stands in its name', () => {
  const windows = [
    any(
      vulnerable('o:microsoft:windows_7:-:sp1'),
      vulnerable('o:microsoft:windows_server_2012', { versionEndExcluding: '6.2.9200.100' }),
      vulnerable('o:microsoft:windows_server_2012:r2'),
    ),
  ]
  assert.equal(answer(named('Microsoft', 'Windows 7', 'SP1'), windows), 'affected')
  assert.equal(answer(named('Microsoft', 'Windows 7'), windows), 'under_investigation')
  assert.equal(answer(named('Microsoft', 'Windows Server 2012 R2'), windows), 'affected')
  assert.equal(answer(named('Microsoft', 'Windows Server 2012', '6.2.9200.200'), windows), 'not_affected')
  const exchange = [any(vulnerable('a:microsoft:exchange_server:2016:cumulative_update_19'))]
  assert.equal(answer(named('Microsoft', 'Exchange Server 2016', 'CU19'), exchange), 'affected')
  assert.equal(answer(named('Microsoft', 'Exchange Server', '2016 CU 19'), exchange), 'affected')
  assert.equal(answer(named('Microsoft', 'Exchange Server 2019', 'CU19'), exchange), 'silent')
})

test('releases of one Windows are different products', () => {
  const releases = [
    any(
      vulnerable('o:microsoft:windows_10_1607', { versionEndExcluding: '10.0.14393.7259' }),
      vulnerable('o:microsoft:windows_10_22h2', { versionEndExcluding: '10.0.19045.4780' }),
    ),
  ]
  assert.equal(answer(named('Microsoft', 'Windows 10', '10.0.19045.4651'), releases), 'affected')
  assert.equal(answer(named('Microsoft', 'Windows 10 22H2', '10.0.19045.4780'), releases), 'not_affected')
  assert.equal(answer(named('Microsoft', 'Windows 10 Version 1507', '10.0.10240.17000'), releases), 'silent')
  assert.equal(answer(named('Microsoft', 'Windows 10'), releases), 'under_investigation')
})

test('what every installation of a system carries is a flaw of the system', () => {
  const carried = [
    and(
      node(vulnerable('a:microsoft:server_message_block:1.0')),
      node(beside('o:microsoft:windows_7:-:sp1'), beside('o:microsoft:windows_server_2012:r2')),
    ),
  ]
  assert.equal(answer(named('Microsoft', 'Windows 7', 'SP1'), carried), 'affected')
  assert.equal(answer(running('Windows Server 2012 R2'), carried), 'under_investigation')
  assert.equal(answer(running('Windows 11'), carried), 'silent')
})

test("a maker's system on its own machines: an inventory knows the machine, and gives the system's version", () => {
  const switches = [
    and(
      node(vulnerable('o:acme:flow_os', { versionEndIncluding: '7.0.7' }), vulnerable('o:acme:flow_os:7.1')),
      node(beside('h:acme:vx20:-'), beside('h:acme:vx30:-')),
    ),
  ]
  assert.equal(answer(named('Acme', 'VX20', '7.0.6'), switches), 'affected')
  assert.equal(answer(named('Acme', 'VX30', '7.1'), switches), 'affected')
  assert.equal(answer(named('Acme', 'VX30', '7.2'), switches), 'not_affected')
  assert.equal(answer(named('Acme', 'VX40', '7.0.6'), switches), 'silent')
  const other = [and(node(vulnerable('o:acme:flow_os')), node(beside('h:tick:vx20:-')))]
  assert.equal(answer(named('Tick', 'VX20', '1'), other), 'silent')
})

test('a program on one of several systems', () => {
  const program = [
    and(
      node(vulnerable('a:acme:viewer', { versionEndExcluding: '5.5' })),
      node(beside('o:freebsd:freebsd:-'), beside('o:linux:linux_kernel:-')),
    ),
  ]
  const on = (os: string | null) =>
    answer(
      {
        ...named('Acme', 'Viewer', '5.4'),
        os: os === null ? null : { name: os, version: null, build: null },
      },
      program,
    )
  assert.equal(on('Linux'), 'affected')
  assert.equal(on('Ubuntu'), 'affected')
  assert.equal(on('Windows 10'), 'not_affected')
  assert.equal(on(null), 'under_investigation')
})

test('editions of one firmware with versions of their own', () => {
  const editions = [
    and(
      node(
        vulnerable('o:acme:pxv_compact_firmware:*:*:*:*:p2_ethernet', { versionEndExcluding: '2.8.19' }),
        vulnerable('o:acme:pxv_compact_firmware:*:*:*:*:bacnet', { versionEndExcluding: '3.5.4' }),
      ),
      node(beside('h:acme:pxv_compact:-')),
    ),
  ]
  assert.equal(answer(named('Acme', 'PXV Compact', '2.8.10'), editions), 'affected')
  assert.equal(answer(named('Acme', 'PXV Compact', '3.0'), editions), 'under_investigation')
  assert.equal(answer(named('Acme', 'PXV Compact (BACnet)', '3.0'), editions), 'affected')
  assert.equal(answer(named('Acme', 'PXV Compact', '3.5.4'), editions), 'not_affected')
})

test('what CNA and publishers say is read where NVD says nothing of it', () => {
  const versions = (version: string, lessThan: string) => [
    { version, lessThan, versionType: 'custom', status: 'affected' },
  ]
  const affected = [
    {
      source: 'psirt@acme.example',
      affectedData: [{ vendor: 'Acme', product: 'Flow Viewer', versions: versions('1.0', '1.4') }],
    },
    {
      source: 'psirt@tick.example',
      affectedData: [{ vendor: 'Tick', product: 'Clock 900', versions: versions('V2.0', 'V2.3') }],
    },
  ]
  const awaiting = { vulnStatus: 'Awaiting Analysis', affected }
  assert.equal(answer(named('Acme', 'Flow Viewer', '1.2'), [], awaiting), 'affected')
  assert.equal(answer(named('Acme', 'Flow Viewer', '1.4'), [], awaiting), 'not_affected')
  const analysed = [any(vulnerable('a:acme:flow_viewer', { versionEndExcluding: '1.6' }))]
  assert.equal(answer(named('Acme', 'Flow Viewer', '1.5'), analysed, { affected }), 'affected')
  assert.equal(answer(named('Tick', 'Clock 900', '2.1'), analysed, { affected }), 'affected')
  assert.equal(answer(named('Tick', 'Clock 900', '2.3'), analysed, { affected }), 'not_affected')
})

test('a brand in front tells two products of its maker apart', () => {
  const gateways = [
    any(vulnerable('o:citrix:netscaler_gateway_firmware:11.1'), vulnerable('o:citrix:gateway_firmware:13.0')),
  ]
  assert.equal(answer(named('Citrix', 'NetScaler Gateway', '11.1'), gateways), 'affected')
  assert.equal(answer(named('Citrix', 'Gateway', '13.0'), gateways), 'affected')
})
