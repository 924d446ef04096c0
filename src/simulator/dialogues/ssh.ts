/** SSH (RFC 4253): banners and algorithms in the clear, then packets of a size. */
import * as ssh from '../encoders/ssh.ts'
import { rsaKey } from '../encoders/x509/keys.ts'
import { answer, ask, type Script, told } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

export interface SshTraits {
  readonly software: string
  readonly offer: ssh.Algorithms
  /** Seed of its host key: the same for devices that share one. */
  readonly key: string
}

export const SSH = serviceKind<SshTraits>('ssh', 'tcp', 22)

export function* sshSession(unit: Unit, to: SshTraits, software: string, commands: number): Script {
  const random = (size: number): Uint8Array => unit.random.bytes(size)
  yield answer(ssh.banner(to.software), 0.01)
  yield ask(ssh.banner(software), 0.001)
  yield ask(ssh.keyExchangeInit(ssh.OFFERS.openssh, random))
  yield answer(ssh.keyExchangeInit(to.offer, random))
  yield ask(ssh.ecdhInit(random))
  yield answer([ssh.ecdhReply(ssh.rsaHostKey(rsaKey(to.key, 1024)), random), ssh.newKeys(random)], 0.02)
  yield ask(ssh.newKeys(random))
  yield told
  for (let i = 0; i < commands; i++) {
    yield ask(ssh.encrypted(48, random), unit.random.between(0.5, 3))
    yield answer(ssh.encrypted(unit.random.int(60, 900), random), 0.02)
  }
}
