/** SMB 2 and 3: logins with NTLM, files on a share; what servers say of themselves stands in the login. */
import * as ntlm from '../encoders/ntlmssp.ts'
import * as smb2 from '../encoders/smb2/index.ts'
import { hash } from '../random.ts'
import { answer, ask, type Script, type Step, told } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

export interface SmbTraits {
  readonly computer: string
  readonly dnsComputer: string
  readonly version: ntlm.Version
  readonly dialect: smb2.Dialect
  readonly signingRequired: boolean
}

export const SMB = serviceKind<SmbTraits>('smb', 'tcp', 445)
export const DOMAIN = 'MERCY'

export const smbServer = (
  unit: Unit,
  version: ntlm.Version,
  dialect: smb2.Dialect = 0x0311,
  signingRequired = false,
): SmbTraits => ({
  computer: unit.hostname.toUpperCase().slice(0, 15),
  dnsComputer: unit.fqdn,
  version,
  dialect,
  signingRequired,
})

const guidOf = (name: string): string => {
  const digits = [0, 1, 2, 3].map((i) => hash(name, i).toString(16).padStart(8, '0')).join('')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** What is done on the share: file operations, each a question and its answer. */
export type OnShare = (place: () => smb2.Place, tree: number) => Iterable<Step>

export interface SmbClient {
  readonly user: string
  readonly version: ntlm.Version
  readonly share: string
}

/** Negotiates, logs in, connects to the share, has `inside`, and logs off. */
export function* onShare(unit: Unit, to: SmbTraits, client: SmbClient, inside: OnShare): Script {
  const random = (size: number): Uint8Array => unit.random.bytes(size)
  const session = BigInt(unit.random.word()) + 0x4000_0000_0000n
  let number = 0
  const first = (): smb2.Place => ({ message: number })
  const target: ntlm.Target = {
    computer: to.computer,
    domain: DOMAIN,
    dnsComputer: to.dnsComputer,
    dnsDomain: unit.world.domain,
    version: to.version,
    at: unit.clock,
  }
  const security = ntlm.spnegoHint(true)
  yield ask(
    smb2.negotiateRequest(first(), guidOf(unit.mac), [0x0202, 0x0210, 0x0300, 0x0302, 0x0311], random),
  )
  yield answer(
    smb2.negotiateResponse(
      first(),
      {
        guid: guidOf(to.computer),
        dialect: to.dialect,
        signingRequired: to.signingRequired,
        at: unit.clock,
        security,
      },
      random,
    ),
  )
  number = 1
  yield ask(smb2.sessionSetupRequest(first(), ntlm.spnegoInit(ntlm.negotiate(client.version))))
  yield answer(
    smb2.sessionSetupResponse(
      { message: 1, session },
      smb2.STATUS.more,
      ntlm.spnegoAnswer(ntlm.challenge(target, random)),
    ),
  )
  const at = (tree = 0): smb2.Place => ({ message: number, session, tree })
  number = 2
  const login = {
    domain: DOMAIN,
    user: client.user,
    workstation: unit.hostname.toUpperCase().slice(0, 15),
    version: client.version,
  }
  yield ask(smb2.sessionSetupRequest(at(), ntlm.spnegoNext(ntlm.authenticate(login, target, random))))
  yield answer(smb2.sessionSetupResponse(at(), 0, ntlm.spnegoDone()))
  number = 3
  yield ask(smb2.treeConnectRequest(at(), `\\\\${to.computer}\\${client.share}`))
  yield answer(smb2.treeConnectResponse(at(1), client.share === 'IPC$' ? 2 : 1))
  yield told
  yield* inside(() => {
    number++
    return at(1)
  }, 1)
  number++
  yield ask(smb2.treeDisconnectRequest(at(1)))
  yield answer(smb2.treeDisconnectResponse(at(1)))
  number++
  yield ask(smb2.logoffRequest(at()))
  yield answer(smb2.logoffResponse(at()))
}

const PIECE = 60_000

/** Reads a file of `size` octets. */
export function* readFile(unit: Unit, place: () => smb2.Place, name: string, size: number): Generator<Step> {
  const file = BigInt(unit.random.word())
  let p = place()
  yield ask(smb2.createRequest(p, name))
  yield answer(smb2.createResponse(p, file, unit.clock - 1e9, size))
  for (let at = 0; at < size; at += PIECE) {
    const some = Math.min(PIECE, size - at)
    p = place()
    yield ask(smb2.readRequest(p, file, at, some))
    yield answer(smb2.readResponse(p, unit.random.bytes(some)))
  }
  p = place()
  yield ask(smb2.closeRequest(p, file))
  yield answer(smb2.closeResponse(p))
}

/** Writes a file, and renames it where `renamed` is given. */
export function* writeFile(
  unit: Unit,
  place: () => smb2.Place,
  name: string,
  body: Uint8Array,
  renamed?: string,
): Generator<Step> {
  const file = BigInt(unit.random.word())
  let p = place()
  yield ask(smb2.createRequest(p, name, true))
  yield answer(smb2.createResponse(p, file, unit.clock, body.length))
  for (let at = 0; at < body.length; at += PIECE) {
    p = place()
    const some = body.subarray(at, at + PIECE)
    yield ask(smb2.writeRequest(p, file, at, some))
    yield answer(smb2.writeResponse(p, some.length))
  }
  if (renamed !== undefined) {
    p = place()
    yield ask(smb2.renameRequest(p, file, renamed))
    yield answer(smb2.renameResponse(p))
  }
  p = place()
  yield ask(smb2.closeRequest(p, file))
  yield answer(smb2.closeResponse(p))
}
