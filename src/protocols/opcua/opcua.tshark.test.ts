import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const policy = (theirs: string) => theirs.split('#').at(-1)!

test('values agree with tshark', (t) =>
  valuesAgree(t, 'opcua', {
    corpus: ['opcua'],
    fields: {
      'opcua.endpoint': ['opcua.transport.endpoint', 'opcua.EndpointUrl', 'opcua.DiscoveryUrl'],
      'opcua.channel-policy': { tshark: ['opcua.security.spu'], as: policy },
      'opcua.security-policy': { tshark: ['opcua.SecurityPolicyUri'], as: policy },
      'opcua.security-mode': {
        tshark: ['opcua.MessageSecurityMode'],
        as: (theirs) => ['', 'none', 'sign', 'sign-and-encrypt'][Number(theirs)] ?? null,
      },
      'opcua.application-uri': ['opcua.ApplicationUri'],
      'opcua.product-uri': ['opcua.ProductUri'],
      'opcua.application-name': ['opcua.loctext.Text'],
      'opcua.product-name': ['opcua.String'],
      'opcua.manufacturer-name': ['opcua.String'],
      'opcua.software-version': ['opcua.String'],
      'opcua.build-number': ['opcua.String'],
    },
    unseen: {
      'opcua.user-token': 'under names of our own',
      'opcua.request': 'under names of our own',
      'opcua.error': 'no fixture that tshark reads without fault holds one',
    },
  }))
