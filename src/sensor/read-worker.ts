/** A thread that reads its share of captures and hands back the facts; started by `read-facts.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Share } from '../protocols/engine.ts'
import type { CaptureInput } from './capture-files.ts'
import { readShare } from './read-facts.ts'

const { inputs, share } = workerData as { inputs: readonly CaptureInput[]; share: Share }
parentPort!.postMessage(await readShare(inputs, share))
