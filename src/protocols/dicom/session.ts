/** One association: what both sides negotiate, ask, answer and store. */
import { digestOf } from '../../model/digest.ts'
import type { StreamReport, StreamSession, StreamSide } from '../protocol.ts'
import { type Command, readCommand } from './command.ts'
import { DataSetReader } from './data-set.ts'
import { deviceKey, factsOf, namesPatient, type Purpose, wantedFor } from './equipment.ts'
import type { DicomField } from './fields.ts'
import { MessageReader } from './message-reader.ts'
import { Negotiation } from './negotiation.ts'
import { PDU } from './pdu.ts'
import { MPPS, WORKLIST } from './services.ts'

/** Bytes of each side that are shown; what is skipped does not count. */
const FOLLOWED = 16 * 1024 * 1024
/** Instances of one sender whose equipment is read; after them only each whose number is a power of two. */
const INSTANCES_READ = 16

export class DicomSession implements StreamSession {
  private readonly to: StreamReport
  private readonly negotiation: Negotiation
  private readonly sides: Readonly<Record<StreamSide, SideOfAssociation>>

  constructor(to: StreamReport) {
    this.to = to
    to.follow(FOLLOWED)
    this.negotiation = new Negotiation(to)
    this.sides = {
      client: new SideOfAssociation('client', to, this.negotiation),
      server: new SideOfAssociation('server', to, this.negotiation),
    }
  }

  data(side: StreamSide, bytes: Uint8Array): number {
    return this.sides[side].reader.read(bytes)
  }

  gap(side: StreamSide): void {
    this.to.oddity('dicom.gap')
    this.sides[side].reader.gap()
  }

  end(): void {
    this.sides.client.reader.finish()
    this.sides.server.reader.finish()
    this.negotiation.end()
  }
}

/** PS3.4 section C.4.1.1.4. */
const PENDING = 0xff00
const PENDING_WITHOUT_OPTIONAL = 0xff01
/** Answers from which on their number is told, and every so many more. */
const RESULTS_TOLD = 50
const OPERATIONS: Readonly<Record<string, 'echo' | 'store' | 'find' | 'get' | 'move'>> = {
  'C-ECHO': 'echo',
  'C-STORE': 'store',
  'C-FIND': 'find',
  'C-GET': 'get',
  'C-MOVE': 'move',
}

class SideOfAssociation {
  readonly reader: MessageReader
  private readonly side: StreamSide
  private readonly to: StreamReport
  private readonly negotiation: Negotiation
  /** The command whose data set comes next. */
  private pending: Command | null = null
  private stored = 0
  /** Answers to queries that were read. */
  private records = 0
  /** Answers to the query that runs. */
  private results = 0
  private purpose: Purpose | null = null
  private dataSet: DataSetReader | null = null
  private storedClass: string | null = null

  constructor(side: StreamSide, to: StreamReport, negotiation: Negotiation) {
    this.side = side
    this.to = to
    this.negotiation = negotiation
    this.reader = new MessageReader({
      associate: (type, fixed) => negotiation.titles(type, fixed),
      item: (type, body) => negotiation.item(side, type, body),
      associated: (type) => {
        if (type === PDU.associateAccept) negotiation.accepted()
      },
      control: (type, body) => this.control(type, body),
      command: (context, bytes) => this.command(context, bytes),
      wantsData: (context) => this.wantsData(context),
      data: (bytes) => this.data(bytes),
      dataEnd: () => this.dataEnd(),
      oddity: (name) => to.oddity(name),
    })
  }

  private control(type: number, body: Uint8Array): void {
    if (type === PDU.associateReject) this.negotiation.rejected(body)
    else if (type === PDU.abort) this.negotiation.aborted(this.side, body)
    if (type !== PDU.releaseRequest) this.to.done()
  }

  private command(context: number, bytes: Uint8Array): void {
    const command = readCommand(bytes)
    this.pending = null
    if (command === null || command.name === null) {
      this.to.oddity('dicom.command-unknown')
      return
    }
    if (command.response) this.answered(command.name, command.status)
    else {
      this.to.observe(this.side, 'dicom.request', command.name)
      if (this.to.watched) this.operation(command)
      this.to.observe(this.side, 'dicom.move-destination', command.moveDestination)
    }
    // answers to a query are records of patients
    if (!command.dataSet || (command.response && command.name !== 'C-FIND')) return
    this.pending = { ...command, sopClass: command.sopClass ?? this.negotiation.abstractSyntax(context) }
  }

