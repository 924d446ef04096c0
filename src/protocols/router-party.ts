/** Who speaks in router redundancy protocols: frames may come from the address that the routers share. */
import { isVirtualRouterMac } from '../model/mac.ts'
import type { About, DatagramReport } from './protocol.ts'

/** The sending router: by its IP address alone where the frame bears a virtual router's hardware address. */
export const routerParty = (to: DatagramReport): About<'sender'> =>
  to.sender.mac !== null && isVirtualRouterMac(to.sender.mac) ? { ip: to.sender.ip } : 'sender'
