/** CUPS' ippeveprinter asked by ipptool, with and without firmware of its own; what is told is what it was started with. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readFacts } from '../../src/sensor/read-facts.ts'
import { openLab, whyNotHere } from './namespaces.ts'
import { deviceAt, values } from './recorded.ts'

const folder = mkdtempSync(join(tmpdir(), 'printer-peers-'))
after(() => rmSync(folder, { recursive: true }))

/** In namespaces of its own besides the network's, for the bus and Avahi that it announces itself with. */
const printer = (...args: readonly string[]): string[] => [
  ...['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', 'sh', '-c'],
  'mount -t tmpfs tmpfs /run && mkdir -p /run/dbus /run/avahi-daemon && dbus-daemon --system --fork && avahi-daemon -D && exec "$@"',
  ...['sh', 'ippeveprinter', '-d', folder, '-p', '631', ...args, 'Ward 3'],
]

test('a printer tells make, model, firmware, serial number and place over IPP and mDNS', {
  skip: whyNotHere('ippeveprinter', 'ipptool', 'avahi-daemon', 'dbus-daemon'),
}, async () => {
  await using lab = await openLab({ printer: {}, desk: {} })
  const file = join(folder, 'ipp.pcap')
  const attributes = join(folder, 'printer.conf')
  writeFileSync(
    attributes,
    [
      'ATTR text printer-make-and-model "Kyocera ECOSYS P3155dn"',
      'ATTR text printer-device-id "MFG:Kyocera;MDL:ECOSYS P3155dn;CLS:PRINTER;SN:VCX4711001;"',
      'ATTR text printer-firmware-string-version "2V5_S000.002.521"',
      'ATTR mimeMediaType document-format-supported application/pdf,image/pwg-raster',
      'ATTR mimeMediaType document-format-default application/pdf',
      '',
    ].join('\n'),
  )
  const recording = await lab.record(file)
  lab.start('printer', printer('-a', attributes, '-l', 'Ward 3'))
  await lab.listening('printer', 631)
  const { ip } = lab.hosts.printer
  const ask = ['ipptool', '-tv', `ipp://${ip}:631/ipp/print`, 'get-printer-attributes.test']
  const asked = await lab.run('desk', ask)
  await recording.stop()

  const facts = await readFacts([file], {})
  /** `printer-make-and-model (textWithoutLanguage) = Kyocera ECOSYS P3155dn`, as ipptool prints it. */
  const said = (name: string) => new RegExp(`^ *${name} \\([^)]*\\) = (.*)$`, 'm').exec(asked.out)?.[1]
  for (const [field, attribute] of [
    ['ipp.make-and-model', 'printer-make-and-model'],
    ['ipp.firmware-version', 'printer-firmware-string-version'],
    ['ipp.versions', 'ipp-versions-supported'],
  ] as const)
    assert.deepEqual(values(facts, field, ip), [said(attribute)], field)
  assert.deepEqual(values(facts, 'ipp.uuid', ip), [said('printer-uuid')?.replace('urn:uuid:', '')])
  const { type, vendor, model, version, serial } = deviceAt(file, ip)
  assert.deepEqual(
    [type, vendor, model, version, serial],
    ['printer', 'Kyocera', 'ECOSYS P3155dn', '2V5_S000.002.521', 'VCX4711001'],
  )
  assert.ok(values(facts, 'mdns.service', ip).includes('_ipp._tcp'))
})
