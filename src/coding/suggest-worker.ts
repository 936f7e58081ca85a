import { parentPort, workerData } from 'node:worker_threads'
import { type Suggested, suggestHere } from './suggest.ts'

parentPort?.postMessage(suggestHere(workerData as Suggested))
