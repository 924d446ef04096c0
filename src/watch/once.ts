/** What is worked out of a scene once, however many detections or sightings ask for it. */
import type { Scene } from './scene.ts'

export function oncePerScene<T>(make: (scene: Scene) => T): (scene: Scene) => T {
  const made = new WeakMap<Scene, { readonly value: T }>()
  return (scene) => {
    const known = made.get(scene) ?? { value: make(scene) }
    made.set(scene, known)
    return known.value
  }
}
