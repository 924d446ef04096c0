/** DICOM over TCP 104 or 11112: associations, messages and the data sets inside them. */
export * from './association.ts'
export * from './dataset.ts'
export * from './messages.ts'
export * from './objects.ts'
