/** tshark reads the same values out of DCE/RPC. */
import { test } from 'node:test'
import { named, valuesAgree } from '../../../test/tshark-values.ts'

/** UUIDs of interfaces that we call by name. */
const NAMES: Readonly<Record<string, string>> = {
  'e1af8308-5d1f-11c9-91a4-08002b14a0fa': 'epmapper',
  '367abb81-9844-35f1-ad32-98f038001003': 'svcctl',
  '99fcfec4-5260-101b-bbcb-00aa0021347a': 'IObjectExporter',
  '4b324fc8-1670-01d3-1278-5a47bf6ee188': 'srvsvc',
}
const known = new Set(Object.values(NAMES))
const bound = {
  tshark: ['dcerpc.cn_bind_to_uuid'],
  as: (uuid: string) => NAMES[uuid] ?? uuid,
  ours: (text: string) => (known.has(text) || /^[0-9a-f-]{36}$/.test(text) ? text : null),
}

test('DCE/RPC: interfaces, addresses and protection as tshark reads them', (t) =>
  valuesAgree(t, 'dcerpc', {
    fields: {
      'dcerpc.interface-requested': bound,
      'dcerpc.auth-type': named('dcerpc.auth_type', {
        9: 'negotiate',
        10: 'ntlm',
        16: 'kerberos',
        68: 'netlogon',
      }),
      'dcerpc.auth-level': named('dcerpc.auth_level', {
        1: 'none',
        2: 'connect',
        3: 'call',
        4: 'packet',
        5: 'integrity',
        6: 'privacy',
      }),
      'dcerpc.secondary-address': ['dcerpc.cn_sec_addr'],
    },
    unseen: {
      'dcerpc.operation': 'names of ours for some operation numbers',
      'dcerpc.interface': 'the interface of a bind that the server took: said in the request alone',
      'dcerpc.string-binding': 'a part of an answer of the object exporter',
      'dcerpc.com-version': 'two numbers of an answer of the object exporter',
    },
    corpus: ['dcerpc'],
  }))
