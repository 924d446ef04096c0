/** What kind of device it is, as far as that decides whether something is a weakness there. */
import type { View } from './view.ts'

/** Groups of the taxonomy whose devices treat, measure or examine patients. */
const MEDICAL = [
  'infusion-and-therapy',
  'patient-monitoring',
  'respiratory-and-anaesthesia',
  'dialysis-and-extracorporeal',
  'imaging',
  'laboratory',
  'medication-and-logistics',
  'nurse-call-and-communication',
  'surgical',
  'neonatal',
] as const
const BUILDING = ['building', 'utility-ot'] as const

export const isMedical = (view: View): boolean => view.is('category', ...MEDICAL)
export const isBuilding = (view: View): boolean => view.is('category', ...BUILDING)
/** Computers of people. */
export const isOfficeIt = (view: View): boolean => view.is('type', 'workstation', 'thin-client', 'mobile-iot')
export const isPump = (view: View): boolean =>
  view.is('family', 'infusion-pump') || view.is('type', 'enteral-pump', 'insulin-pump')
export const isDialysis = (view: View): boolean =>
  view.is('type', 'hemodialysis', 'crrt', 'peritoneal-dialysis')
export const isPrinter = (view: View): boolean =>
  view.is('family', 'printer') || view.is('type', 'printer', 'label-printer')
