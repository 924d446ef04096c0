/** DICOM associations: worklist, performed procedure step, storage of a small study, queries. */
import * as dicom from '../encoders/dicom/index.ts'
import { answer, ask, pause, type Script, told } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'
import { inDicom, somePatient } from './patients.ts'

export interface DicomTraits {
  readonly title: string
  readonly implementation: dicom.Implementation
}

export const DICOM = serviceKind<DicomTraits>('dicom', 'tcp', 104)
/** The modality worklist of a RIS; a service of its own, often on a port of its own. */
export const WORKLIST = serviceKind<DicomTraits>('dicom', 'tcp', 11112)

/** What a modality's headers say of it. */
export interface Modality extends dicom.Equipment {
  readonly title: string
  readonly implementation: dicom.Implementation
  readonly sopClass: string
  readonly rows: number
  readonly columns: number
  readonly bits: 8 | 16
}

const UID = '1.2.826.0.1.3680043.10.543'
const ECHO = 1
const FIND = 3
const STORE = 5
const STEP = 7
const channel = (contextId: number, transferSyntax: string = dicom.IMPLICIT): dicom.Channel => ({
  contextId,
  transferSyntax,
  maximumLength: 16_384,
})
const clock = (unit: Unit) => {
  const text = new Date(unit.clock).toISOString().replaceAll(/\D/g, '')
  return { date: text.slice(0, 8), time: text.slice(8, 14) }
}
const uid = (unit: Unit): string => `${UID}.${unit.truth.index}.${unit.clock}.${unit.random.int(1, 99_999)}`

type Context = readonly [id: number, abstractSyntax: string, transferSyntax?: string]

/** Opens the association, has `inside`, and releases it. */
export function* association(
  client: { readonly title: string; readonly implementation: dicom.Implementation },
  server: DicomTraits,
  contexts: readonly Context[],
  inside: Script,
): Script {
  const proposal = contexts.map(([id, abstractSyntax, syntax = dicom.IMPLICIT]) => ({
    id,
    abstractSyntax,
    transferSyntaxes: syntax === dicom.IMPLICIT ? [syntax] : [syntax, dicom.IMPLICIT],
  }))
  const both = { called: server.title, calling: client.title, maximumLength: 16_384 }
  yield ask(dicom.associateRequest({ ...both, contexts: proposal, implementation: client.implementation }))
  yield answer(
    dicom.associateAccept({
      ...both,
      implementation: server.implementation,
      contexts: proposal.map(({ id, transferSyntaxes }) => ({
        id,
        result: 0,
        transferSyntax: transferSyntaxes[0]!,
      })),
    }),
    0.006,
  )
  yield* inside
  yield ask(dicom.releaseRequest(), 0.02)
  yield answer(dicom.releaseResponse(), 0.003)
  yield told
}

/** C-ECHO, as devices test their peers. */
export function echo(client: Pick<Modality, 'title' | 'implementation'>, server: DicomTraits): Script {
  return association(
    client,
    server,
    [[ECHO, dicom.SOP.verification]],
    [ask(dicom.echoRequest(channel(ECHO), 1)), answer(dicom.echoResponse(channel(ECHO), 1))],
  )
}

/** What is planned for this modality today. */
export function askWorklist(unit: Unit, modality: Modality, server: DicomTraits): Script {
  const { worklist } = dicom.SOP
  const { date } = clock(unit)
  function* query(): Script {
    yield ask(
      dicom.findRequest(
        channel(FIND),
        1,
        worklist,
        dicom.worklistQuery(modality.title, modality.modality, date),
      ),
    )
    for (let i = unit.random.int(1, 6); i > 0; i--)
      yield answer(
        dicom.findResponse(channel(FIND), 1, worklist, dicom.worklistItem(scheduled(unit, modality))),
        0.002,
      )
    yield answer(dicom.findResponse(channel(FIND), 1, worklist))
  }
  return association(modality, server, [[FIND, worklist]], query())
}

function scheduled(unit: Unit, modality: Modality): dicom.Scheduled {
  const { date } = clock(unit)
  const number = unit.random.digits(6)
  return {
    station: modality.title,
    modality: modality.modality,
    date,
    time: `${String(unit.random.int(8, 17)).padStart(2, '0')}${unit.random.pick(['00', '15', '30', '45'])}`,
    stepId: `SPS${number}`,
    description: 'Simulated examination',
    patient: inDicom(somePatient(unit.random)),
    study: { uid: uid(unit), id: number, accession: `ACC${number}`, date, time: '120000' },
  }
}

