import { type Kysely, sql } from 'kysely'

/**
 * Everybody who comes without an account is let in by a role of its own, which knows neither whose an invitation is nor
 * what was answered; the functions take their role and their workspace themselves, so that one statement is still
 * enough. What is taken is counted, so that a database that forgot some of it can be told.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const door = 'alignment_door'
const collect = 'alignment_collect'
const close = 'alignment_close'

// As text: a condition that an index can answer would be taken for as good as the key that is asked for, and without
// statistics all of a workspace would be read for each row.
const named = `workspace_id::text = any ((select string_to_array(current_setting('app.workspace_id', true), ','))::text[])`
const asked = `any ((select nullif(current_setting('app.public_ids', true), '')::text[])::text[])`

// By table: the columns the door may read.
const readAtDoor: Readonly<Record<string, readonly string[]>> = {
  checks: [
    ...['workspace_id', 'id', 'organisation_id', 'public_id', 'name', 'status', 'profile', 'contract'],
    ...[
      'languages',
      'dropped_items',
      'bank_items',
      'own_items',
      'is_pulse',
      'priorities',
      'closes_at',
      'results_on',
      'results_to',
    ],
    ...['run_by', 'is_trial', 'mode', 'key_directory', 'open_link', 'open_link_ended'],
  ],
  organisations: ['workspace_id', 'id', 'name', 'time_zone'],
  units: ['workspace_id', 'check_id', 'id', 'name', 'side', 'invited'],
  invitations: [
    ...['workspace_id', 'check_id', 'id', 'unit_id', 'is_leader', 'token_hash', 'code_hash'],
    ...['spent_by', 'blinded_hash'],
  ],
  replaced_links: ['workspace_id', 'check_id', 'token_hash'],
  priorities_tests: ['workspace_id', 'check_id', 'public_id', 'seal_key', 'state'],
  executives: ['workspace_id', 'check_id', 'state'],
  // Nothing to read: a new answer has to be in a workspace that was named, that is all.
  responses: [],
}

const doorway = Object.entries(readAtDoor).flatMap(([table, columns]) => [
  ...(columns.length === 0 ? [] : [`grant select (${columns.join(', ')}) on ${table} to ${door}`]),
  `create policy at_the_door on ${table} to ${door}
    using (${named}) with check (${named})`,
])

// A plan that is made while a table is empty is kept when it is full: it has to use the indexes from the start.
const plannedOnce = 'set plan_cache_mode = force_generic_plan set enable_seqscan = off'

/** A function of one role, which sees what it names and nothing else; afterwards all is named that was before. */
const as = (role: string) => `set role to ${role} ${plannedOnce}`
const begin = `declare
  before text := coalesce(current_setting('app.workspace_id', true), '');
begin`
const names = (workspaces: string) => `perform set_config('app.workspace_id', ${workspaces}, true);`
const end = `${names('before')}
end`

// Not "select *": the door knows an invitation, and not whose it is.
const seenOfInvitation = 'workspace_id, check_id, id, unit_id, is_leader, spent_by, blinded_hash'

/**
 * The invitation of a row `given` by its hash alone: `offset 0` keeps the planner, which knows nothing yet of a freshly
 * filled table, from walking through all invitations of the check instead.
 */
const invitationOf = (by: 'token' | 'code', check: string) =>
  by === 'token'
    ? `(select ${seenOfInvitation} from invitations where token_hash = given.hash offset 0)`
    : `(select ${seenOfInvitation} from invitations
        where check_id = ${check} and code_hash = given.hash offset 0)`

/** Which database this is: another after a dump was put back into it, or after its server was started anew. */
const incarnation = `select xmin::text || ' ' || pg_postmaster_start_time()::text from never_written`
const telling = `create function incarnation() returns text language sql stable as $function$ ${incarnation} $function$`

/**
 * Counts one taking; undoes it where this is another database than the asker has seen or knows
 * of fewer than the asker has made.
 */
const count = `update takings set count = takings.count + 1
  where takings.counter = of_counter and takings.count >= known and seen = (${incarnation});
  if not found then
    raise exception 'This may not be the database that it was.' using errcode = 'AH001';
  end if;`
// What stored nothing leaves no trace here, either.
const countIfAny = `if found then
    ${count}
  end if;`
const asCounted = 'of_counter uuid, known bigint, seen text'

const counting = `
create function count_taking(${asCounted}) returns void
language plpgsql
as $function$
begin
  ${count}
end
$function$`

