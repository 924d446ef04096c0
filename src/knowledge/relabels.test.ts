import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from './load.ts'
import { groupNames, patternProblem } from './pattern.ts'
import { originalOf } from './relabels.ts'
import { templateProblem } from './template.ts'
import { vendorByName } from './vendors.ts'

test('every relabel names two known makers, a pattern, and a model filled from it', () => {
  for (const [seller, model, maker, original] of load('relabels', 'relabels.yaml').relabels) {
    assert.notEqual(vendorByName(seller), null, seller)
    assert.notEqual(vendorByName(maker), null, maker)
    assert.equal(patternProblem(model), null, model)
    assert.equal(templateProblem(original, groupNames(model)), null, original)
  }
})

test('the whole model must be the one that is sold', () => {
  const models: readonly (readonly [string, string, string | null])[] = [
    ['Epsimed', 'MN-120', 'CMS8000'],
    ['Epsimed', 'mn 120', 'CMS8000'],
    ['Epsimed', 'MN-1200', null],
    ['Contec', 'MN-120', null],
    ['Develop', 'ineo+ 258', 'bizhub C258'],
    ['Develop', 'ineo 458', 'bizhub 458'],
    ['UTAX', '3207ci', 'TASKalfa 3253ci'],
    ['Siemens Healthineers', 'CS-2500', 'CS-2500'],
    ['Alcatel-Lucent Enterprise', 'OAW-AP105', 'AP-105'],
    ['Dell', 'W-IAP225', 'IAP-225'],
    ['Dell', 'OptiPlex 7050', null],
    ['Dell', 'W-7210', '7210'],
    ['Dell', 'PowerConnect J-SRX240', 'SRX240'],
    ['GE Healthcare', 'CARESCAPE VC150', 'VC150'],
    ['GE Healthcare', 'CARESCAPE V100', null],
    ['Lenel', 'LNL-X2220', 'LP1502'],
    ['S2 Security', 'S2-LP-4502', 'LP4502'],
    ['Avigilon', 'AC-MER-CONT-LP1502', 'LP1502'],
    ['Allen-Bradley', 'Stratix 5950', 'ISA 3000'],
    ['Philips', 'PIIC iX', 'Patient Information Center iX'],
    ['Philips', 'PIC iX', 'IntelliVue Information Center iX'],
    ['Philips', 'IntelliVue Information Center', null],
  ]
  for (const [seller, model, original] of models)
    assert.equal(originalOf(vendorByName(seller)!.id, model)?.model ?? null, original, `${seller} ${model}`)
})