/** Sends `count` images of a study. The pixels are one noise again and again: nobody looks at them. */
export function* storeStudy(unit: Unit, modality: Modality, server: DicomTraits, count: number): Script {
  const { date, time } = clock(unit)
  const number = unit.random.digits(6)
  const study = { uid: uid(unit), id: number, accession: `ACC${number}`, date, time }
  const patient = inDicom(somePatient(unit.random))
  const series = uid(unit)
  const { sopClass, rows, columns, bits } = modality
  const pixels = noise(rows * columns * (bits / 8))
  function* images(): Script {
    for (let i = 1; i <= count; i++) {
      const instance = uid(unit)
      const data = dicom.image({
        sopClass,
        instance,
        series,
        seriesNumber: 1,
        number: i,
        equipment: modality,
        patient,
        study,
        rows,
        columns,
        bits,
        pixels,
      })
      const on = channel(STORE, dicom.EXPLICIT)
      yield ask(dicom.storeRequest(on, i, sopClass, instance, data), 0.05)
      yield answer(dicom.storeResponse(on, i, sopClass, instance), 0.02)
      if (i === 1) yield told
    }
  }
  yield* association(modality, server, [[STORE, sopClass, dicom.EXPLICIT]], images())
}

const kept = new Map<number, Uint8Array>()
/** Bytes without a pattern, the same for a size: a picture costs nothing to make. */
function noise(size: number): Uint8Array {
  let bytes = kept.get(size)
  if (bytes === undefined) {
    bytes = new Uint8Array(size)
    for (let i = 0, x = 12_345; i < size; i++) {
      x = (Math.imul(x, 1_103_515_245) + 12_345) >>> 0
      bytes[i] = x >>> 16
    }
    kept.set(size, bytes)
  }
  return bytes
}

/** Tells the RIS that an examination began, and that it is over. */
export function reportStep(unit: Unit, modality: Modality, server: DicomTraits): Script {
  const instance = uid(unit)
  const { date, time } = clock(unit)
  function* step(): Script {
    yield ask(
      dicom.procedureStepCreate(channel(STEP), 1, instance, dicom.procedureStep(scheduled(unit, modality))),
    )
    yield answer(dicom.procedureStepCreated(channel(STEP), 1, instance), 0.01)
    yield pause(20)
    yield ask(
      dicom.procedureStepSet(channel(STEP), 2, instance, dicom.procedureStepEnd(date, time.slice(0, 4))),
    )
    yield answer(dicom.procedureStepSetDone(channel(STEP), 2, instance), 0.01)
  }
  return association(modality, server, [[STEP, dicom.SOP.procedureStep]], step())
}

/** Queries an archive for studies; `match` is empty for all of a day range. */
export function findStudies(
  unit: Unit,
  client: Pick<Modality, 'title' | 'implementation'>,
  server: DicomTraits,
  match: Parameters<typeof dicom.studyQuery>[0],
  results: number,
): Script {
  const { studyRootFind } = dicom.SOP
  function* query(): Script {
    yield ask(dicom.findRequest(channel(FIND), 1, studyRootFind, dicom.studyQuery(match)))
    for (let i = 0; i < results; i++) {
      const { patient, study } = scheduled(unit, { title: client.title, modality: 'CT' } as Modality)
      yield answer(
        dicom.findResponse(
          channel(FIND),
          1,
          studyRootFind,
          dicom.studyFound(patient, study, 'CT', server.title),
        ),
        0.002,
      )
    }
    yield answer(dicom.findResponse(channel(FIND), 1, studyRootFind))
  }
  return association(client, server, [[FIND, studyRootFind]], query())
}

/** Has a study moved to `destination`. */
export function moveStudy(
  unit: Unit,
  client: Pick<Modality, 'title' | 'implementation'>,
  server: DicomTraits,
  destination: string,
): Script {
  const { studyRootMove } = dicom.SOP
  const on = channel(FIND)
  return association(
    client,
    server,
    [[FIND, studyRootMove]],
    [
      ask(dicom.moveRequest(on, 1, studyRootMove, destination, dicom.studyToMove(uid(unit)))),
      answer(dicom.moveResponse(on, 1, studyRootMove, { remaining: 2, completed: 1, failed: 0 }), 0.4),
      answer(dicom.moveResponse(on, 1, studyRootMove, { completed: 3, failed: 0 }), 0.8),
    ],
  )
}
