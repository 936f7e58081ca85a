import t from 'tap'
import { composeMail, type InvitationFacts, invitationLetter } from '../../src/mail/compose-mail.ts'
import { judgeFailure, pauseAfter } from '../../src/mail/judge-failure.ts'
import { readCatalogue } from '../../src/web/i18n.ts'

const translate = readCatalogue()
const facts: InvitationFacts = {
  kind: 'invitation',
  personName: 'Ada <Example> & Co',
  organisation: 'Kestrel Payments',
  runBy: 'Northgate Advisory',
  deadline: '4 December 2026 at 23:59 (London time)',
  resultsOn: '18 December 2026',
  resultsTo: 'everyone',
  smallestGroup: 5,
  isTrial: true,
  link: 'http://localhost/i/abc#secret',
  code: 'ABCD-EFGH-JKLM-NPQR',
  words: null,
  codeAddress: 'http://localhost/i/abc',
}

t.test('text and HTML say the same, and the HTML asks for nothing from anywhere', async (t) => {
  const { subject, text, html } = composeMail(invitationLetter(facts), 'en', translate)
  t.match(subject, 'Kestrel Payments')
  for (const part of [
    '4 December 2026 at 23:59',
    '18 December 2026',
    'at least 5 people',
    'ABCD-EFGH-JKLM-NPQR',
  ]) {
    t.match(text, part)
    t.match(html, part)
  }
  t.match(text, 'http://localhost/i/abc#secret')
  t.match(html, 'href="http://localhost/i/abc#secret"')
  t.match(html, 'Ada &lt;Example&gt; &amp; Co')
  t.notMatch(html, /<img|<script|<link|style=|src=/i)
})

t.test('a trial says so, and an ordinary check does not', async (t) => {
  const trial = composeMail(invitationLetter(facts), 'en', translate).text
  const ordinary = composeMail(invitationLetter({ ...facts, isTrial: false }), 'en', translate).text
  t.match(trial, 'could still link you to your answers')
  t.notMatch(ordinary, 'trial')
})

t.test('every word of a mail comes from the catalogue', async (t) => {
  const { text } = composeMail(invitationLetter(facts), 'en-XA', translate)
  const outside = text
    .replaceAll(/⟦[^⟧]*⟧/g, '')
    .replace(facts.link, '')
    .replace(facts.code, '')
  t.equal(outside.trim(), '')
})

t.test('a failure is judged by what the server replied', async (t) => {
  t.equal(judgeFailure({ code: 'EENVELOPE', responseCode: 550 }).kind, 'refused')
  t.equal(judgeFailure({ code: 'EMESSAGE', responseCode: 554 }).problem, 'message-refused')
  t.equal(judgeFailure({ code: 'EENVELOPE', responseCode: 451 }).kind, 'busy')
  t.equal(judgeFailure({ code: 'EAUTH', responseCode: 535 }).problem, 'sign-in')
  t.same(judgeFailure({ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550 }), {
    kind: 'away',
    problem: 'sender-refused',
  })
  t.equal(judgeFailure({ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 530 }).problem, 'sign-in')
  t.equal(judgeFailure({ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }).kind, 'refused')
  t.equal(judgeFailure({ code: 'ECONNECTION' }).kind, 'away')
  t.equal(judgeFailure({ responseCode: 421 }).kind, 'away')
})

t.test('attempts come further and further apart, up to a quarter of an hour', async (t) => {
  t.same([1, 2, 3, 20].map(pauseAfter), [30_000, 60_000, 120_000, 900_000])
})
