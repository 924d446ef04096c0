/** A laptop takes the MAC of a pump, to be let in. */
import { comesUp } from '../boot.ts'
import type { Incident } from '../incident.ts'
import { windowsWorkstation } from '../personas/windows-workstation.ts'
import { somebodyHeard } from './shared/cast.ts'

export const macSpoof: Incident = {
  name: 'mac-spoof',
  summary: 'a Windows laptop on the office network uses the MAC of an infusion pump',
  detections: ['mac-spoof', 'nac-bypass', 'identity-changed', 'device-cloned'],
  begin(stage) {
    const pump = somebodyHeard(stage, 'pump')
    const clone = stage.hospital.newUnit(
      { ...windowsWorkstation, id: 'laptop-with-cloned-mac', roles: [], ouiTellsVendor: false },
      { site: 'main', ward: null, bed: null },
    )
    clone.station.mac.set(pump.station.mac)
    comesUp(clone)
    for (const { truth } of [clone, pump]) truth.weak('duplicate-mac', 'ethernet', null)
    stage.touch()
    return [clone, pump]
  },
}
