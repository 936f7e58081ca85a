import type { CodingSubject } from '../../../coding/subject.ts'
import { message } from '../../../domain/message.ts'
import { findSurveyCheck } from '../results/queries.ts'
import { beginTexts } from './begin-coding.ts'
import { countObstacles } from './count-obstacles.ts'
import { listTextsBySide, saveThemes } from './queries.ts'

/** What people say is in the way, in themes (spec 02, Q2). */
export const obstaclesSubject: CodingSubject = {
  code: 'q2',
  title: message('assignment.obstacles.title'),
  about: message('assignment.obstacles.about'),
  freezing: message('assignment.obstacles.freezing'),
  frozen: message('assignment.obstacles.frozen'),
  questions: {},
  mode: 'themes',
  // A text of one person must not become the name of a theme by a mere click.
  naming: 'words',
  back: { path: '/survey#obstacles', label: message('assignment.back') },
  prepare: (preparing) => beginTexts(preparing, { question: 'q2', refuse: () => null, themes: null }),
  release: async (trx, checkId, coding) => {
    const table = (await findSurveyCheck(trx, checkId))?.table
    if (table === null || table === undefined)
      throw new Error('What is counted of a check is counted after its close.')
    const named = await listTextsBySide(trx, checkId, 'q1')
    const obstacles = await listTextsBySide(trx, checkId, 'q2')
    await saveThemes(trx, { checkId, subject: 'q2' }, countObstacles(table, { named, obstacles }, coding))
  },
}
