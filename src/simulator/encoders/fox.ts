/** Fox, the protocol of Niagara stations: text over TCP 1911. After published descriptions of its greeting. */
import { bytes } from './bytes.ts'

export interface Station {
  readonly host: string
  readonly address: string
  /** `Workbench` or `Station`. */
  readonly application: string
  readonly applicationVersion: string
  readonly vm: string
  readonly os: string
  readonly osVersion: string
  readonly station?: string
  readonly brand?: string
  readonly hostId: string
}

/** Both sides greet: `1` from the client, `0` in answer, with what they are. */
export const hello = (s: Station, answer = false): Uint8Array =>
  bytes(
    `fox a ${answer ? 0 : 1} -1 fox hello\n{\n`,
    [
      'fox.version=s:1.0',
      `id=i:${answer ? 2 : 1}`,
      `hostName=s:${s.host}`,
      `hostAddress=s:${s.address}`,
      `app.name=s:${s.application}`,
      `app.version=s:${s.applicationVersion}`,
      `vm.name=s:${s.vm}`,
      `os.name=s:${s.os}`,
      `os.version=s:${s.osVersion}`,
      ...(s.station === undefined ? [] : [`station.name=s:${s.station}`]),
      ...(s.brand === undefined ? [] : [`brandId=s:${s.brand}`]),
      `hostId=s:${s.hostId}`,
    ].join('\n'),
    '\n};;\n',
  )
