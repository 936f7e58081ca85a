import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Gauge, Histogram, Registry } from 'prom-client'
import packageFile from '../../package.json' with { type: 'json' }
import { countMissingKeys } from '../collection/missing-keys.ts'
import type { Dependencies } from './dependencies.ts'

const megabyte = 1_048_576
const renewedAfter = 60_000

/** Rounded so far down that one answer more or less is lost in it. */
const toThe = (step: number, value: number) => Math.floor(value / step) * step

export type Measure = {
  /** Of the rooms only: on respondents' pages it would tell who answered when. */
  countRequest(request: FastifyRequest, reply: FastifyReply): void
  /** In the text form of Prometheus, the same for a minute. */
  tell(): Promise<string>
  readonly contentType: string
}

/**
 * Figures about this process for whoever runs it. Nothing counts requests, connections or rows outside the rooms, and
 * what an answer moves all the same (time, memory) is rounded and stands still for a minute: who watches the figures
 * cannot tell that an answer came in (spec 09). That rules out the usual collection of a process's figures.
 */
export function openMeasure(deps: Dependencies): Measure {
  const registry = new Registry()
  const refresh = processFigures(registry)
  const fromDatabase = databaseFigures(registry, deps)
  const requests = new Histogram({
    name: 'alignment_rooms_request_duration_seconds',
    help: 'Time to answer a request to a room of a signed-in account.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  })
  let told: { readonly until: number; readonly text: Promise<string> } | null = null
  const renew = async () => {
    refresh()
    await fromDatabase()
    return registry.metrics()
  }
  return {
    contentType: registry.contentType,
    countRequest: ({ method, routeOptions }, { statusCode, elapsedTime }) =>
      requests.observe(
        { method, route: routeOptions.url ?? 'unknown', status: `${Math.floor(statusCode / 100)}xx` },
        elapsedTime / 1000,
      ),
    tell: () => {
      const now = performance.now()
      if (told === null || told.until < now) told = { until: now + renewedAfter, text: renew() }
      return told.text
    },
  }
}

function processFigures(registry: Registry): () => void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] })
  const started = gauge('process_start_time_seconds', 'When the process started, since 1970.')
  const cpu = gauge('process_cpu_seconds', 'Processor time, in whole seconds.')
  const resident = gauge('process_resident_memory_bytes', 'Memory of the process, in steps of 4 MiB.')
  const heap = gauge('nodejs_heap_used_bytes', 'Memory in use by JavaScript, in steps of 4 MiB.')
  const lag = gauge('nodejs_eventloop_lag_p99_seconds', 'Delay of the event loop, in steps of 10 ms.')
  new Gauge({
    name: 'alignment_build_info',
    help: 'Always 1; the labels tell the versions.',
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set({ version: packageFile.version, node: process.version }, 1)
  started.set(Math.round(performance.timeOrigin / 1000))
  const delay = monitorEventLoopDelay()
  delay.enable()
  return () => {
    const { user, system } = process.cpuUsage()
    cpu.set(Math.floor((user + system) / 1e6))
    const { rss, heapUsed } = process.memoryUsage()
    resident.set(toThe(4 * megabyte, rss))
    heap.set(toThe(4 * megabyte, heapUsed))
    lag.set(toThe(10, delay.percentile(99) / 1e6) / 1000)
    delay.reset()
  }
}

function databaseFigures(registry: Registry, deps: Dependencies): () => Promise<void> {
  const up = new Gauge({
    name: 'alignment_database_up',
    help: 'Whether the database answers: 1 or 0.',
    registers: [registry],
  })
  const missing = new Gauge({
    name: 'alignment_missing_keys',
    help: 'Open checks and sealed tests whose keys are not in KEY_DIR.',
    registers: [registry],
  })
  const jobs = new Gauge({
    name: 'alignment_jobs',
    help: 'Jobs in the queue of all processes, counted once a minute.',
    labelNames: ['job', 'state'],
    registers: [registry],
  })
  return async () => {
    try {
      missing.set(await countMissingKeys(deps))
      for (const { name, waiting, running } of await deps.jobs.depths()) {
        jobs.set({ job: name, state: 'waiting' }, waiting)
        jobs.set({ job: name, state: 'running' }, running)
      }
      up.set(1)
    } catch {
      up.set(0)
    }
  }
}
