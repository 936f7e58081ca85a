import type { CodingSubject } from '../../../coding/subject.ts'
import { message } from '../../../domain/message.ts'
import { findSurveyCheck } from '../results/queries.ts'
import { beginTexts } from './begin-coding.ts'
import { countRecall } from './count-recall.ts'
import { listTextsBySide, saveRecall } from './queries.ts'

/** What people named as priorities, held against the agreed ones (spec 02, Q1). */
export const prioritiesNamedSubject: CodingSubject = {
  code: 'q1',
  title: message('assignment.named.title'),
  about: message('assignment.named.about'),
  freezing: message('assignment.named.freezing'),
  frozen: message('assignment.named.frozen'),
  questions: {},
  mode: 'given',
  naming: 'words',
  back: { path: '/survey#named', label: message('assignment.back') },
  prepare: (preparing) =>
    beginTexts(preparing, {
      question: 'q1',
      refuse: ({ priorities, recall }) => {
        if (recall !== null) return message('assignment.named.frozen')
        return priorities.length === 0 ? message('assignment.named.no-priorities') : null
      },
      themes: ({ priorities }) => priorities.map(({ id, text }) => ({ id, name: text })),
    }),
  release: async (trx, checkId, coding) => {
    const table = (await findSurveyCheck(trx, checkId))?.table
    if (table === null || table === undefined)
      throw new Error('What is counted of a check is counted after its close.')
    const responses = await listTextsBySide(trx, checkId, 'q1')
    await saveRecall(trx, checkId, countRecall(table, responses, coding))
  },
}
