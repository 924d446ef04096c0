/** HL7 version 2 over MLLP, TCP 2575 and wherever a site puts it. */
export * from './message.ts'
export * from './orders.ts'
export * as pcd from './pcd.ts'
