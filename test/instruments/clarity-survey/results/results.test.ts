import t from 'tap'
import { asJson } from '../../../../src/database/scope.ts'
import {
  favourable,
  isHidden,
  leadershipGroup,
  staffGroup,
} from '../../../../src/domain/disclosure/read-released.ts'
import type { ReleasedTable } from '../../../../src/domain/disclosure/released-table.ts'
import { aClosedCheck, aSurvey, releasedTableOf } from '../../../support/released.ts'
import { inRooms } from '../../../support/rooms.ts'

/** The cells of the row that a name heads, in the table with that caption. */
function rowIn(body: string, caption: string, name: string): readonly string[] {
  const table = body.split('<table').find((part) => part.includes(`<caption class="unseen">${caption}`)) ?? ''
  const row = table.split('<tr').find((part) => part.includes(`>${name}<`)) ?? ''
  return [...row.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell]) => textOf(cell ?? ''))
}

const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

const heat = 'Share who answered favourably, by group and statement'
const gapTable = 'Leadership and staff, statement by statement'

function figureOf(table: ReleasedTable, group: { readonly atoms: readonly string[] } | null, code: string) {
  const shown = group === null ? { hidden: 'too-few-answers' as const } : favourable(table, group, code)
  if (isHidden(shown)) throw new Error('The group is shown.')
  return shown
}

const room = inRooms(t)

room.test('figures on the pages are those of the gate', async (t, { scope, visitor }) => {
  const table = releasedTableOf(aSurvey)
  const { checkId } = await aClosedCheck(scope, { table })
  const page = await visitor.get(`/app/checks/${checkId}/survey`)
  t.equal(page.status, 200)

  const places = table.items.map((item) => item.code)
  for (const group of table.groups) {
    const cells = rowIn(page.body, heat, group.name)
    for (const code of ['S1', 'O5', 'C8']) {
      const { x, n, low, high } = figureOf(table, group, code)
      const expected =
        n >= 30
          ? `${Math.round((100 * x) / n)}\u00a0%`
          : low === high
            ? `${x} of ${n}`
            : low === 0
              ? `at most ${high}`
              : high === n
                ? `at least ${low}`
                : `${low}–${high} of ${n}`
      const found = (cells[places.indexOf(code) + 1] ?? '').replaceAll('\u00a0', ' ')
      t.ok(
        found.startsWith(expected.replaceAll('\u00a0', ' ')),
        `${group.name} ${code}: ${found} is ${expected}`,
      )
    }
  }

  const staff = figureOf(table, staffGroup(table), 'S1')
  const leaders = figureOf(table, leadershipGroup(table), 'S1')
  const [shown, , said] = rowIn(page.body, gapTable, 'Can list the priorities')
  t.equal(shown, `${Math.round((100 * staff.x) / staff.n)} %`)
  t.match(said, `of ${leaders.n}`)
  t.match(page.body, '81 of 98 people answered')
})

room.test('a hidden team has a reason and no figure, on any page', async (t, { scope, visitor }) => {
  const { checkId } = await aClosedCheck(scope)
  const pages = ['', '?show=rest', '?pillar=cultural&sort=lowest', '/items/S1', '/items/O5']
  for (const path of pages) {
    const { body, status } = await visitor.get(`/app/checks/${checkId}/survey${path}`)
    t.equal(status, 200)
    const rows = body.split('<tr').map((part) => part.slice(part.indexOf('>') + 1).split('</tr>')[0] ?? '')
    const hidden = rows.filter((row) => row.includes('>Key accounts<') || row.includes('>South<'))
    t.ok(hidden.length >= 2, `${path} names them`)
    for (const row of hidden) {
      t.match(row, 'Fewer than 5 invited: counted with South + Key accounts')
      t.notMatch(textOf(row.replaceAll('Fewer than 5', '')), /\d/, 'and no number')
    }
  }
})

room.test('leadership and staff are compared only where leaders are shown', async (t, { scope, visitor }) => {
  const table = releasedTableOf({ ...aSurvey, leaders: { invited: 7, answered: 4, share: 0.7 } })
  const { checkId } = await aClosedCheck(scope, { table })
  const { body } = await visitor.get(`/app/checks/${checkId}/survey`)
  t.match(body, 'Leadership is not shown by itself')
  t.notMatch(body, gapTable)
  t.match(body, '74 of 91 people answered', 'and cannot be found by subtraction')
})

