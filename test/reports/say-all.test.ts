import t from 'tap'
import { message } from '../../src/domain/message.ts'
import { sayAll } from '../../src/reports/say-all.ts'

t.test('says every message, however deep, and leaves the rest', async (t) => {
  const given = {
    title: message('a'),
    rows: [
      { text: message('b'), n: 3 },
      { text: null, n: 0 },
    ],
    on: '2026-11-20',
  }
  t.same(
    sayAll(given, ({ key }) => key.toUpperCase()),
    {
      title: 'A',
      rows: [
        { text: 'B', n: 3 },
        { text: null, n: 0 },
      ],
      on: '2026-11-20',
    },
  )
})
