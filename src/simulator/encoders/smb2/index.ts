/** SMB 2 and 3 over TCP 445. */

export * from './files.ts'
export { type Dialect, type FileId, failure, type Place, STATUS } from './message.ts'
export * from './session.ts'
