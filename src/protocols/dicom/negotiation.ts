/** What both sides tell in the association request and its answer, put together (PS3.8 section 7.1, PS3.7 annex D). */

import { digestOf } from '../../model/digest.ts'
import { latin1 } from '../../wire/text.ts'
import type { StreamReport, StreamSide } from '../protocol.ts'
import {
  abortOf,
  aeTitle,
  ITEM,
  type PresentationContext,
  type Roles,
  readContext,
  readUserInformation,
  rejectionOf,
  type UserIdentity,
} from './association.ts'
import { PDU } from './pdu.ts'
import { APPLICATION_CONTEXT, type Encoding, encodingOf, serviceOf } from './services.ts'

/** Contexts have odd numbers up to 255 (PS3.8 table 9-13). */
const MAX_CONTEXTS = 128
/** SOP classes told of one association: a forwarder that offers all there are shows in their number. */
const MAX_TOLD = 40

interface Context {
  readonly abstractSyntax: string
  accepted: boolean
  transferSyntax: string | null
}

export class Negotiation {
  private readonly to: StreamReport
  private readonly contexts = new Map<number, Context>()
  private readonly asked = new Map<string, Roles>()
  private readonly granted = new Map<string, Roles>()
  private calling: string | null = null
  private called: string | null = null
  private identity: UserIdentity | null = null
  private requested = false
  private settled = false

  constructor(to: StreamReport) {
    this.to = to
  }

  /** The titles, for those who watch. */
  get digests(): { caller: number | null; called: number | null } {
    const of = (title: string | null) => (title === null ? null : digestOf(title))
    return { caller: of(this.calling), called: of(this.called) }
  }

  /** The AE titles of a request; those of an answer are echoes and prove nothing (PS3.8 table 9-17). */
  titles(type: number, fixed: Uint8Array): void {
    if (type !== PDU.associateRequest) return
    this.requested = true
    this.called = aeTitle(fixed.subarray(4, 20))
    this.calling = aeTitle(fixed.subarray(20, 36))
    this.to.observe('client', 'dicom.ae-title', this.calling, true)
    this.to.observe('server', 'dicom.called-ae-title', this.called, false)
  }

  item(side: StreamSide, type: number, body: Uint8Array): void {
    if (type === ITEM.applicationContext) this.applicationContext(side, body)
    else if (type === ITEM.proposedContext) this.proposed(side, readContext(body, false))
    else if (type === ITEM.acceptedContext) this.answered(side, readContext(body, true))
    else if (type === ITEM.userInformation) this.userInformation(side, body)
    else this.to.oddity('dicom.item-unknown')
  }

  /** The answer is complete: who serves what, and which calling titles pass. */
  accepted(): void {
    this.settle()
    this.tellService(
      this.contextsWhere((c) => c.accepted).filter((uid) => this.requestorServes(uid)),
      'client',
      'scp',
    )
    const served = this.contextsWhere((c) => c.accepted).filter((uid) => this.requestorUses(uid))
    this.tellService(served, 'server', 'scp')
    this.pair('dicom.admitted')
    this.credential(true)
  }

  rejected(body: Uint8Array): void {
    this.settle()
    this.to.observe('server', 'dicom.rejection', rejectionOf(body), true)
    this.pair('dicom.refused')
    if (this.to.watched)
      this.to.event('client', { kind: 'dicom-refused', reason: body[3] ?? 0, ...this.digests })
    this.credential(false)
  }

  aborted(side: StreamSide, body: Uint8Array): void {
    this.to.observe(side, 'dicom.abort', abortOf(body), true)
  }

  /** What was asked for is told even where no answer was seen. */
  settle(): void {
    if (this.settled || !this.requested) return
    this.settled = true
    const used = this.contextsWhere(() => true).filter((uid) => this.requestorUses(uid))
    this.tellService(used, 'client', 'scu')
  }

  /** The answer was not seen. */
  end(): void {
    this.settle()
    this.credential(null)
  }

  abstractSyntax(context: number): string | null {
    return this.contexts.get(context)?.abstractSyntax ?? null
  }