/**
 * Sealed answers say by their unit alone that they come from a leader, so where leaders have no unit they are asked what
 * everybody is asked: an estimate could be anybody's.
 */
const knocking = (by: 'token' | 'code') => `
create function knock_by_${by}(of_workspace uuid, of_check uuid, hashes text[])
returns table (
  status text, closes_at timestamptz, id uuid, is_leader boolean, unit_id uuid, spent_by text, unit_name text,
  invited integer, is_replaced boolean
)
language plpgsql stable ${as(door)}
as $function$
#variable_conflict use_column
${begin}
  ${names('of_workspace::text')}
  return query
  select coalesce(checks.status, 'closed'), coalesce(checks.closes_at, now()),
    invitation.id, invitation.is_leader and (checks.mode = 'trial' or units.side = 'leadership'), invitation.unit_id,
    coalesce(invitation.spent_by, invitation.blinded_hash), units.name, units.invited,
    exists (
      select from replaced_links
      where replaced_links.workspace_id = of_workspace and replaced_links.check_id = of_check
        and replaced_links.token_hash = given.hash
    )
  from unnest(hashes) with ordinality as given (hash, place)
  left join checks on checks.workspace_id = of_workspace and checks.id = of_check
  left join lateral ${invitationOf(by, 'of_check')} as invitation
    on invitation.workspace_id = of_workspace and invitation.check_id = of_check
  left join units on units.workspace_id = of_workspace and units.check_id = of_check
    and units.id = invitation.unit_id
  order by given.place;
  ${end}
$function$`

/** The places of those that were stored. */
const storing = (by: 'token' | 'code') => `
create function store_by_${by}(
  of_workspace uuid, of_check uuid, at_time timestamptz,
  hashes text[], leaders boolean[], marks text[], ids uuid[], sheets text[],
  ${asCounted}
)
returns table (place bigint)
language plpgsql ${as(door)}
as $function$
#variable_conflict use_column
${begin}
  ${names('of_workspace::text')}
  return query
  with held as materialized (
    select id from checks
    where workspace_id = of_workspace and id = of_check and status = 'open' and closes_at > at_time
    for share
  ), found as materialized (
    select given.*, invitation.workspace_id, invitation.check_id, invitation.id as invitation_id
    from unnest(hashes, leaders, marks, ids, sheets) with ordinality
      as given (hash, is_leader, mark, id, sheet, place)
    join lateral ${invitationOf(by, 'of_check')} as invitation
      on invitation.workspace_id = of_workspace and invitation.check_id = of_check
  ), spent as (
    update invitations set spent_by = found.mark
    from found, held
    where invitations.workspace_id = found.workspace_id and invitations.check_id = found.check_id
      and invitations.id = found.invitation_id
      and invitations.is_leader = found.is_leader and invitations.spent_by is null
    returning found.place, found.id, found.sheet, invitations.unit_id
  ), stored as (
    insert into responses (workspace_id, check_id, id, unit_id, content)
    select of_workspace, of_check, id, unit_id, sheet::jsonb from spent order by id
  )
  select place from spent;
  ${countIfAny}
  ${end}
$function$`

/** The units of those that were unused until now, by their place. */
const spending = (by: 'token' | 'code') => `
create function spend_by_${by}(
  workspaces uuid[], of_checks uuid[], hashes text[], blinds text[], at_time timestamptz,
  ${asCounted}
)
returns table (place bigint, unit_id uuid)
language plpgsql ${as(door)}
as $function$
#variable_conflict use_column
${begin}
  ${names(`array_to_string(workspaces, ',')`)}
  return query
  with given as materialized (
    select * from unnest(workspaces, of_checks, hashes, blinds) with ordinality
      as given (workspace_id, check_id, hash, blinded, place)
  ), held as materialized (
    select workspace_id, id from checks
    where (workspace_id, id) in (select workspace_id, check_id from given)
      and status = 'open' and mode = 'sealed' and closes_at > at_time
    order by id
    for share
  ), found as materialized (
    select given.*, invitation.id as invitation_id
    from given
    join held on held.workspace_id = given.workspace_id and held.id = given.check_id
    join lateral ${invitationOf(by, 'given.check_id')} as invitation
      on invitation.workspace_id = given.workspace_id and invitation.check_id = given.check_id
  )
  update invitations set blinded_hash = found.blinded
  from found
  where invitations.workspace_id = found.workspace_id and invitations.check_id = found.check_id
    and invitations.id = found.invitation_id
    and invitations.blinded_hash is null and invitations.spent_by is null
  returning found.place, invitations.unit_id;
  ${countIfAny}
  ${end}
$function$`

