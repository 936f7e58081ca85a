import { createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { judgeSubmission, markOf, tagOf } from '../../src/collection/receipt.ts'
import { issueSchema, replacementSchema, submissionSchema } from '../../src/collection/submission.ts'
import { unveilUnit, veilUnit } from '../../src/collection/unit-veil.ts'
import { readReceipt, writeReceipt } from '../../static/js/survey/receipt.js'

const receipts = fc.record({
  message: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  unitPlace: fc.nat(8_191),
  leads: fc.boolean(),
})
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

t.test('a receipt is read as it was written: fourteen blocks of four', async (t) => {
  fc.assert(
    fc.property(receipts, (receipt) => {
      const read = readReceipt(writeReceipt(receipt))
      t.same(read, receipt)
    }),
  )
  const text = writeReceipt({ message: new Uint8Array(32).fill(200), unitPlace: 7, leads: false })
  t.match(text, /^([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}$/)
})

t.test('reads what people make of it: case, spaces, lookalikes', async (t) => {
  const receipt = { message: randomBytes(32), unitPlace: 3, leads: true }
  const text = writeReceipt(receipt)
  const typed = ` ${text.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}\n`
  const read = readReceipt(typed)
  t.same(Buffer.from(read?.message ?? []), receipt.message)
})

t.test('notices every wrong letter and every swap of neighbours in the content', async (t) => {
  fc.assert(
    fc.property(receipts, fc.nat(54), fc.nat(31), (receipt, at, letter) => {
      const text = writeReceipt(receipt).replaceAll('-', '')
      const wrong = text.slice(0, at) + letters[letter] + text.slice(at + 1)
      const swapped = text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)
      if (wrong !== text) t.equal(readReceipt(wrong), null)
      if (swapped !== text && at !== 53) t.equal(readReceipt(swapped), null)
    }),
  )
  for (const typed of ['', 'U'.repeat(56), '0'.repeat(55), '0'.repeat(57)]) t.equal(readReceipt(typed), null)
})

t.test('the first submission is stored, the same again repeats, another one is refused', async (t) => {
  const message = randomBytes(32)
  const [tag, other] = [tagOf(message, Buffer.from('one')), tagOf(message, Buffer.from('another'))]
  t.same(judgeSubmission(null, tag, false), { outcome: 'store' })
  const spent = { tag, isWithdrawn: false }
  t.same(judgeSubmission(spent, tag, false), { outcome: 'repeat' })
  t.same(judgeSubmission(spent, other, false), { outcome: 'refused', reason: 'spent' })
})

t.test('a receipt replaces what was submitted and nothing that was not', async (t) => {
  const message = randomBytes(32)
  const [tag, other] = [tagOf(message, Buffer.from('one')), tagOf(message, Buffer.from('another'))]
  t.same(judgeSubmission({ tag, isWithdrawn: false }, other, true), { outcome: 'replace' })
  t.same(judgeSubmission({ tag, isWithdrawn: false }, tag, true), { outcome: 'repeat' })
  t.same(judgeSubmission(null, tag, true), { outcome: 'refused', reason: 'unknown' })
})

t.test('what was withdrawn stays spent', async (t) => {
  const message = randomBytes(32)
  const tag = tagOf(message, Buffer.from('one'))
  for (const hasReceipt of [false, true])
    t.same(judgeSubmission({ tag, isWithdrawn: true }, tag, hasReceipt), {
      outcome: 'refused',
      reason: 'withdrawn',
    })
})

t.test('mark and tag depend on the message, the tag on the envelope as well', async (t) => {
  const [one, other] = [randomBytes(32), randomBytes(32)]
  const envelope = randomBytes(40)
  t.notSame(markOf(one), markOf(other))
  t.notSame(tagOf(one, envelope), tagOf(other, envelope))
  t.notSame(tagOf(one, envelope), tagOf(one, randomBytes(40)))
  t.notSame(tagOf(one, envelope), markOf(one))
})

const aKey = () => createSecretKey(randomBytes(32))

t.test('a veiled unit comes back under its own key and mark only', async (t) => {
  const [key, mark, unitId] = [aKey(), randomBytes(32), randomUUID()]
  const veiled = veilUnit(key, mark, unitId)
  t.equal(veiled.length, 16)
  t.equal(unveilUnit(key, mark, veiled), unitId)
  t.not(unveilUnit(aKey(), mark, veiled), unitId)
  t.not(unveilUnit(key, randomBytes(32), veiled), unitId)
  t.notSame(veilUnit(key, randomBytes(32), unitId), veiled, 'two of one unit look different')
})

const text = (count: number) => randomBytes(count).toString('base64url')
const aSubmission = () => ({ m: text(32), signature: text(288), envelope: text(4144) })

t.test('takes a submission of exactly the right lengths and nothing besides', async (t) => {
  const sent = aSubmission()
  const read = submissionSchema.parse(sent)
  t.equal(read.credential.message.toString('base64url'), sent.m)
  t.equal(read.credential.signature.toString('base64url'), sent.signature)
  t.equal(read.envelope.toString('base64url'), sent.envelope)
  const wrong = [
    { ...sent, m: text(31) },
    { ...sent, signature: text(287) },
    { ...sent, envelope: text(4145) },
    { ...sent, m: `${sent.m.slice(1)}=` },
    { ...sent, m: `${sent.m.slice(1)}\n` },
    { ...sent, unit: 'North' },
    { m: sent.m, envelope: sent.envelope },
  ]
  for (const one of wrong) t.notOk(submissionSchema.safeParse(one).success)
})

t.test(
  'takes a blinded message of the length of the key, and a replacement with or without envelope',
  async (t) => {
    t.ok(issueSchema.safeParse({ token: 'a-token', blinded: text(256) }).success)
    t.notOk(issueSchema.safeParse({ token: 'a-token', blinded: text(255) }).success)
    t.ok(replacementSchema.safeParse({ m: text(32), envelope: text(4144) }).success)
    t.ok(replacementSchema.safeParse({ m: text(32), envelope: null }).success)
    t.notOk(replacementSchema.safeParse({ m: text(32) }).success)
  },
)
