/** Somebody looks for everybody who speaks DICOM. */
import { DICOM, echo, WORKLIST } from '../dialogues/dicom.ts'
import type { Incident } from '../incident.ts'
import { probe } from '../network/probe.ts'
import { reach } from '../reach.ts'
import { again, allOf, somebodyNew } from './shared/cast.ts'

export const dicomEchoSweep: Incident = {
  name: 'dicom-echo-sweep',
  summary: 'an unknown computer sends C-ECHO to every archive, worklist server and modality',
  detections: ['dicom-echo-sweep', 'port-scan-horizontal'],
  begin(stage) {
    const { world } = stage
    const servers = ['pacs', 'ris', 'modality'].flatMap((role) => allOf(stage, role))
    const attacker = somebodyNew(stage, 'office', (unit) =>
      again(stage, servers.length * 2, 3, (i) => {
        const server = servers[i % servers.length]!
        const service = server.service(DICOM) ?? server.service(WORKLIST)
        if (service !== undefined) {
          server.truth.weak('dicom-no-ae-allowlist', 'dicom', service.port)
          unit.talk(server, service.kind, (to) => echo(TOOL, to))
        } else
          reach(world, unit, server, false, () => probe(world, unit.station, server.station, 104, 'refused'))
      }),
    )
    return [attacker, ...servers]
  },
}

const TOOL = {
  title: 'ECHOSCU',
  implementation: { uid: '1.2.276.0.7230010.3.0.3.6.7', version: 'OFFIS_DCMTK_367' },
} as const