/** The places of those that were stored. */
const storingEnvelopes = `
create function store_envelopes(
  workspaces uuid[], of_checks uuid[], marks text[], tags text[], veils text[], sealed text[], at_time timestamptz,
  ${asCounted}
)
returns table (place bigint)
language plpgsql ${as(collect)}
as $function$
#variable_conflict use_column
${begin}
  ${names(`array_to_string(workspaces, ',')`)}
  return query
  with given as materialized (
    select distinct on (workspace_id, check_id, mark) place, workspace_id, check_id,
      decode(mark, 'hex') as mark, decode(tag, 'hex') as tag, decode(veil, 'hex') as veil,
      decode(envelope, 'base64') as envelope
    from unnest(workspaces, of_checks, marks, tags, veils, sealed) with ordinality
      as given (workspace_id, check_id, mark, tag, veil, envelope, place)
    order by workspace_id, check_id, mark, place
  ), held as materialized (
    select workspace_id, id from checks
    where (workspace_id, id) in (select workspace_id, check_id from given)
      and status = 'open' and mode = 'sealed' and closes_at > at_time
    order by id
    for share
  ), spent as (
    insert into spent_marks (workspace_id, check_id, mark, tag, is_withdrawn)
    select given.workspace_id, check_id, mark, tag, false
    from given join held on held.workspace_id = given.workspace_id and held.id = given.check_id
    order by mark
    on conflict do nothing
    returning workspace_id, check_id, mark
  ), stored as (
    insert into envelopes (workspace_id, check_id, mark, veil, envelope)
    select workspace_id, check_id, mark, veil, envelope
    from given join spent using (workspace_id, check_id, mark)
    order by mark
  )
  select given.place from given join spent using (workspace_id, check_id, mark);
  ${countIfAny}
  ${end}
$function$`

const storingOpenResponse = `
create function store_open_response(
  of_workspace uuid, of_check uuid, of_id uuid, of_unit uuid, sheet text, at_time timestamptz,
  ${asCounted}
)
returns table (is_stored boolean, is_open boolean)
language plpgsql ${as(collect)}
as $function$
#variable_conflict use_column
${begin}
  ${names('of_workspace::text')}
  with held as materialized (
    select id from checks
    where workspace_id = of_workspace and id = of_check
      and status = 'open' and mode = 'trial' and closes_at > at_time
    for share
  ), stored as (
    insert into responses (workspace_id, check_id, id, unit_id, content)
    select of_workspace, of_check, of_id, of_unit, sheet::jsonb from held
    on conflict (workspace_id, check_id, id) do nothing
    returning id
  )
  select exists (select from stored), exists (select from held) into is_stored, is_open;
  if is_stored then
    ${count}
  end if;
  return next;
  ${end}
$function$`

/** Public ids are secrets of their own: who names one sees its check, and so the organisation behind it. */
const lookingUp = (column: string) => `perform set_config('app.public_ids', public_ids::text, true);
  perform set_config('app.workspace_id', coalesce(string_agg(workspace_id::text, ','), ''), true)
    from ${column.split('.')[0]} where ${column} = any (public_ids);`
const endOfLookUp = `perform set_config('app.public_ids', '', true);
  ${end}`

const askedChecks = `
create function asked_checks(public_ids text[])
returns table (
  workspace_id uuid, check_id uuid, public_id text, name text, organisation text, time_zone text, status text,
  profile text, contract jsonb, languages jsonb, dropped_items jsonb, bank_items jsonb, own_items jsonb, is_pulse boolean, priorities jsonb,
  closes_at timestamptz, results_on date, results_to text, run_by text, is_trial boolean, mode text
)
language plpgsql stable ${as(door)}
as $function$
#variable_conflict use_column
${begin}
  ${lookingUp('checks.public_id')}
  return query
  select checks.workspace_id, checks.id, checks.public_id, checks.name, organisations.name,
    organisations.time_zone, checks.status, checks.profile, checks.contract, checks.languages,
    checks.dropped_items, checks.bank_items, checks.own_items, checks.is_pulse, checks.priorities, checks.closes_at, checks.results_on,
    checks.results_to, checks.run_by, checks.is_trial, checks.mode
  from checks
  join organisations
    on organisations.workspace_id = checks.workspace_id and organisations.id = checks.organisation_id
  where checks.public_id = any (public_ids);
  ${endOfLookUp}
$function$`

