/** What TDS and the SQL Server browser can tell (MS-TDS, MC-SQLR). */
import type { FieldTable } from '../../model/observation.ts'
import { authFields } from '../ntlmssp/gss.ts'
import { tlsFields } from '../tls/fields.ts'

export const fields = {
  'mssql.version': {
    label: 'Version of the server: major.minor.build (PRELOGIN answer, LOGINACK)',
    service: true,
  },
  'mssql.product': { label: 'Program the server says it is (LOGINACK, ProgName)' },
  'mssql.client-version': { label: 'Version of the client library (PRELOGIN, VERSION)' },
  'mssql.encryption': {
    label: 'Encryption the server answers: off (login only), on, not-supported, required',
    service: true,
  },
  'mssql.client-encryption': {
    label: 'Encryption the client asks for: off (login only), on, not-supported, required',
  },
  'mssql.tls': { label: 'What was encrypted: all, login (nothing behind it) or none', service: true },
  'mssql.tds-version': { label: 'Version of TDS that the client speaks (LOGIN7)' },
  'mssql.client-host': { label: 'Host name of the client (LOGIN7, HostName)' },
  'mssql.client-program': { label: 'Program of the client (LOGIN7, AppName)' },
  'mssql.client-library': { label: 'Interface library of the client (LOGIN7, CltIntName)' },
  'mssql.client-mac': { label: 'Network card number the client library gives (LOGIN7, ClientID)' },
  'mssql.login-kind': {
    label: 'How the client logs in: sql (user and password), windows or federated',
    service: true,
  },
  'mssql.login': { label: 'Outcome of a login: accepted (LOGINACK) or refused', service: true },
  'mssql.empty-password-accepted': {
    label: 'yes where a user with an empty password was let in',
    service: true,
  },
  'mssql.error': { label: 'Error number of the server in answer to a login' },
  'mssql.server-name': {
    label: 'Name of the server (browser answer, ERROR and INFO tokens), with its instance',
  },
  'mssql.instance': { label: 'Named instance (browser answer)' },
  'mssql.instance-version': { label: 'Version of an instance, without its updates (browser answer)' },
  'mssql.instance-port': { label: 'TCP port of an instance (browser answer)' },
  'mssql.clustered': { label: 'An instance is clustered: Yes or No (browser answer)' },
  'mssql.database': { label: 'Database asked for, as far as it names a known product', transient: true },
  ...authFields,
  ...tlsFields,
} satisfies FieldTable
