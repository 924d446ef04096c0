/** How users of inventories write a device's name and version otherwise than its maker: mechanical, one habit each. */
import type { Profile } from '../src/advisories/finding.ts'

/** The same device as another hand would write it; `null` where the habit changes nothing about it. */
export type Respelling = (profile: Profile) => Profile | null

const ofModel =
  (change: (model: string, profile: Profile) => string): Respelling =>
  (profile) => {
    const model = change(profile.model ?? '', profile)
    return model === profile.model ? null : { ...profile, model }
  }

const ofVersion =
  (change: (version: string) => string): Respelling =>
  (profile) => {
    if (profile.version === null) return null
    const version = change(profile.version)
    return version === profile.version ? null : { ...profile, version }
  }

const ofVendor =
  (change: (vendor: string) => string): Respelling =>
  (profile) =>
    profile.vendor === null ? null : { ...profile, vendor: change(profile.vendor) }

const makerInModel =
  (form: string): Respelling =>
  (profile) =>
    profile.vendor === null
      ? null
      : { ...profile, vendor: null, model: `${profile.vendor}${form} ${profile.model}` }

const startsWithMaker = ({ model, vendor }: Profile): boolean =>
  vendor !== null && model!.toLowerCase().startsWith(`${vendor.toLowerCase()} `)

const TRANSCRIBED: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  ß: 'ss',
}
const transcribed = (text: string): string => text.replace(/[äöüÄÖÜß]/g, (letter) => TRANSCRIBED[letter]!)
const withoutMarks = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '')

const bothNames =
  (change: (text: string) => string): Respelling =>
  (profile) => {
    const [vendor, model] = [profile.vendor && change(profile.vendor), change(profile.model ?? '')]
    return vendor === profile.vendor && model === profile.model ? null : { ...profile, vendor, model }
  }

/** Its longest word, if that is long. */
const ofLongest = (change: (word: string) => string): Respelling =>
  ofModel((model) => {
    const [longest = ''] = model.split(/[^A-Za-z]+/).sort((a, b) => b.length - a.length)
    return longest.length < 8 ? model : model.replace(longest, change(longest))
  })

const startsWithNumber = /^(?=\d)/

export const RESPELLINGS: Readonly<Record<string, Respelling>> = {
  'in lower case': ofModel((model) => model.toLowerCase()),
  'in upper case': ofModel((model) => model.toUpperCase()),
  'blanks for dashes': ofModel((model) => model.replace(/-/g, ' ')),
  'without dashes': ofModel((model) => model.replace(/-/g, '')),
  'another dash': ofModel((model) => model.replace(/-/g, '–')),
  'underscores for blanks': ofModel((model) => model.replace(/ /g, '_')),
  'dashes for blanks': ofModel((model) => model.replace(/ /g, '-')),
  'blanks before numbers': ofModel((model) => model.replace(/([A-Za-z])(\d)/g, '$1 $2')),
  'dashes before numbers': ofModel((model) => model.replace(/\b([A-Za-z]{1,4})(\d)/g, '$1-$2')),
  'no blanks before numbers': ofModel((model) => model.replace(/\b([A-Z]{1,4}) (\d)/g, '$1$2')),
  'blanks doubled': ofModel((model) => ` ${model.replace(/ /g, '  ')} `),
  'maker repeated in the model': ofModel((model, profile) =>
    profile.vendor === null || startsWithMaker(profile) ? model : `${profile.vendor} ${model}`,
  ),
  'maker left out of the model': ofModel((model, profile) =>
    startsWithMaker(profile) ? model.slice(profile.vendor!.length + 1) : model,
  ),
  'maker in the model alone': makerInModel(''),
  'maker Inc. in the model alone': makerInModel(', Inc.'),
  'maker GmbH in the model alone': makerInModel(' GmbH'),
  'maker Inc.': ofVendor((vendor) => `${vendor}, Inc.`),
  'maker GmbH & Co. KG': ofVendor((vendor) => `${vendor} GmbH & Co. KG`),
  'maker Corporation': ofVendor((vendor) => `${vendor} Corporation`),
  'maker in upper case': ofVendor((vendor) => vendor.toUpperCase()),
  'a registered mark': ofModel((model) => model.replace(/^(\S+)/, '$1®')),
  'a trademark sign': ofModel((model) => `${model}™`),
  'a trademark in brackets': ofModel((model) => model.replace(/^(\S+)/, '$1(TM)')),
  'umlauts transcribed': bothNames(transcribed),
  'umlauts without dots': bothNames(withoutMarks),
  'in the plural': ofModel((model) => model.replace(/([a-z]{3})(?<!s)$/, '$1s')),
  'a letter left out': ofLongest((word) => word.slice(0, 4) + word.slice(5)),
  'a letter twice': ofLongest((word) => word.slice(0, 4) + word.slice(3)),
  'a word of kind behind': ofModel((model) => `${model} System`),
  'order number in brackets': ofModel((model) => `${model} (862442)`),
  'order number behind': ofModel((model) => `${model}, REF 862442`),
  'v before the version': ofVersion((version) => version.replace(startsWithNumber, 'v')),
  'V and a blank before the version': ofVersion((version) => version.replace(startsWithNumber, 'V ')),
  'Ver. before the version': ofVersion((version) => version.replace(startsWithNumber, 'Ver. ')),
  'Rev before the version': ofVersion((version) => version.replace(/^(?=\w)(?!rev)/i, 'Rev ')),
  'SW before the version': ofVersion((version) => `SW ${version}`),
  'Firmware before the version': ofVersion((version) => `Firmware: ${version}`),
  'version in lower case': ofVersion((version) => version.toLowerCase()),
  'zero at the end dropped': ofVersion((version) => version.replace(/^(v?\d+\.\d+(?:\.\d+)*)\.0+$/i, '$1')),
  'v without a dot before the version in the model': (profile) => inModel(profile, ' V'),
  'version behind the model': (profile) => inModel(profile, ' '),
  'version in brackets behind the model': (profile) => inModel(profile, ' (', ')'),
  'SW and version behind the model': (profile) => inModel(profile, ', SW '),
}

const inModel = (profile: Profile, before: string, behind = ''): Profile | null =>
  profile.version === null || !/^v?\d+(?:\.\d+)+$/i.test(profile.version)
    ? null
    : {
        ...profile,
        model: `${profile.model}${before}${profile.version.replace(/^v/i, '')}${behind}`,
        version: null,
      }
