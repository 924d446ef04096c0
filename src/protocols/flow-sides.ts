/** Whose MAC and address each side of a flow is, and how much of its traffic is already counted for them. */
import { isLinkScope } from '../wire/link-scope.ts'
import type { Packet } from '../wire/packet.ts'
import type { BindingTable } from '../wire/tables/binding-table.ts'
import * as flow from '../wire/tables/flow-table.ts'

export class FlowSides {
  private readonly flows: flow.FlowTable
  private readonly bindings: BindingTable

  constructor(flows: flow.FlowTable, bindings: BindingTable) {
    this.flows = flows
    this.bindings = bindings
  }

  /** The first packet of a side, or one whose source MAC is another than before. */
  rebind(p: Packet, row: number): void {
    const side = this.flows.side as 0 | 1
    this.count(row, side)
    const [high, binding] = side === 0 ? [flow.MAC_A_HIGH, flow.BINDING_A] : [flow.MAC_B_HIGH, flow.BINDING_B]
    this.flows.set(row, high, p.srcMacHigh)
    this.flows.set(row, high + 1, p.srcMacLow)
    this.flows.set(row, binding, this.bindings.source(p, isLinkScope(p)))
  }

  /** Adds what a side of a flow sent since the last time to its MAC and address. */
  count(row: number, side: 0 | 1): void {
    const { flows } = this
    const binding = flows.get(row, side === 0 ? flow.BINDING_A : flow.BINDING_B)
    if (binding < 0) return
    const high = side === 0 ? flow.MAC_A_HIGH : flow.MAC_B_HIGH
    const counted = side === 0 ? flow.COUNTED_A : flow.COUNTED_B
    const packets = flows.get(row, side === 0 ? flow.PACKETS_A : flow.PACKETS_B)
    const more = packets - flows.get(row, counted)
    flows.set(row, counted, packets)
    this.bindings.count(
      binding,
      flows.get(row, high),
      flows.get(row, high + 1),
      flows.keyAt(row, (side === 0 ? flow.KEY.addressA : flow.KEY.addressB)[3]),
      more,
      flows.stat(row, flow.LAST),
    )
  }

  /** The packet just counted begins another connection on the same ports: the row starts anew with it. */
  restart(p: Packet, row: number, end: (row: number) => void): void {
    const { flows } = this
    const side = flows.side as 0 | 1
    const counter = side === 0 ? flow.PACKETS_A : flow.PACKETS_B
    const counted = side === 0 ? flow.COUNTED_A : flow.COUNTED_B
    flows.set(row, counter, flows.get(row, counter) - 1)
    flows.set(row, counted, Math.min(flows.get(row, counted), flows.get(row, counter)))
    end(row)
    flows.restart(row, p.time)
    flows.set(row, counter, 1)
    flows.stats[row * flow.STATS + (side === 0 ? flow.BYTES_A : flow.BYTES_B)] = p.wireLength
    this.rebind(p, row)
  }
}
