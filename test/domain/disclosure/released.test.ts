import { globSync, readFileSync } from 'node:fs'
import t from 'tap'
import { z } from 'zod'
import type { Released } from '../../../src/domain/disclosure/released.ts'
import { derive, deriveFromAll, passGate, released } from '../../../src/domain/disclosure/released.ts'

type Fits<From, To> = From extends To ? true : false

t.test('does not take an unreleased figure for a released one', async (t) => {
  const plain: Fits<number, Released<number>> = false
  const inside: Fits<{ x: number }, Released<{ x: number }>> = false
  const sum: Fits<ReturnType<typeof addOne>, Released<number>> = false
  const field: Fits<Released<{ x: number }>['x'], Released<number>> = true
  const usable: Fits<Released<number>, number> = true
  const nothing: Fits<null, Released<number | null>> = true
  t.same([plain, inside, sum, field, usable, nothing], [false, false, false, true, true, true])
})

t.test('asks pages for released figures and checks the same shape at run time', async (t) => {
  const schema = z.object({ share: released(z.number()) })
  const asked: Fits<z.input<typeof schema>['share'], Released<number>> = true
  const refused: Fits<number, z.input<typeof schema>['share']> = false
  t.same([asked, refused], [true, false])
  t.equal(schema.safeParse({ share: 'much' }).success, false)
  t.same(schema.parse({ share: passGate(40) }), { share: 40 })
})

t.test('keeps the mark through further computing', async (t) => {
  const half: Released<number> = derive(passGate(40), (share) => share / 2)
  const gap: Released<number> = deriveFromAll([passGate(60), half] as const, (a, b) => a - b)
  t.equal(gap, 40)
})

t.test('is passed nowhere but in the folder of disclosure', async (t) => {
  const src = new URL('../../../src/', import.meta.url).pathname
  const users = globSync('**/*.ts', { cwd: src }).filter((file) =>
    readFileSync(src + file, 'utf8').includes('passGate'),
  )
  t.ok(users.length > 1)
  t.same(
    users.filter((file) => !file.startsWith('domain/disclosure/')),
    [],
  )
})

function addOne(figure: Released<number>) {
  return figure + 1
}
