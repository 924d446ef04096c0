/** All commands; each is loaded only when it is called. */
import type { Command } from './command.ts'

export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  assess: async () => (await import('./assess.ts')).assess,
  explain: async () => (await import('./explain.ts')).explain,
  feeds: async () => (await import('./feeds.ts')).feeds,
  find: async () => (await import('./find.ts')).find,
  fleet: async () => (await import('./fleet.ts')).fleet,
  inspect: async () => (await import('./inspect.ts')).inspect,
  reconcile: async () => (await import('./reconcile.ts')).reconcile,
  report: async () => (await import('./report.ts')).report,
  score: async () => (await import('./score.ts')).score,
  simulate: async () => (await import('./simulate.ts')).simulate,
}
