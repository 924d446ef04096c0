/** Print jobs in the clear: PJL on port 9100, and labels in ZPL. */
import * as labels from '../encoders/labels.ts'
import * as print from '../encoders/print.ts'
import { answer, ask, type Script, told } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

export interface PrinterTraits {
  /** Answer to `@PJL INFO ID`. */
  readonly identity: string
}

export const JETDIRECT = serviceKind<PrinterTraits>('jetdirect', 'tcp', 9100)
/** The same port on a label printer; `identity` answers `~HI`: model and version. */
export const ZPL = serviceKind<{ readonly model: string; readonly version: string }>('zpl', 'tcp', 9100)

/** Lines of text, so that no piece of a long job looks like anything else. */
const LINE = 'Simulated page. Nothing on it is real.\r\n'
const page = (size: number): Uint8Array => Buffer.from(LINE.repeat(Math.ceil(size / LINE.length)))

export function* printsDocument(_unit: Unit, to: PrinterTraits, size: number): Script {
  yield ask(print.pjlInfo())
  yield answer(print.pjlAnswer('ID', [`"${to.identity}"`]), 0.05)
  yield told
  yield ask(print.pjlJob('simulated', 'PCL', page(size)))
}

export function* printsLabel(unit: Unit, to: { readonly model: string; readonly version: string }): Script {
  yield ask(labels.zplIdentify())
  yield answer(labels.zplIdentity(to.model, to.version), 0.05)
  yield told
  yield ask(labels.zplLabel('SIMULATED', unit.random.digits(8)))
}
