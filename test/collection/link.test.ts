import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { openKeyFolder } from '../../src/collection/key-folder.ts'
import { hashCode, hashToken, linkToken, typedCode } from '../../src/collection/link.ts'

const folder = mkdtempSync(join(tmpdir(), 'alignment-link-'))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))
const keys = openKeyFolder(folder)
const links = fc.record({ id: fc.uuid(), generation: fc.nat(20) })

t.test('a link can be made again, and only with the same key, person and generation', async (t) => {
  const link = { id: 'a1', generation: 0 }
  t.equal(linkToken(keys, link), linkToken(keys, { ...link }))
  t.not(linkToken(keys, link), linkToken(keys, { id: 'a1', generation: 1 }))
  t.not(linkToken(keys, link), linkToken(keys, { id: 'a2', generation: 0 }))
  t.not(linkToken(keys, link), linkToken(openKeyFolder(join(folder, 'other')), link))
  t.equal(Buffer.from(linkToken(keys, link), 'base64url').length, 32)
})

t.test('a code has letters that cannot be taken for one another', async (t) => {
  fc.assert(
    fc.property(links, (link) =>
      /^([2-9AC-HJKMNPRTV-Y]{4}-){3}[2-9AC-HJKMNPRTV-Y]{4}$/.test(typedCode(keys, link)),
    ),
  )
  t.pass()
})

t.test('a code is recognised however it is typed', async (t) => {
  fc.assert(
    fc.property(links, (link) => {
      const code = typedCode(keys, link)
      const stored = hashCode(keys, 'check', code)
      const misread = code
        .replaceAll('8', 'B')
        .replaceAll('5', 's')
        .replaceAll('2', 'z')
        .replaceAll('V', 'u')
        .replaceAll('D', '0')
      return [code.toLowerCase(), code.replaceAll('-', ' '), ` ${code.replaceAll('-', '')}\n`, misread].every(
        (typed) => hashCode(keys, 'check', typed) === stored,
      )
    }),
  )
  t.pass()
})

t.test('what is stored of a code is of no use for another check', async (t) => {
  t.not(hashCode(keys, 'one', 'ACDE-FGHJ-KMNP-RTVW'), hashCode(keys, 'two', 'ACDE-FGHJ-KMNP-RTVW'))
  t.notMatch(hashToken('a token'), 'token')
})
