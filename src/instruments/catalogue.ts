import { glob } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Scope } from '../database/scope.ts'
import type { Chapter } from '../domain/chapter.ts'
import type { Contribution } from '../domain/evidence.ts'
import type { Message } from '../domain/message.ts'

/**
 * What every folder under src/instruments exports from its `instrument.ts` as `instrument`. `code` is the folder's name
 * and the prefix of its messages (`<code>.name` names it). `room` is the page of a check where it is worked on or read.
 * `source` is the voice its evidence counts as. `load` reads what it has to say of a check, null while that is nothing;
 * `results` holds that to its shape, `contribute` turns it into what the diagnosis reads and `chapters` into what the
 * report prints beside it: pure, no text, no I/O. `progress` says how far it is where the round itself does not.
 */
export type Instrument<Results> = {
  readonly code: string
  readonly number: number
  readonly anonymous: boolean
  readonly room: string
  readonly source: string
  readonly results: z.ZodType<Results>
  load(scope: Scope, checkId: string): Promise<Results | null>
  progress(scope: Scope, checkId: string): Promise<Message | null>
  contribute(results: Results): Contribution
  chapters(results: Results): readonly Chapter[]
}

/** An instrument as the rest of the product sees it: it checks what it is given before it reads it. */
export type ListedInstrument = Omit<Instrument<unknown>, 'results' | 'contribute' | 'chapters'> & {
  contribute(results: unknown): Contribution
  chapters(results: unknown): readonly Chapter[]
}

const contract = z.strictObject({
  code: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  number: z.int().min(1),
  anonymous: z.boolean(),
  room: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  source: z.string().min(1),
  results: z.instanceof(z.ZodType),
  load: z.custom<Instrument<unknown>['load']>((value) => typeof value === 'function'),
  progress: z.custom<Instrument<unknown>['progress']>((value) => typeof value === 'function'),
  contribute: z.custom<Instrument<unknown>['contribute']>((value) => typeof value === 'function'),
  chapters: z.custom<Instrument<unknown>['chapters']>((value) => typeof value === 'function'),
})

/** Every instrument there is, by number. Throws when a folder breaks the contract: the product does not start with it. */
export async function readInstruments(): Promise<readonly ListedInstrument[]> {
  const files = await Array.fromAsync(glob('*/instrument.ts', { cwd: import.meta.dirname }))
  const folders = files.map(dirname)
  const found = await Promise.all(folders.map(readInstrument))
  assertDistinct(found)
  return found.sort((a, b) => a.number - b.number)
}

async function readInstrument(folder: string): Promise<ListedInstrument> {
  const exported: { readonly instrument?: unknown } = await import(`./${folder}/instrument.ts`)
  return listInstrument(folder, exported.instrument)
}

/** Holds one folder's export to the contract; throws with the folder's name when it breaks it. */
export function listInstrument(folder: string, exported: unknown): ListedInstrument {
  const { results, contribute, chapters, ...known } = parseContract(folder, exported)
  if (known.code !== folder) throw new BrokenInstrument(folder, `its code is "${known.code}"`)
  return {
    ...known,
    contribute: (given) => contribute(results.parse(given)),
    chapters: (given) => chapters(results.parse(given)),
  }
}

function parseContract(folder: string, exported: unknown): z.output<typeof contract> {
  const parsed = contract.safeParse(exported)
  if (!parsed.success) throw new BrokenInstrument(folder, z.prettifyError(parsed.error))
  return parsed.data
}

function assertDistinct(instruments: readonly ListedInstrument[]): void {
  for (const { code, number } of instruments) {
    const twin = instruments.find((each) => each.number === number && each.code !== code)
    if (twin !== undefined) throw new BrokenInstrument(code, `${twin.code} has the number ${number}, too`)
  }
}

export class BrokenInstrument extends Error {
  constructor(folder: string, reason: string) {
    super(`The instrument in the folder "${folder}" breaks the contract: ${reason}`)
    this.name = 'BrokenInstrument'
  }
}
