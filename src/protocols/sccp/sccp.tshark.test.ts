import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('tshark reads the same values', (t) =>
  valuesAgree(t, 'sccp', {
    fields: {
      'sccp.device-name': {
        tshark: ['skinny.DeviceName', 'skinny.text'],
        as: (theirs) => /\bName=(\S+)/.exec(theirs)?.[1] ?? theirs,
      },
      'sccp.mac': {
        tshark: ['skinny.DeviceName'],
        as: (theirs) =>
          /^SEP(.*)$/
            .exec(theirs)?.[1]
            ?.toLowerCase()
            .replace(/..(?!$)/g, '$&:') ?? null,
      },
      'sccp.device-type': ['skinny.deviceType'],
      'sccp.protocol-version': ['skinny.protocolVer'],
      'sccp.load': {
        tshark: ['skinny.firmwareLoadName', 'skinny.text'],
        as: (theirs) => /\bLoad=(\S+)/.exec(theirs)?.[1] ?? theirs,
      },
      'sccp.required-load': ['skinny.versionStr'],
      'sccp.address': ['skinny.stationIpAddr'],
      'sccp.registration': {
        tshark: ['skinny.messageId'],
        as: (theirs) => ({ 129: 'accepted', 157: 'rejected' })[Number(theirs)] ?? null,
      },
      'sccp.server-name': ['skinny.ServerName'],
    },
    unseen: { 'sccp.role': 'which side spoke is our own word' },
    corpus: ['skinny'],
  }))
