import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'
import { authFields } from '../ntlmssp/gss.ts'
import { tlsFields } from '../tls/fields.ts'

const number = (theirs: string): number => Number(theirs)
/** PRELOGIN: four octets of version, and two of an update. */
const version = (theirs: string): string => {
  const n = number(theirs)
  return [n >>> 24, (n >>> 16) & 255, n & 0xffff].join('.')
}
const encryption = (theirs: string): string | null =>
  ['off', 'on', 'not-supported', 'required'][number(theirs)] ?? null
const ELSEWHERE = 'compared by the tests of the protocol that declares it'
const elsewhere = Object.fromEntries(
  Object.keys({ ...authFields, ...tlsFields }).map((name) => [name, ELSEWHERE]),
)

test('values agree with tshark', (t) =>
  valuesAgree(t, 'mssql', {
    fields: {
      'mssql.version': { tshark: ['tds.prelogin.option.version', 'tds.loginack.progversion'], as: version },
      'mssql.product': ['tds.loginack.progname'],
      'mssql.client-version': { tshark: ['tds.prelogin.option.version'], as: version },
      'mssql.encryption': { tshark: ['tds.prelogin.option.encryption'], as: encryption },
      'mssql.client-encryption': { tshark: ['tds.prelogin.option.encryption'], as: encryption },
      'mssql.client-host': ['tds.7login.clientname'],
      'mssql.client-program': ['tds.7login.appname'],
      'mssql.client-library': ['tds.7login.libraryname'],
      'mssql.server-name': ['tds.error.servername', 'tds.info.servername'],
      'mssql.error': ['tds.error.number'],
    },
    differs: { 'mssql.server-name SQL01': 'from the browser service, for which tshark has no dissector' },
    unseen: {
      ...elsewhere,
      'mssql.tls': 'our word for what was seen behind the login',
      'mssql.tds-version': 'tshark shows the number, this is its name',
      'mssql.client-mac': 'tshark passes over it',
      'mssql.login-kind': 'our word for the flags',
      'mssql.login': 'our word for the kind of answer',
      'mssql.empty-password-accepted': 'our word for an empty password that was accepted',
      'mssql.instance': 'tshark has no dissector for the browser service',
      'mssql.instance-version': 'tshark has no dissector for the browser service',
      'mssql.instance-port': 'tshark has no dissector for the browser service',
      'mssql.clustered': 'tshark has no dissector for the browser service',
    },
  }))
