import { existsSync, globSync } from 'node:fs'
import t from 'tap'
import { z } from 'zod'
import { speakingFor } from '../../src/diagnosis/settled-by.ts'
import { BrokenInstrument, listInstrument, readInstruments } from '../../src/instruments/catalogue.ts'
import { readCatalogue } from '../../src/web/i18n.ts'

const folder = new URL('../../src/instruments/', import.meta.url)
const translate = readCatalogue()

t.test('every folder with an instrument is listed, by number', async (t) => {
  const instruments = await readInstruments()
  t.same(
    instruments.map((instrument) => instrument.code).toSorted(),
    globSync('*/instrument.ts', { cwd: folder })
      .map((file) => file.split('/')[0])
      .toSorted(),
  )
  const numbers = instruments.map((instrument) => instrument.number)
  t.same(
    numbers,
    numbers.toSorted((a, b) => a - b),
  )
})

t.test('every instrument has its texts, its name and a place in the diagnosis', async (t) => {
  for (const { code } of await readInstruments()) {
    t.ok(existsSync(new URL(`${code}/messages.en.json`, folder)), code)
    t.ok(translate.has(`${code}.name`), code)
    t.ok(translate.has(`diagnosis.instrument.${code}`), code)
    t.ok(
      Object.values(speakingFor).some((instruments) => instruments.includes(code)),
      `${code} settles something`,
    )
  }
})

t.test('no instrument takes results that are not its own', async (t) => {
  for (const instrument of await readInstruments()) {
    t.throws(() => instrument.contribute({ unrelated: true }), z.ZodError, instrument.code)
    t.throws(() => instrument.contribute(null), z.ZodError, instrument.code)
  }
})

const sound = {
  code: 'sound',
  number: 1,
  anonymous: false,
  room: 'sound',
  source: 'sound',
  load: async () => null,
  progress: async () => null,
  results: z.object({}),
  contribute: () => ({}),
  chapters: () => [],
}

t.test('a folder that breaks the contract stops the start, and is named', async (t) => {
  t.equal(listInstrument('sound', sound).code, 'sound')
  const broken: readonly unknown[] = [
    undefined,
    {},
    { ...sound, code: 'other' },
    { ...sound, number: 0 },
    { ...sound, number: 1.5 },
    { ...sound, results: {} },
    { ...sound, room: 'a/b' },
    { ...sound, load: undefined },
    { ...sound, contribute: 'later' },
    { ...sound, chapters: undefined },
    { ...sound, extra: true },
  ]
  for (const exported of broken) {
    t.throws(() => listInstrument('sound', exported), BrokenInstrument)
    t.throws(() => listInstrument('sound', exported), /"sound"/)
  }
})
