/** Related alerts told as one story. */
import type { Alert, Incident } from './alert.ts'
import type { Scene } from './scene.ts'

export function incidentsFrom(_alerts: readonly Alert[], _scene: Scene): Incident[] {
  return []
}
