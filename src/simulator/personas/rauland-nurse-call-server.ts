/** Rauland Responder 5 nurse call server: hears admissions, shows its pages. */

import { HL7 } from '../dialogues/hl7.ts'
import { getPages, HTTP } from '../dialogues/http.ts'
import type { Persona } from '../persona.ts'
import { wardRhythm } from '../rhythms.ts'
import { isMember, onWindows, WINDOWS_HOST } from './shared/windows-host.ts'

export const raulandNurseCallServer: Persona = {
  ...WINDOWS_HOST,
  id: 'rauland-nurse-call-server',
  product: {
    type: 'nurse-call',
    vendor: 'Rauland',
    model: null,
    product: 'Responder 5',
    criticality: 'support',
    releases: [onWindows('Windows Server 2012 R2', '9600')],
  },
  ouis: ['B8AC6F'],
  addressing: { kind: 'static' },
  zone: 'servers',
  population: { perSite: 1, mainSiteOnly: true },
  roles: ['nurse-call-server'],
  hostname: () => 'responder',
  services: () => [
    HL7.offer({ application: 'RESPONDER', facility: 'MERCY' }),
    HTTP.offer({
      headers: { Server: 'Microsoft-IIS/8.5' },
      pages: { '/': { body: '<html><head><title>Responder 5</title></head></html>' } },
    }),
  ],
  wire: {
    'http:server': { shows: ['type', 'vendor'], weak: ['verbose-banner'] },
    'hl7:server': { weak: ['hl7-cleartext-phi'] },
  },
  live(unit) {
    isMember(unit)
    unit.often(10, wardRhythm, () =>
      unit
        .peer('workstation')
        ?.talk(unit, HTTP, (to) =>
          getPages(to, unit.fqdn, ['/'], { 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)' }),
        ),
    )
  },
  source: 'title of the Responder 5 web client; HL7 admissions to nurse call as its integration guide says',
}
