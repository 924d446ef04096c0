/**
 * Niagara Fox (TCP 1911): what stations and tools say of themselves before anybody logs in. No public standard; the form
 * of the hello is what scanners agree on: a line, then `key=type:value` lines between braces. Nothing behind it is read.
 */
import type { FieldName, FieldTable } from '../../model/observation.ts'
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'

export const fox = {
  name: 'fox',
  title: 'Niagara Fox, hello in the clear (Tridium)',
  fields: {
    'fox.version': { label: 'Version of the protocol (fox.version)' },
    'fox.host-name': { label: 'Name of the host (hostName)' },
    'fox.host-address': { label: 'Address the host gives as its own (hostAddress)' },
    'fox.host-id': { label: 'Licence identifier of the host (hostId)' },
    'fox.app-name': { label: 'Station or Workbench (app.name)' },
    'fox.app-version': { label: 'Version of Niagara (app.version)' },
    'fox.station-name': { label: 'Name of the station (station.name)' },
    'fox.brand': { label: 'Brand under which Niagara is sold (brandId)' },
    'fox.vm-name': { label: 'Java virtual machine (vm.name)' },
    'fox.vm-version': { label: 'Version of the virtual machine (vm.version)' },
    'fox.os-name': { label: 'Operating system (os.name)' },
    'fox.os-version': { label: 'Version of the operating system (os.version)' },
    'fox.system': { label: 'Operating system and version in one' },
    'fox.auth-agent': { label: 'Way to log in (authAgentTypeSpecs)' },
  } as const satisfies FieldTable,
  ports: { tcp: [1911] },
  stream: { probe, start },
} satisfies Protocol

const KEYS: ReadonlyMap<string, FieldName> = new Map([
  ['fox.version', 'fox.version'],
  ['hostName', 'fox.host-name'],
  ['hostAddress', 'fox.host-address'],
  ['hostId', 'fox.host-id'],
  ['app.name', 'fox.app-name'],
  ['app.version', 'fox.app-version'],
  ['station.name', 'fox.station-name'],
  ['brandId', 'fox.brand'],
  ['vm.name', 'fox.vm-name'],
  ['vm.version', 'fox.vm-version'],
  ['os.name', 'fox.os-name'],
  ['os.version', 'fox.os-version'],
  ['authAgentTypeSpecs', 'fox.auth-agent'],
])
const HELLO = /^fox a -?\d{1,10} -?\d{1,10} fox hello\n/
/** Octets of the longest first line. */
const LINE = 48
/** Octets of a hello; those seen have under one thousand. */
const MOST_OCTETS = 8192
const MOST_LINES = 64

function probe({ client, server }: StreamHead): Verdict {
  const verdicts = [verdictOf(client), verdictOf(server)]
  return verdicts.includes('no') ? 'no' : verdicts.includes('yes') ? 'yes' : 'more'
}

function verdictOf(b: Uint8Array): Verdict {
  const text = latin1.decode(b.subarray(0, LINE))
  if (HELLO.test(text)) return 'yes'
  const lead = 'fox a '
  return (text.length < LINE && text.startsWith(lead)) || lead.startsWith(text) ? 'more' : 'no'
}

function start(to: StreamReport): StreamSession {
  const told = new Set<StreamSide>()
  return {
    data(side, bytes) {
      if (told.has(side)) return bytes.length
      const text = latin1.decode(bytes.subarray(0, MOST_OCTETS))
      const end = text.indexOf('\n};;')
      if (end < 0 && bytes.length < MOST_OCTETS) return 0
      told.add(side)
      if (HELLO.test(text)) hello(text.slice(0, end < 0 ? undefined : end), side, to)
      else to.oddity('fox.hello')
      if (told.size === 2) to.done()
      return bytes.length
    },
  }
}

function hello(text: string, side: StreamSide, to: StreamReport): void {
  const seen = new Map<FieldName, string>()
  for (const line of text.split('\n').slice(1, MOST_LINES)) {
    const [, key = '', value = ''] = /^([\w.]{1,40})=[a-z]:(.*)$/.exec(line.trim()) ?? []
    const field = KEYS.get(key)
    if (field !== undefined && !seen.has(field)) seen.set(field, value)
  }
  for (const [field, value] of seen) to.observe(side, field, value)
  const [name, version] = [seen.get('fox.os-name'), seen.get('fox.os-version')]
  if (name !== undefined && version !== undefined) to.observe(side, 'fox.system', `${name} ${version}`)
}
