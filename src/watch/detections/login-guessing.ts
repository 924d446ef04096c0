/** Logins tried one after the other: many on one service, or few on many accounts. */
import type { EventOf } from '../../model/event.ts'
import type { Detection, Say, Watcher } from '../detection.ts'
import { count, keyOf, nameOf, proofOf, span } from '../say.ts'
import { RecentMap } from '../state/recent-map.ts'

/** Failures within a minute, and within five; somebody who forgot a password tries three or four times. */
const FAILURES = 5
const FAILURES_IN_FIVE = 10
/** Different guesses within a minute whose answer may not have been seen. */
const GUESSES = 8
const MINUTE = 60
const FIVE_MINUTES = 300
/** Attempts kept of one client and service. */
const MOST_ATTEMPTS = 64
/** Failures of one user at steady intervals longer than this are a program with a stale password (seconds). */
const STALE_INTERVAL = 5
const STALE_JITTER = 0.1

interface Attempt {
  readonly at: number
  readonly failed: boolean
  readonly user: number | null
  readonly guess: number | null
}
interface Tries {
  readonly attempts: Attempt[]
  told: number
}

function guessing(): Watcher {
  const services = new RecentMap<string, Tries>(4096, FIVE_MINUTES)

  function login(e: EventOf<'login'>, say: Say): void {
    if (e.accepted === true) return
    const key = `${keyOf(e.actor)}>${keyOf(e.target)}:${e.port}`
    const tries = services.use(key, e.at, () => ({ attempts: [], told: Number.NEGATIVE_INFINITY }))
    const { attempts } = tries
    attempts.push({ at: e.at, failed: e.accepted === false, user: e.user, guess: e.guess })
    while (attempts.length > MOST_ATTEMPTS || attempts[0]!.at < e.at - FIVE_MINUTES) attempts.shift()
    if (e.at < tries.told + MINUTE) return
    const why = verdict(attempts, e.at)
    if (why === null) return
    tries.told = e.at
    const service = e.protocol === '' ? `port ${e.port}` : e.protocol
    say({
      at: attempts[0]!.at,
      until: e.at,
      actor: e.actor,
      targets: [e.target],
      because: `${nameOf(e.actor)} tried to log in to ${service} of ${nameOf(e.target)}: ${why}`,
      proofs: [proofOf(e, why)],
    })
  }

  return {
    get overloaded() {
      return services.overloaded
    },
    on: { login },
  }
}

function verdict(attempts: readonly Attempt[], now: number): string | null {
  const minute = attempts.filter(({ at }) => at > now - MINUTE)
  const guesses = new Set(minute.map(({ guess }) => guess).filter((guess) => guess !== null))
  if (guesses.size >= GUESSES) return `${guesses.size} different guesses within a minute`
  if (isStale(attempts)) return null
  const failures = minute.filter(({ failed }) => failed).length
  if (failures >= FAILURES) return `${failures} failures within a minute`
  const all = attempts.filter(({ failed }) => failed).length
  return all >= FAILURES_IN_FIVE ? `${all} failures within 5 min` : null
}

/** One and the same guess again and again, or one user at steady intervals: a program that nobody told the new password. */
function isStale(attempts: readonly Attempt[]): boolean {
  const known = attempts.filter(({ guess }) => guess !== null)
  if (known.length === attempts.length) return new Set(known.map(({ guess }) => guess)).size === 1
  if (new Set(attempts.map(({ user }) => user)).size > 1) return false
  const gaps = attempts.slice(1).map(({ at }, i) => at - attempts[i]!.at)
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  return mean > STALE_INTERVAL && gaps.every((gap) => Math.abs(gap - mean) <= STALE_JITTER * mean)
}

export const bruteForceLogin: Detection = {
  id: 'brute-force-login',
  title: 'Passwords guessed',
  severity: 'high',
  technique: ['T1110', 'T0859'],
  check: 'Did one of the attempts succeed? Look for a login from the same source right after.',
  response:
    'Block the source at the switch or firewall, not the device: many clinical devices lock their service account or restart when logins are refused for long. Change the password in the next maintenance.',
  trap: 'A service with a stale password repeats one guess at a steady rate.',
  watch: guessing,
}

/** Users within ten minutes; a person has one account, a service a handful. */
const SPRAYED_USERS = 10
const TEN_MINUTES = 600

function spraying(): Watcher {
  const sources = new RecentMap<string, { users: Map<number, number>; hosts: Set<string>; told: number }>(
    4096,
    TEN_MINUTES,
  )

  function login(e: EventOf<'login'>, say: Say): void {
    if (e.accepted === true || e.user === null) return
    const of = sources.use(keyOf(e.actor), e.at, () => ({
      users: new Map<number, number>(),
      hosts: new Set<string>(),
      told: Number.NEGATIVE_INFINITY,
    }))
    of.users.delete(e.user)
    of.users.set(e.user, e.at)
    if (of.hosts.size < MOST_ATTEMPTS) of.hosts.add(keyOf(e.target))
    for (const [user, at] of of.users) {
      if (at > e.at - TEN_MINUTES && of.users.size <= MOST_ATTEMPTS) break
      of.users.delete(user)
    }
    if (of.users.size < SPRAYED_USERS || e.at < of.told + TEN_MINUTES) return
    of.told = e.at
    const seconds = e.at - Math.min(...of.users.values())
    say({
      at: e.at - seconds,
      until: e.at,
      actor: e.actor,
      targets: [e.target],
      because: `${nameOf(e.actor)} tried ${count(of.users.size, 'account')} on ${count(of.hosts.size, 'host')} within ${span(seconds)}, all in vain`,
      proofs: [proofOf(e, `${of.users.size} different users refused`)],
    })
  }

  return {
    get overloaded() {
      return sources.overloaded
    },
    on: { login },
  }
}

export const passwordSpray: Detection = {
  id: 'password-spray',
  title: 'Many accounts tried from one host',
  severity: 'high',
  technique: ['T1110.003'],
  check:
    'Is the source a gateway behind which many people log in (a web portal, a terminal server) while the directory is down?',
  response:
    'Block the source. Reset the accounts that succeeded afterwards; check shared clinical logins first.',
  trap: 'Successful logins do not count, so a terminal server on a normal day is silent.',
  watch: spraying,
}