room.test('nothing is shown before the close, nor of three answers', async (t, { scope, visitor }) => {
  const open = await aClosedCheck(scope, { status: 'open', table: releasedTableOf(aSurvey) })
  const three = { Sales: [{ name: 'North', invited: 12, answered: 3, share: 0.5 }] }
  const few = await aClosedCheck(scope, { table: releasedTableOf({ ...aSurvey, departments: three }) })
  const before = await visitor.get(`/app/checks/${open.checkId}/survey`)
  t.match(before.body, 'No result is shown before the check is closed')
  t.notMatch(before.body, '<table')
  t.equal((await visitor.get(`/app/checks/${open.checkId}/survey/items/S1`)).status, 404)
  const empty = await visitor.get(`/app/checks/${few.checkId}/survey`)
  t.match(empty.body, 'Fewer than 5 people answered')
  t.notMatch(textOf(empty.body), /\b3\b/, 'not even how many')
})

room.test('what people named is shown once it is coded', async (t, { scope, visitor, database }) => {
  const { checkId } = await aClosedCheck(scope)
  const address = `/app/checks/${checkId}/survey`
  t.match((await visitor.get(address)).body, 'what they named is not coded yet')
  const staff = { all: 20, two: 20, one: 14, none: 10, blank: 10, notCoded: 0 }
  await database.db
    .insertInto('released_recall')
    .values({
      workspace_id: scope.workspaceId,
      check_id: checkId,
      content: asJson({ version: 1, sides: { staff } }),
    })
    .execute()
  const { body } = await visitor.get(address)
  t.match(body, /27\s% named all three/)
  const caption = 'Share who say that they could list the priorities, and share who named them'
  const [, , ...shares] = rowIn(body, caption, 'Staff')
  t.same(shares, ['27 %', '27 %', '19 %', '27 %', '14 %', '0'])
  const [, , ...leaders] = rowIn(body, caption, 'Leaders')
  t.ok(leaders.every((cell) => cell === 'not coded'))
})

room.test('a statement has its spread only for large groups', async (t, { scope, visitor }) => {
  const { checkId } = await aClosedCheck(scope)
  const { body } = await visitor.get(`/app/checks/${checkId}/survey/items/S1`)
  const caption = 'Shares of every answer, by group'
  t.equal(rowIn(body, caption, 'All staff').length, 8)
  t.equal(rowIn(body, caption, 'North').length, 0)
  t.match(body, '<svg class="chart"')
  t.match(body, 'If someone asked me now')
  t.equal((await visitor.get(`/app/checks/${checkId}/survey/items/Z9`)).status, 404)

  const small = { Sales: [{ name: 'North', invited: 20, answered: 16, share: 0.5 }] }
  const few = await aClosedCheck(scope, { table: releasedTableOf({ ...aSurvey, departments: small }) })
  const none = await visitor.get(`/app/checks/${few.checkId}/survey/items/S1`)
  t.match(none.body, 'No group has 30 answers or more')
})

room.test(
  'the heatmap filters by pillar and sorts statements, never groups',
  async (t, { scope, visitor }) => {
    const shares = { S1: 0.9, S2: 0.5, S3: 0.1, S4: 0.7, S5: 0.6, S6: 0.2 }
    const departments = Object.fromEntries(
      Object.entries(aSurvey.departments).map(([name, teams]) => [
        name,
        teams.map((team) => ({ ...team, share: shares })),
      ]),
    )
    const { checkId } = await aClosedCheck(scope, { table: releasedTableOf({ ...aSurvey, departments }) })
    const view = async (query: string) => {
      const { body } = await visitor.get(`/app/checks/${checkId}/survey${query}`)
      const table = body.split('<table class="heat"')[1]?.split('</table>')[0] ?? ''
      return {
        items: [...table.matchAll(/items\/(\w+)/g)].map(([, code]) => code),
        groups: [...table.matchAll(/<th scope="row">([^<]+)</g)].map(([, name]) => name),
      }
    }
    const asked = await view('?pillar=strategic')
    t.same(asked.items, ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'])
    const lowest = await view('?pillar=strategic&sort=lowest')
    t.same(lowest.items, ['S3', 'S6', 'S2', 'S5', 'S4', 'S1'])
    t.same(lowest.groups, asked.groups)
    t.same((await view('?pillar=nonsense&sort=%00')).items.length, 20)
  },
)

room.test('another workspace finds no results', async (t, { other, visitor }) => {
  const { checkId } = await aClosedCheck(other)
  for (const path of ['', '/items/S1', '/rounds'])
    t.equal((await visitor.get(`/app/checks/${checkId}/survey${path}`)).status, 404)
})

room.run()
