import type { Scope } from '../database/scope.ts'
import { asJson, inTransaction } from '../database/scope.ts'
import { contentHash } from '../domain/content-hash.ts'
import type { DraftWords } from './build-page-one.ts'
import { type ReportModel, reportModel } from './model.ts'

export type IssuedReport = {
  readonly version: number
  readonly model: ReportModel
  readonly hash: string
  readonly issuedAt: Date
}

const machineWords: DraftWords = { headline: null, sentences: null }

export async function findWords({ db, workspaceId }: Scope, checkId: string): Promise<DraftWords> {
  const row = await db
    .selectFrom('report_drafts')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .select(['headline', 'sentences'])
    .executeTakeFirst()
  return row ?? machineWords
}

/** Tells one state of the words from another. */
export function markOfWords(words: DraftWords): string {
  return contentHash(words).slice(0, 16)
}

/** Keeps the words unless somebody else changed them since `mark` was read; then nothing is changed. */
export function saveWords(
  scope: Scope,
  checkId: string,
  { words, mark }: { readonly words: DraftWords; readonly mark: string },
): Promise<'saved' | 'overtaken'> {
  return inTransaction(scope, async (trx) => {
    await lockCheck(trx, checkId)
    if (markOfWords(await findWords(trx, checkId)) !== mark) return 'overtaken'
    const row = {
      headline: words.headline,
      sentences: words.sentences === null ? null : asJson(words.sentences),
    }
    await trx.db
      .insertInto('report_drafts')
      .values({ workspace_id: trx.workspaceId, check_id: checkId, ...row })
      .onConflict((on) => on.columns(['workspace_id', 'check_id']).doUpdateSet(row))
      .execute()
    return 'saved'
  })
}

export async function findReport(
  { db, workspaceId }: Scope,
  checkId: string,
  version: number,
): Promise<IssuedReport | undefined> {
  const row = await db
    .selectFrom('reports')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('version', '=', version)
    .select(['version', 'model', 'hash', 'issued_at'])
    .executeTakeFirst()
  return row && { version: row.version, model: frozenModel(row), hash: row.hash, issuedAt: row.issued_at }
}

/** The newest version of a check's report; undefined where none was issued. */
export async function findLastReport(scope: Scope, checkId: string): Promise<IssuedReport | undefined> {
  return findReport(scope, checkId, await lastVersion(scope, checkId))
}

type Before = { readonly organisationId: string; readonly closedAt: Date; readonly most: number }

/** Rounds of the same organisation that closed before, the last first. */
export function listRoundsBefore(
  { db, workspaceId }: Scope,
  { organisationId, closedAt, most }: Before,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return db
    .selectFrom('checks')
    .where('workspace_id', '=', workspaceId)
    .where('organisation_id', '=', organisationId)
    .where('closed_at', '<', closedAt)
    .where('status', 'in', ['closed', 'reported'])
    .orderBy('closed_at', 'desc')
    .limit(most)
    .select(['id', 'name'])
    .execute()
}

/** A report whose content no longer has its hash was altered in the database: better no report than a false one. */
function frozenModel({ model, hash }: { readonly model: object; readonly hash: string }): ReportModel {
  if (contentHash(model) !== hash) throw new AlteredReport()
  return reportModel.parse(model)
}

export class AlteredReport extends Error {
  override readonly name = 'AlteredReport'
  constructor() {
    super('A stored report does not match the hash with which it was issued.')
  }
}

export type Issue = {
  readonly accountId: string
  readonly at: Date
  /** Makes the model for the version number that is now certain, given the last version. */
  build(version: number, before: ReportModel | null): ReportModel
}

