/** What web and other servers show to everybody who asks. */
import type { Observation } from '../../model/observation.ts'
import { ENCRYPTION_IN_TRANSIT, LEAST_FUNCTIONALITY } from './safeguards.ts'
import { any, seen } from './sightings.ts'
import type { Judge, Weakness } from './weakness.ts'

/** A page for logins or settings, and nothing that leads to HTTPS from there. */
const adminInClear: Judge = (view) => {
  const led = (o: Observation) =>
    view.of('http.redirect').some((r) => r.value === 'https' && r.service?.port === o.service?.port)
  return any(
    seen('http.login-page', (_, o) => !led(o), 'A login page is served without TLS'),
    seen(
      'http.auth-offered',
      (v, o) => /^(basic|digest)$/i.test(v) && !led(o),
      'A login is asked for without TLS',
    ),
    seen('http.open-admin-page', (_, o) => !led(o), 'An administrative page is served without TLS'),
    seen('http.form-login', (v, o) => v !== 'pass' && !led(o), 'A login form is taken without TLS'),
  )(view)
}

export const webPages: readonly Weakness[] = [
  {
    id: 'http-no-tls-admin',
    title: 'Administration without TLS',
    severity: 'medium',
    why: 'Settings and logins can be read and changed on the way.',
    cwe: [319],
    safeguards: [ENCRYPTION_IN_TRANSIT],
    remedy: 'Serve the pages over HTTPS only and redirect there.',
    meanwhile: 'Let only the stations that manage the device reach the page.',
    guard: 'Where the same port leads to HTTPS it is left out; pages without any login or setting are none.',
    judge: adminInClear,
  },
  {
    id: 'directory-listing',
    title: 'Web server lists its files',
    severity: 'medium',
    why: 'Everybody sees what lies there, and fetches what was not meant to be found.',
    cwe: [548],
    safeguards: [LEAST_FUNCTIONALITY],
    remedy: 'Switch indexes off in the web server.',
    meanwhile: 'Take everything out of the folder that is not for everybody.',
    guard: 'Told by the title that web servers give such a list.',
    judge: seen('http.directory-listing', () => true, 'It served a list of its files'),
  },
  {
    id: 'verbose-banner',
    title: 'Banner tells the version',
    severity: 'low',
    why: 'Who looks for a fault knows at once where it is.',
    cwe: [200],
    safeguards: [LEAST_FUNCTIONALITY],
    remedy: 'Set the server to tell its name at most.',
    meanwhile: 'Keep the software current, so that the version is no invitation.',
    guard:
      'Only web, mail and file servers that give a number of two parts; SSH does so by design and is left out.',
    judge: any(
      seen(
        'http.server',
        (v, o) => o.self && /[/ _-]v?\d+\.\d/.test(v),
        (v) => `Its web server says ${v}`,
      ),
      seen('ftp.banner', /\b(?:\w*ftpd?\w*|server)\b.{0,20}?\d+\.\d+/i, 'Its FTP greeting tells a version'),
      seen(
        'smtp.banner',
        /\b(?:postfix|exim|sendmail|exchange|mail|esmtp)\b.{0,24}?\d+\.\d+/i,
        'Its mail greeting tells a version',
      ),
    ),
  },
]
