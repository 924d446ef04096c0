/** Words of companies' names: which of them tell a company from others. */
import { tidyCompany } from '../../knowledge/company.ts'
import { fold, squeeze } from './tokens.ts'

/** Words of company names that tell no company apart. */
export const COMMON = new Set(
  `and ag bv co company corp corporation corporate de devices diagnostic diagnostics electronic electronics engineering gmbh group
   health healthcare holding holdings inc industries industry informatics instrument instruments international kg lab labs
   laboratories limited llc ltd medical medizintechnik of pty sa sas scientific se security services software solutions spa srl systems system
   technologies technology tech the uab ab as asa aps oy kft zrt sro doo plc pte pty pvt sarl srl lda oü usa us
   beijing chengdu dongguan guangdong guangzhou hangzhou jiangsu jinan nanjing ningbo qingdao shanghai shenzhen suzhou taiwan tianjin
   wuhan wuxi xiamen xian zhejiang zhuhai`.split(/\s+/),
)

/** The legal form, the trade or the country behind a name, or a number. */
export const tellsNothing = (word: string): boolean =>
  COMMON.has(squeeze(word)) || PLACES.has(squeeze(word)) || /^\d{1,4}$/.test(word)

/** "Emmer Deutschland", "Emmer North America" */
const PLACES = new Set(
  `america americas asia australia austria brasil brazil canada china deutschland emea europe france germany global iberica india
   ireland italia italy japan korea latin nederland netherlands north pacific schweiz singapore spain suisse switzerland uk worldwide`.split(
    /\s+/,
  ),
)

/** Squeezed; without legal forms and what the trade is called. */
export const tellingWords = (text: string): string[] =>
  fold(tidyCompany(text))
    // "e-Cardia" is one word
    .replace(/\b(\p{L})-(?=\p{L}{2})/gu, '$1')
    .split(/[\s+&-]+/)
    .map(squeeze)
    .filter((word) => word.length > 1 && !COMMON.has(word))
