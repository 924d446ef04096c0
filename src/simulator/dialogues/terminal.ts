/** Telnet and FTP in the clear. */
import * as terminal from '../encoders/terminal.ts'
import { answer, ask, close, type Script, told } from '../script.ts'
import { serviceKind } from '../service.ts'

export interface TelnetTraits {
  /** What stands on the screen before the first question. */
  readonly greeting: string
  /** `login: `; empty where nobody is asked. */
  readonly login: string
  readonly password?: string
  readonly prompt: string
}

export interface FtpTraits {
  readonly greeting: string
}

export const TELNET = serviceKind<TelnetTraits>('telnet', 'tcp', 23)
export const FTP = serviceKind<FtpTraits>('ftp', 'tcp', 21)

/** A user logs in (`accepted`), asks one thing and goes. */
export function* telnetLogin(
  to: TelnetTraits,
  user: string,
  password: string,
  accepted: boolean,
  command = 'status',
): Script {
  yield answer(terminal.greeting(to.greeting), 0.03)
  if (to.login !== '') {
    yield answer(terminal.prompt(to.login), 0.01)
    yield ask(terminal.line(user), 1.6)
    yield answer(terminal.prompt(`${user}\r\n${to.password ?? 'Password: '}`), 0.02)
    yield ask(terminal.line(password), 1.4)
    if (!accepted) {
      yield answer(terminal.prompt(`\r\nLogin incorrect\r\n${to.login}`), 0.4)
      yield told
      yield close('client')
      return
    }
  }
  yield answer(terminal.prompt(`\r\n${to.prompt}`), 0.05)
  yield ask(terminal.line(command), 2)
  yield answer(terminal.prompt(`${command}\r\nOK\r\n${to.prompt}`), 0.1)
  yield told
  yield ask(terminal.line('exit'), 1)
}

/** FTP logins, one after the other over one connection; the last is let in where `accepted`. */
export function* ftpLogin(
  to: FtpTraits,
  tries: readonly (readonly [user: string, password: string])[],
  accepted: boolean,
): Script {
  yield answer(terminal.reply(220, to.greeting), 0.02)
  for (const [i, [user, password]] of tries.entries()) {
    yield ask(terminal.command('USER', user), 0.05)
    yield answer(terminal.reply(331, 'Password required'), 0.01)
    yield ask(terminal.command('PASS', password), 0.05)
    const good = accepted && i === tries.length - 1
    yield answer(good ? terminal.reply(230, 'User logged in') : terminal.reply(530, 'Login incorrect'), 0.3)
  }
  yield told
  if (accepted) {
    yield ask(terminal.command('SYST'), 0.02)
    yield answer(terminal.reply(215, 'UNIX Type: L8'), 0.01)
  }
  yield ask(terminal.command('QUIT'), 0.1)
  yield answer(terminal.reply(221, 'Goodbye'), 0.01)
}
