import { type Message, message } from '../domain/message.ts'
import type { ReportModel } from './model.ts'

/** What a reader of the last version has to look at again. Both are what was, or would be, issued. */
export function changesSince(before: ReportModel, now: ReportModel): readonly Message[] {
  const changes = [
    ...pageOneChanges(before, now),
    ...findingChanges(before, now),
    ...chapterChanges(before, now),
  ]
  return changes.length > 0 ? changes : [message('reports.changes.none')]
}

function pageOneChanges({ pageOne: before }: ReportModel, { pageOne: now }: ReportModel): readonly Message[] {
  const textOf = ({ sentences }: ReportModel['pageOne']) => sentences.map(({ text }) => text).join(' ')
  const decisionsOf = ({ decisions }: ReportModel['pageOne']) =>
    decisions.map(({ action, owner }) => `${action} ${owner}`).join(' ')
  return [
    ...(before.headline === now.headline ? [] : [message('reports.changes.headline')]),
    ...(textOf(before) === textOf(now) ? [] : [message('reports.changes.sentences')]),
    ...(decisionsOf(before) === decisionsOf(now) ? [] : [message('reports.changes.decisions')]),
  ]
}

type Finding = ReportModel['findings'][number]

function findingChanges(before: ReportModel, now: ReportModel): readonly Message[] {
  const old = new Map(before.findings.map((each) => [each.target, each]))
  const current = new Set(now.findings.map((each) => each.target))
  const removed = before.findings.filter((each) => !current.has(each.target))
  return [
    ...now.findings.flatMap((each) => changeOf(old.get(each.target), each)),
    ...removed.map(({ name }) => message('reports.changes.removed', { name })),
  ]
}

function changeOf(before: Finding | undefined, now: Finding): readonly Message[] {
  const { name } = now
  if (before === undefined) return [message('reports.changes.added', { name, verdict: now.says })]
  if (before.verdict !== now.verdict) {
    return [message('reports.changes.verdict', { name, before: before.says, now: now.says })]
  }
  return wordsOf(before) === wordsOf(now) ? [] : [message('reports.changes.reworded', { name })]
}

function wordsOf({ wording, why, remedy, firstStep, owner }: Finding): string {
  return [wording, why, remedy, firstStep, owner].join('\n')
}

function chapterChanges(before: ReportModel, now: ReportModel): readonly Message[] {
  const known = new Set(before.chapters.flatMap((chapter) => chapter.exhibits.map(({ id }) => id)))
  const added = now.chapters.flatMap((chapter) => chapter.exhibits).filter(({ id }) => !known.has(id))
  return added.map(({ title }) => message('reports.changes.exhibit', { title }))
}
