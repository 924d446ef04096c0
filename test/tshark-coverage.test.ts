/** Every protocol is either compared with tshark, value by value, or tshark cannot read it. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { protocols } from '../src/protocols/list.ts'

/** Protocols that Wireshark 4.0 has no dissector for, or shows nothing of. */
const UNREAD: Readonly<Record<string, string>> = {
  addp: 'no dissector',
  astm: 'no dissector',
  'edimax-cloud': 'no dissector',
  fox: 'no dissector',
  'ge-unity': 'no dissector',
  ieee11073: 'no dissector',
  intellivue: 'no dissector',
  ipmi: 'reads the headers, not what is offered and chosen',
  lantronix: 'no dissector',
  medibus: 'no dissector',
  moxa: 'no dissector',
  pjl: 'no dissector',
  poct1a: 'no dissector',
  snpp: 'no dissector',
  stratum: 'no dissector',
  'ubnt-discovery': 'no dissector',
  wctp: 'no dissector',
  winrm: 'no dissector for what it says in HTTP and SOAP',
  wireguard: 'states no field',
  'ws-discovery': 'no dissector for SOAP over UDP',
  zpl: 'no dissector',
}

const compared = (name: string) =>
  existsSync(join(import.meta.dirname, `../src/protocols/${name}/${name}.tshark.test.ts`))

for (const { name } of protocols)
  test(`${name} is compared with tshark, or cannot be`, () =>
    assert.ok(compared(name) !== name in UNREAD, compared(name) ? 'both' : 'neither'))
