import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { inspectedDevices } from './inspection.ts'

const SCHEMA = 'wardline.inspection/1'

test('a document gives its devices, several a line give all of them', () => {
  const one = { schema: SCHEMA, assets: [{ id: 'a', macs: ['00:00:5e:00:53:01'], os: { name: 'Linux' } }] }
  const [device] = inspectedDevices(JSON.stringify(one, null, 1))!
  assert.equal(device!.id, 'a')
  assert.deepEqual(device!.macs, ['00:00:5e:00:53:01'])
  assert.deepEqual(device!.os, { name: 'Linux', version: null, build: null })
  assert.equal(device!.internal, true)
  const lines = `${JSON.stringify(one)}\n${JSON.stringify(one)}\n`
  assert.equal(inspectedDevices(lines)!.length, 2)
})

test('other texts are no inspection', () => {
  for (const text of [
    '',
    '{}',
    '[]',
    'id,vendor\n1,GE\n',
    '{"schema":"wardline.assessment/1","assets":[]}',
    'null',
  ])
    assert.equal(inspectedDevices(text), null, text)
})

test('values of the wrong kind are passed over', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), fc.jsonValue(), (assets, ips) => {
      const made = [...assets, { id: 'x', ips, macs: ips, evidence: assets, os: ips, components: assets }]
      const devices = inspectedDevices(JSON.stringify({ schema: SCHEMA, assets: made }))!
      assert.equal(devices.at(-1)!.id, 'x')
      for (const device of devices)
        for (const { address } of device.ips) assert.equal(typeof address, 'string')
    }),
  )
})
