/** tshark reads the same values out of syslog. */
import { test } from 'node:test'
import { type Reading, valuesAgree } from '../../../test/tshark-values.ts'

/** tshark reads RFC 5424 and shows everything older as one text, in which the value must stand. */
const message: Reading = {
  tshark: ['syslog.msg', 'syslog.hostname', 'syslog.appname', 'syslog.procid', 'syslog.msgid'],
  of: (frame) =>
    ['syslog.msg', 'syslog.hostname', 'syslog.appname', 'syslog.procid', 'syslog.msgid'].flatMap((name) =>
      (frame[name] ?? []).flatMap((text) => [text, ...text.split(/[\s:[\]="|<>]+/)]),
    ),
}

test('syslog: hosts, programs, tags and events as tshark reads them', (t) =>
  valuesAgree(t, 'syslog', {
    fields: {
      'syslog.host': message,
      'syslog.app': message,
      'syslog.message-id': message,
      'syslog.tag': message,
      'syslog.data-id': message,
      'syslog.software': message,
      'syslog.software-version': message,
      'syslog.enterprise': message,
      'syslog.event-vendor': message,
      'syslog.event-product': message,
      'syslog.event-version': message,
    },
    unseen: {
      'syslog.names-people': 'a word of ours for what was seen',
    },
    corpus: ['syslog'],
    decodeAs: ['tcp.port==601,syslog', 'tcp.port==52173,syslog'],
  }))