  private operation({ name, moveDestination }: Command): void {
    const { caller, called } = this.negotiation.digests
    this.results = 0
    this.to.event(this.side, {
      kind: 'dicom-operation',
      operation: OPERATIONS[name ?? ''] ?? 'other',
      caller,
      called,
      destination: moveDestination === null ? null : digestOf(moveDestination),
    })
  }

  /** Every answer to a query is one record of somebody. */
  private result(status: number | null): void {
    if (status !== PENDING && status !== PENDING_WITHOUT_OPTIONAL) return
    if (++this.results % RESULTS_TOLD === 0)
      this.to.event(this.side === 'client' ? 'server' : 'client', {
        kind: 'dicom-results',
        results: this.results,
      })
  }

  /** Pending states of queries come by the hundred. */
  private answered(name: string, status: number | null): void {
    if (name === 'C-FIND' && this.to.watched) this.result(status)
    const code = (status ?? 0).toString(16).toUpperCase().padStart(4, '0')
    this.to.observe(this.side, 'dicom.status', status === null ? null : `${name} ${code}`)
  }

  private wantsData(context: number): boolean {
    const command = this.pending
    this.pending = null
    const purpose = command === null ? null : this.purposeOf(command)
    if (command === null || purpose === null) return false
    const encoding = this.negotiation.encoding(context)
    this.storedClass = purpose === 'stored' ? command.sopClass : null
    this.purpose = purpose
    if (encoding === 'deflated') return this.deflated()
    this.dataSet = new DataSetReader(wantedFor(purpose), encoding)
    return true
  }

  private purposeOf({ name, response, sopClass }: Command): Purpose | null {
    if (response) return ++this.records <= INSTANCES_READ ? 'result' : null
    if (name === 'C-STORE') {
      const n = ++this.stored
      return n <= INSTANCES_READ || (n & (n - 1)) === 0 ? 'stored' : null
    }
    if (name === 'C-FIND') return sopClass === WORKLIST ? 'worklist' : 'query'
    return name === 'N-CREATE' && sopClass === MPPS ? 'performed' : null
  }

  private deflated(): false {
    this.to.oddity('dicom.deflated')
    this.purpose = null
    return false
  }

  private data(bytes: Uint8Array): boolean {
    const { dataSet } = this
    if (dataSet === null) return false
    dataSet.push(bytes)
    if (dataSet.done) this.dataEnd()
    return !dataSet.done
  }

  /** The data set was read as far as wanted, or ended. */
  private dataEnd(): void {
    const { dataSet } = this
    const purpose = this.purpose
    this.dataSet = null
    if (dataSet === null || purpose === null) return
    if (dataSet.oddity !== null) this.to.oddity(dataSet.oddity)
    const facts = factsOf(purpose, dataSet.values)
    const named = namesPatient(dataSet.present) && facts.get('dicom.identity-removed') !== 'YES'
    if (named) this.patient()
    if (purpose === 'stored') this.instance(facts)
    else if (purpose !== 'result')
      for (const [field, value] of facts) this.to.observe(this.side, field, value, true)
  }

  /** What it sends names a patient. */
  private patient(): void {
    this.to.observe(this.side, 'dicom.patient-data', 'named', true)
    const other = this.side === 'client' ? 'server' : 'client'
    this.to.observe(other, 'dicom.patient-data-received', 'named', false)
  }

  /**
   * An instance tells of the equipment that made it, which need not be the sender: archives forward for others. So
   * the facts are those of a device behind the sender; who is who is seen over all that it sends.
   */
  private instance(facts: ReadonlyMap<DicomField, string>): void {
    const device = deviceKey(facts)
    if (device === null) return
    const about = { behind: this.side, device } as const
    for (const [field, value] of facts) this.to.observe(about, field, value, false)
    this.to.observe(about, 'dicom.stored-class', this.storedClass, false)
  }
}
