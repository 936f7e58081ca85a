import { parentPort, workerData } from 'node:worker_threads'
import { planHere, type Upload } from './plan-upload.ts'

parentPort?.postMessage(planHere(workerData as Upload))
