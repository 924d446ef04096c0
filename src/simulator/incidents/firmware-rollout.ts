/** All monitors of one kind get the newest software, one after the other; some are missed. */
import { comesUp } from '../boot.ts'
import type { Incident } from '../incident.ts'
import type { Release } from '../persona.ts'
import type { Unit } from '../unit.ts'
import { again, allOf, oneOf } from './shared/cast.ts'

/** Share of the units that the roll-out does not reach. */
const MISSED = 0.12

export const firmwareRollout: Incident = {
  name: 'firmware-rollout',
  summary:
    'the monitors (or pumps) of one kind are updated to the newest release, each restarts; some are missed',
  detections: ['firmware-changed'],
  begin(stage) {
    const old = ['patient-monitor', 'pump'].map((role) => allOf(stage, role).filter(isOld))
    const told = old.map((units) => units.filter(tellsVersion))
    const first = oneOf(
      stage,
      told.find((units) => units.length > 0) ?? [],
      'monitor that told an older release',
    )
    const rest = old.flat().filter((unit) => unit.persona === first.persona && unit !== first)
    const reached = [first, ...rest.filter(() => !stage.random.chance(MISSED))]
    again(stage, reached.length, 25, (i) => {
      const unit = reached[i]!
      unit.on = false
      stage.world.after(40, () => {
        unit.release = newestOf(unit)
        unit.restartServices()
        comesUp(unit)
        stage.touch()
      })
    })
    return reached
  },
}

/** It told its version by itself, and will again: what never did, or only to who logged in, cannot be seen to change it. */
const tellsVersion = ({ truth }: Unit): boolean =>
  [...(truth.shown.get('version') ?? [])].some((protocol) => !['telnet', 'ftp'].includes(protocol))

const newestOf = ({ persona }: Unit): Release => persona.product.releases[0]!
const isOld = (unit: Unit): boolean => unit.release !== newestOf(unit)
