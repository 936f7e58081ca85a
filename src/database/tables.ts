import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { OwnItem } from '../domain/own-item.ts'

type Instant = ColumnType<Date, Date, Date>
type MaybeInstant = ColumnType<Date | null, Date | null | undefined, Date | null>
/** A calendar day as 'YYYY-MM-DD'. */
type Day = string

export type Tables = {
  accounts: {
    id: string
    email: string
    name: string
    password_hash: string
    created_at: Instant
    password_changed_at: MaybeInstant
  }
  workspaces: { id: string; name: string; created_at: Instant }
  memberships: {
    workspace_id: string
    account_id: string
    role: 'owner' | 'consultant' | 'interviewer' | 'viewer'
  }
  sessions: { id_hash: string; content: JSONColumnType<object>; expires_at: Instant }
  setup_codes: { code_hash: string; created_at: Instant }
  rate_counters: { key_hash: string; window_start: Instant; hits: number }
  audit_log: {
    workspace_id: string
    id: string
    at: Instant
    account_id: string | null
    act: string
    subject_id: string | null
    details: JSONColumnType<object>
  }
  organisations: {
    workspace_id: string
    id: string
    name: string
    time_zone: string
    language: string
    is_example: boolean
    created_at: Instant
  }
  teams: { workspace_id: string; id: string; organisation_id: string; parent_id: string | null; name: string }
  people: {
    workspace_id: string
    id: string
    organisation_id: string
    team_id: string | null
    name: string
    email: string | null
    is_leader: boolean
    language: string | null
  }
  roster_imports: {
    workspace_id: string
    id: string
    organisation_id: string
    file_name: string
    content: Buffer
    mapping: JSONColumnType<object> | null
    status: 'uploaded' | 'running' | 'done' | 'failed'
    done_rows: number
    total_rows: number
    outcome: JSONColumnType<object> | null
    created_at: Instant
  }
  checks: {
    workspace_id: string
    id: string
    organisation_id: string
    public_id: string
    name: string
    status: 'draft' | 'open' | 'paused' | 'closing' | 'closed' | 'reported' | 'discarded'
    profile: 'standard' | 'strict'
    languages: JSONColumnType<readonly string[]>
    dropped_items: JSONColumnType<readonly string[]>
    bank_items: JSONColumnType<readonly string[]>
    own_items: ColumnType<readonly OwnItem[], string | undefined, string>
    is_pulse: Generated<boolean>
    priorities: JSONColumnType<readonly { id: string; text: string }[]>
    opens_on: Day
    closes_at: Instant
    results_on: Day | null
    results_to: string
    run_by: string
    opened_at: MaybeInstant
    closed_at: MaybeInstant
    frozen_tree: JSONColumnType<object> | null
    is_trial: boolean
    close_progress: number
    created_at: Instant
    mode: Generated<'sealed' | 'trial'>
    /** The ids of all public keys, exactly as they are served; null in drafts and trials. */
    key_directory: string | null
    directory_words: string | null
    /** The anonymity contract as locked at opening, with its hash; null in drafts. */
    contract: JSONColumnType<object> | null
    opening_profile: 'standard' | 'strict' | null
    /** The opening of a draft that was asked for last; null once it is open. */
    opening: ColumnType<object | null, string | null | undefined, string | null>
    /** The public id of the open link; null where there is none. */
    open_link: string | null
    open_link_ended: Generated<boolean>
  }
  units: {
    workspace_id: string
    check_id: string
    id: string
    name: string
    side: 'staff' | 'leadership' | 'open'
    node_ids: JSONColumnType<readonly string[]>
    invited: number
  }
  invitations: {
    workspace_id: string
    check_id: string
    id: string
    person_id: string
    unit_id: string
    is_leader: boolean
    language: string
    way: 'mail' | 'card'
    generation: number
    token_hash: string
    code_hash: string
    spent_by: string | null
    /** SHA-256 of the blinded message that was signed for this invitation. */
    blinded_hash: string | null
    /** Its person has left the roster: nobody is let in with it any more, used or not. */
    has_ended: Generated<boolean>
    /** Under a key outside the database; null while the person is on the roster. */
    address_hash: string | null
  }
  replaced_links: { workspace_id: string; check_id: string; token_hash: string }
  message_batches: {
    workspace_id: string
    check_id: string
    id: string
    kind: 'opening' | 'reminder' | 'new-link' | 'joiner'
    status: 'sending' | 'held' | 'done'
    created_at: Instant
    finished_at: MaybeInstant
  }
  messages: {
    workspace_id: string
    check_id: string
    id: string
    invitation_id: string
    kind: 'invitation' | 'reminder'
    batch_id: string
    status: 'waiting' | 'held' | 'sent' | 'failed' | 'skipped'
    attempts: number
    next_at: Instant
    problem: string | null
  }
  participation: { workspace_id: string; check_id: string; day: Day; unit_id: string | null; band: number }
  responses: {
    workspace_id: string
    check_id: string
    id: string
    unit_id: string
    content: JSONColumnType<object>
  }
  spent_marks: { workspace_id: string; check_id: string; mark: Buffer; tag: Buffer; is_withdrawn: boolean }
  envelopes: { workspace_id: string; check_id: string; mark: Buffer; veil: Buffer; envelope: Buffer }
  waiting_texts: { workspace_id: string; check_id: string; closing_id: string; id: string; sealed: Buffer }
  released_collection: { workspace_id: string; check_id: string; lost: number; unreadable: number }
  released_tables: { workspace_id: string; check_id: string; content: JSONColumnType<object> }
  open_texts: {
    workspace_id: string
    check_id: string
    id: string
    question: 'q1' | 'q2'
    language: string
    side: 'staff' | 'leadership' | 'open'
    texts: JSONColumnType<readonly string[]>
  }
  codings: {
    workspace_id: string
    check_id: string
    subject: string
    start: JSONColumnType<object>
    seed: number
    created_at: Instant
  }
  coding_events: {
    workspace_id: string
    check_id: string
    subject: string
    /** From 0: how many steps came before. */
    place: number
    coder: 'lead' | 'second'
    account_id: string | null
    event: JSONColumnType<object>
    at: Instant
  }
  released_themes: {
    workspace_id: string
    check_id: string
    subject: string
    content: JSONColumnType<object>
  }
  released_recall: { workspace_id: string; check_id: string; content: JSONColumnType<object> }
  traced_goals: {
    workspace_id: string
    check_id: string
    id: string
    name: string
    /** What the top states, by element; empty where it never said it. */
    reference: JSONColumnType<Readonly<Record<'outcome' | 'measure' | 'deadline' | 'why' | 'owner', string>>>
    horizon: 'quarter' | 'direction'
    stated_by: string
    created_at: Instant
  }
  trace_interviews: {
    workspace_id: string
    check_id: string
    goal_id: string
    id: string
    parent_id: string | null
    position: number
    role: string
    level: 'executive' | 'head' | 'manager' | 'individual'
    team: string
    /** For the interviewer only; empty where nobody wrote it down. */
    name: string
    is_source: boolean
    said: string
    work: string
    language: string
    may_quote: boolean
    connection: 'stated' | 'none' | 'other' | null
    marks: JSONColumnType<object>
    /** The machine's suggestions as they stood when a person marked. */
    suggested: JSONColumnType<object>
    /** Sent by the interviewee through a link of their own; then the words are theirs alone. */
    state: 'open' | 'sent'
    version: number
    marks_version: number
    /** Which screen saved last: it may save again without having heard of its own success. */
    last_screen: string | null
    generation: number
    token_hash: string | null
    code_hash: string | null
    consented_at: MaybeInstant
  }
  findings: {
    workspace_id: string
    check_id: string
    target: string
    state: 'open' | 'accepted' | 'edited' | 'dismissed'
    /** The machine's verdict that was reviewed. */
    verdict: string
    wording: string | null
    why_here: string | null
    remedy: string | null
    first_step: string | null
    owner: string | null
    due_on: Day | null
    dismissal: string | null
  }
  /** The consultant's words for page one until the report is issued; null is the machine's. */
  report_drafts: {
    workspace_id: string
    check_id: string
    headline: string | null
    sentences: JSONColumnType<readonly { text: string; evidence: string | null }[]> | null
  }
  reports: {
    workspace_id: string
    check_id: string
    version: number
    model: JSONColumnType<object>
    hash: string
    issued_at: Instant
    issued_by: string
  }
  report_files: { workspace_id: string; check_id: string; version: number; form: string; content: Buffer }
  takings: { counter: string; count: number }
  never_written: { is_only: Generated<boolean>; id: Generated<string> }
  priorities_tests: {
    workspace_id: string
    check_id: string
    public_id: string
    /** The 32 bytes of an X25519 key as base64url; its private half lives in KEY_DIR. */
    seal_key: string
    state: 'open' | 'broken'
    created_at: Instant
    broken_at: MaybeInstant
    broken_by: string | null
    reason: string | null
    /** Ids of executives who had not sealed when the seal was broken. */
    missing: JSONColumnType<readonly string[]>
  }
  executives: {
    workspace_id: string
    check_id: string
    id: string
    name: string
    role: string
    email: string | null
    language: string
    generation: number
    token_hash: string
    code_hash: string
    state: 'invited' | 'sealed' | 'opened' | 'unreadable' | 'removed'
    /** Why somebody was added or removed after the first had sealed. */
    reason: string | null
    /** Encrypted in the executive's browser. */
    draft: string | null
    draft_revision: number
    sealed: Buffer | null
    may_show_role: boolean | null
    mail_kind: 'invitation' | 'reminder'
    mail_state: 'none' | 'waiting' | 'held' | 'sent' | 'failed'
    mail_count: number
    mail_problem: string | null
    /** Link or code were shown to a user of the workspace. */
    was_shown: boolean
  }
  priority_statements: {
    workspace_id: string
    check_id: string
    id: string
    answer_id: string
    executive_id: string
    question: 'P1' | 'P2' | 'P3' | 'P4' | 'P5'
    place: number
    side: 'chosen' | 'over' | null
    text: string
    target: string | null
    team: string | null
  }
  workshop_steps: {
    workspace_id: string
    check_id: string
    step: string
    revision: number
    content: JSONColumnType<object>
    changed_by: string
    changed_at: Instant
  }
  agreed_priorities: {
    workspace_id: string
    check_id: string
    place: number
    text: string
    owner: string
    measure: string
  }
  not_this_quarter: {
    workspace_id: string
    check_id: string
    place: number
    text: string
    statement_id: string | null
  }
}