const askedOpenLinks = `
create function asked_open_links(public_ids text[])
returns table (public_id text, unit_id uuid, unit_name text, has_ended boolean)
language plpgsql stable ${as(door)}
as $function$
#variable_conflict use_column
${begin}
  ${lookingUp('checks.open_link')}
  return query
  select checks.public_id, units.id, units.name, checks.open_link_ended
  from checks
  left join units
    on units.workspace_id = checks.workspace_id and units.check_id = checks.id and units.side = 'open'
  where checks.open_link = any (public_ids);
  ${endOfLookUp}
$function$`

const askedTests = `
create function asked_tests(public_ids text[])
returns table (
  workspace_id uuid, check_id uuid, check_name text, public_id text, seal_key text, state text,
  organisation text, run_by text, asked bigint
)
language plpgsql stable ${as(door)}
as $function$
#variable_conflict use_column
${begin}
  ${lookingUp('priorities_tests.public_id')}
  return query
  select tests.workspace_id, tests.check_id, checks.name, tests.public_id, tests.seal_key, tests.state,
    organisations.name, checks.run_by, (
      select count(*) from executives
      where executives.workspace_id = tests.workspace_id and executives.check_id = tests.check_id
        and executives.state <> 'removed'
    )
  from priorities_tests as tests
  join checks on checks.workspace_id = tests.workspace_id and checks.id = tests.check_id
  join organisations
    on organisations.workspace_id = checks.workspace_id and organisations.id = checks.organisation_id
  where tests.public_id = any (public_ids);
  ${endOfLookUp}
$function$`

/** What is due lies in every workspace, so whoever owns the tables looks, and tells two ids and nothing else. */
const listing = (name: string, given: string, condition: string) => `
create function ${name}(${given}) returns table (workspace_id uuid, check_id uuid)
language sql stable security definer set search_path = public, pg_temp
as $function$
  select checks.workspace_id, checks.id from checks where ${condition} order by checks.closes_at
$function$`

const lists = [
  {
    name: 'due_checks',
    type: 'timestamptz',
    condition: `(status in ('open', 'paused') and closes_at <= $1) or status = 'closing'`,
  },
  {
    name: 'over_checks',
    type: 'uuid[]',
    condition: `id = any ($1) and status in ('closed', 'reported', 'discarded')`,
  },
]

const ways = ['token', 'code'] as const
const replaced = ways.flatMap((by) => [
  `drop function knock_by_${by}`,
  `drop function store_by_${by}`,
  `drop function spend_by_${by}`,
])

const statements = [
  `grant usage on schema public to ${door}`,
  ...doorway,
  `create policy asked_checks on checks for select to ${door} using (public_id = ${asked} or open_link = ${asked})`,
  `create policy asked_tests on priorities_tests for select to ${door} using (public_id = ${asked})`,
  // To hold an open check while an answer is stored takes the right to change something of it.
  `grant update (close_progress) on checks to ${door}`,
  `grant update (spent_by, blinded_hash) on invitations to ${door}`,
  `grant insert on responses to ${door}`,

  // How often each way in of each process has taken something, beside its twin in the key folder: what a restored
  // database knows of is less. No workspace, no time, no person.
  `create table takings (counter uuid primary key, count bigint not null)`,
  `grant select, update (count) on takings to ${door}, ${collect}`,
  // Nobody writes this row again, so only who copies it gives it another birth than it had. Its id goes along: a copy
  // belongs to the same notes in the key folder, another database does not.
  `create table never_written (
    is_only boolean primary key default true check (is_only),
    id uuid not null default gen_random_uuid()
  )`,
  `insert into never_written default values`,
  `grant select on never_written to ${door}, ${collect}`,
  `drop table restore_mark`,

  ...replaced,
  `drop function store_envelopes`,
  telling,
  counting,
  ...ways.flatMap((by) => [knocking(by), storing(by), spending(by)]),
  storingEnvelopes,
  storingOpenResponse,
  askedChecks,
  askedOpenLinks,
  askedTests,
  ...lists.flatMap(({ name, type, condition }) => [
    listing(name, type, condition),
    `revoke execute on function ${name}(${type}) from public`,
    `grant execute on function ${name}(${type}) to ${close}`,
  ]),
]