  encoding(context: number): Encoding | 'deflated' | null {
    const syntax = this.contexts.get(context)?.transferSyntax
    return syntax == null ? null : encodingOf(syntax)
  }

  private applicationContext(side: StreamSide, body: Uint8Array): void {
    const name = latin1.decode(body.subarray(0, 64)).replace(/[\0 ]+$/, '')
    if (name !== APPLICATION_CONTEXT) this.to.oddity('dicom.application-context')
    if (/^[\d.]+$/.test(name)) this.to.observe(side, 'dicom.application-context', name)
  }

  private proposed(side: StreamSide, context: PresentationContext | null): void {
    if (context === null || context.abstractSyntax === null) {
      this.to.oddity('dicom.context-cut')
      return
    }
    for (const uid of context.transferSyntaxes) this.to.observe(side, 'dicom.transfer-syntax', uid)
    if (this.contexts.size >= MAX_CONTEXTS) return
    // One that is offered alone is what will be spoken, should the answer not be seen.
    const [only, ...others] = context.transferSyntaxes
    const transferSyntax = others.length === 0 ? (only ?? null) : null
    this.contexts.set(context.id, { abstractSyntax: context.abstractSyntax, accepted: false, transferSyntax })
  }

  private answered(side: StreamSide, answer: PresentationContext | null): void {
    if (answer === null) this.to.oddity('dicom.context-cut')
    if (answer?.result !== 0) return
    const [syntax] = answer.transferSyntaxes
    this.to.observe(side, 'dicom.accepted-transfer-syntax', syntax ?? null)
    const context = this.contexts.get(answer.id)
    if (context === undefined) return
    context.accepted = true
    context.transferSyntax = syntax ?? context.transferSyntax
  }

  private userInformation(side: StreamSide, body: Uint8Array): void {
    const info = readUserInformation(body)
    this.to.observe(side, 'dicom.implementation-uid', info.implementationUid)
    this.to.observe(side, 'dicom.implementation-version', info.implementationVersion)
    this.to.observe(side, 'dicom.max-pdu', info.maxPdu)
    this.to.observe(side, 'dicom.async-operations', info.asyncOperations)
    for (const uid of info.extended) this.to.observe(side, 'dicom.extended-negotiation', uid)
    for (const [uid, roles] of info.roles) (side === 'client' ? this.asked : this.granted).set(uid, roles)
    if (info.identity === null || side !== 'client') return
    this.identity = info.identity
    this.to.observe(side, 'dicom.user-identity', info.identity.kind)
    this.to.observe(
      side === 'client' ? 'server' : 'client',
      'dicom.user-identity-taken',
      info.identity.kind,
      false,
    )
  }

  private contextsWhere(counts: (context: Context) => boolean): string[] {
    return [...new Set([...this.contexts.values()].filter(counts).map((c) => c.abstractSyntax))]
  }

  /** Without negotiation the requestor uses and the acceptor serves (PS3.7 annex D.3.3.4). */
  private requestorUses(uid: string): boolean {
    return (this.granted.get(uid) ?? this.asked.get(uid))?.scu ?? true
  }

  private requestorServes(uid: string): boolean {
    return this.granted.get(uid)?.scp ?? false
  }

  private tellService(sopClasses: readonly string[], who: StreamSide, role: 'scu' | 'scp'): void {
    for (const uid of sopClasses.slice(0, MAX_TOLD)) this.to.observe(who, `dicom.${role}-class`, uid, true)
    const services = sopClasses.map(serviceOf)
    for (const service of new Set(services)) this.to.observe(who, `dicom.${role}-service`, service, true)
    const storage = services.filter((service) => service === 'storage').length
    if (storage > 0) this.to.observe(who, `dicom.${role}-storage-classes`, storage, true)
  }

  private pair(field: 'dicom.admitted' | 'dicom.refused'): void {
    if (this.calling === null || this.called === null) return
    this.to.observe('server', field, `${this.calling} to ${this.called}`, true)
  }

  private credential(accepted: boolean | null): void {
    const { identity } = this
    this.identity = null
    if (identity?.kind === 'user' || identity?.kind === 'user-and-passcode')
      this.to.credential({ user: identity.user, password: identity.passcode, accepted })
  }
}
