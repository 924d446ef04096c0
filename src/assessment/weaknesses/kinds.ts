/** What kind of device it is, as far as that decides whether something is a weakness there. */
import { MEDICAL_CATEGORIES } from '../../knowledge/taxonomy.ts'
import type { View } from './view.ts'

const BUILDING = ['building', 'utility-ot'] as const

export const isMedical = (view: View): boolean => view.is('category', ...MEDICAL_CATEGORIES)
export const isBuilding = (view: View): boolean => view.is('category', ...BUILDING)
/** Computers of people. */
export const isOfficeIt = (view: View): boolean =>
  view.asset.internal && ['workstation', 'thin-client', 'mobile-iot'].includes(view.value('type') ?? '')
export const isPump = (view: View): boolean =>
  view.is('family', 'infusion-pump') || view.is('type', 'enteral-pump', 'insulin-pump')
export const isDialysis = (view: View): boolean =>
  view.is('type', 'hemodialysis', 'crrt', 'peritoneal-dialysis')
export const isPrinter = (view: View): boolean =>
  view.is('family', 'printer') || view.is('type', 'printer', 'label-printer')

/** Known well enough, and no part of the network. */
export const isKnownHost = (view: View): boolean =>
  (view.asset.verdicts.get('type')?.confidence ?? 0) >= 0.5 &&
  view.value('category') !== 'network' &&
  !view.is('type', 'switch-router', 'firewall', 'wifi-ap')
