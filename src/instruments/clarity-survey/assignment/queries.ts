import { asJson, type Scope } from '../../../database/scope.ts'
import type { ReleasedRecall } from '../../../domain/disclosure/released-recall.ts'
import type { ReleasedThemes } from '../../../domain/disclosure/released-themes.ts'
import type { SideTexts } from './shown-sides.ts'

export type OpenQuestion = 'q1' | 'q2'

/** What people wrote, without unit, side or language: all that a coder may see. */
export async function listTexts(
  scope: Scope,
  checkId: string,
  question: OpenQuestion,
): Promise<readonly string[]> {
  const rows = await textsIn(scope, checkId, question).select('texts').execute()
  return rows.flatMap((row) => row.texts)
}

/** What each person wrote, by side and language and in no order. For counting when coding ends, never for a page. */
export async function listTextsBySide(
  scope: Scope,
  checkId: string,
  question: OpenQuestion,
): Promise<readonly SideTexts[]> {
  return textsIn(scope, checkId, question).select(['side', 'language', 'texts']).execute()
}

function textsIn({ db, workspaceId }: Scope, checkId: string, question: OpenQuestion) {
  return db
    .selectFrom('open_texts')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('question', '=', question)
}

/** Written once: a second count would let two figures be compared, and the difference could be one person. */
export async function saveRecall(
  { db, workspaceId }: Scope,
  checkId: string,
  recall: ReleasedRecall,
): Promise<void> {
  await db
    .insertInto('released_recall')
    .values({ workspace_id: workspaceId, check_id: checkId, content: asJson(recall) })
    .execute()
}

/** Written once, as above. */
export async function saveThemes(
  { db, workspaceId }: Scope,
  place: { readonly checkId: string; readonly subject: OpenQuestion },
  themes: ReleasedThemes,
): Promise<void> {
  await db
    .insertInto('released_themes')
    .values({
      workspace_id: workspaceId,
      check_id: place.checkId,
      subject: place.subject,
      content: asJson(themes),
    })
    .execute()
}