/** Freezes the next version. Rivals wait for one another, so that no number is given twice. */
export function issueReport(scope: Scope, checkId: string, issue: Issue): Promise<number> {
  return inTransaction(scope, async (trx) => {
    await lockCheck(trx, checkId)
    const last = await lastVersion(trx, checkId)
    const before = last === 0 ? undefined : await findReport(trx, checkId, last)
    const version = last + 1
    const model = issue.build(version, before?.model ?? null)
    await trx.db
      .insertInto('reports')
      .values({
        workspace_id: trx.workspaceId,
        check_id: checkId,
        version,
        model: asJson(model),
        hash: contentHash(model),
        issued_at: issue.at,
        issued_by: issue.accountId,
      })
      .execute()
    await trx.db
      .updateTable('checks')
      .set({ status: 'reported' })
      .where('workspace_id', '=', trx.workspaceId)
      .where('id', '=', checkId)
      .execute()
    return version
  })
}

async function lastVersion({ db, workspaceId }: Scope, checkId: string): Promise<number> {
  const row = await db
    .selectFrom('reports')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .select((select) => select.fn.max('version').as('last'))
    .executeTakeFirst()
  return row?.last ?? 0
}

async function lockCheck({ db, workspaceId }: Scope, checkId: string): Promise<void> {
  await db
    .selectFrom('checks')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .select('id')
    .forUpdate()
    .execute()
}

export async function listReports({ db, workspaceId }: Scope, checkId: string) {
  return db
    .selectFrom('reports as r')
    .leftJoin('report_files as f', (on) =>
      on
        .onRef('f.workspace_id', '=', 'r.workspace_id')
        .onRef('f.check_id', '=', 'r.check_id')
        .onRef('f.version', '=', 'r.version')
        .on('f.form', '=', 'pdf'),
    )
    .where('r.workspace_id', '=', workspaceId)
    .where('r.check_id', '=', checkId)
    .orderBy('r.version', 'desc')
    .select(['r.version', 'r.hash', 'r.issued_at as issuedAt', 'r.model', 'f.form'])
    .execute()
}

export async function findPdf(
  { db, workspaceId }: Scope,
  checkId: string,
  version: number,
): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('report_files')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('version', '=', version)
    .where('form', '=', 'pdf')
    .select('content')
    .executeTakeFirst()
  return row && Buffer.from(row.content)
}

/** Keeps the first file that is made of a version; a second is the same and is dropped. */
export async function addPdf(
  { db, workspaceId }: Scope,
  checkId: string,
  { version, content }: { readonly version: number; readonly content: Buffer },
): Promise<void> {
  await db
    .insertInto('report_files')
    .values({ workspace_id: workspaceId, check_id: checkId, version, form: 'pdf', content })
    .onConflict((on) => on.columns(['workspace_id', 'check_id', 'version', 'form']).doNothing())
    .execute()
}

export type CardExports = { readonly times: number; readonly cards: number }

/** How many people of this check were sent a new link, as the audit log holds it. */
export async function countRenewedLinks({ db, workspaceId }: Scope, checkId: string): Promise<number> {
  const { count } = await db
    .selectFrom('audit_log')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('subject_id', '=', checkId)
    .where('act', '=', 'link-renewed')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** How often code cards of this check were exported, as the audit log holds it, and how many there were at the most. */
export async function countCardExports({ db, workspaceId }: Scope, checkId: string): Promise<CardExports> {
  const rows = await db
    .selectFrom('audit_log')
    .where('workspace_id', '=', workspaceId)
    .where('subject_id', '=', checkId)
    .where('act', '=', 'cards-exported')
    .select('details')
    .execute()
  const cards = rows.map(({ details }) => Number((details as { cards?: unknown }).cards ?? 0))
  return { times: rows.length, cards: Math.max(0, ...cards) }
}

/** Answers that never arrived or could not be opened, in the whole organisation; none in a trial. */
export async function findCollection(
  { db, workspaceId }: Scope,
  checkId: string,
): Promise<{ readonly lost: number; readonly unreadable: number }> {
  const row = await db
    .selectFrom('released_collection')
    .select(['lost', 'unreadable'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .executeTakeFirst()
  return row ?? { lost: 0, unreadable: 0 }
}
