import { type Kysely, sql } from 'kysely'

/**
 * The statements of the answering paths. As functions they are planned once a connection and not once a call, which
 * took longer than running them; prepared statements would do the same, but not behind every pooler.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const by of ['token', 'code'] as const) {
    await sql.raw(knocking(by)).execute(db)
    await sql.raw(storing(by)).execute(db)
    await sql.raw(spending(by)).execute(db)
  }
  await sql.raw(storingEnvelopes).execute(db)
}

// A plan that is made while a table is empty is kept when it is full: it has to use the indexes from the start.
const plannedOnce = 'set plan_cache_mode = force_generic_plan set enable_seqscan = off'

/**
 * The invitation of a row `given` by its hash alone: `offset 0` keeps the planner, which knows nothing yet of a freshly
 * filled table, from walking through all invitations of the check instead.
 */
const invitationOf = (by: 'token' | 'code', check: string) =>
  by === 'token'
    ? '(select * from invitations where token_hash = given.hash offset 0)'
    : `(select * from invitations where check_id = ${check} and code_hash = given.hash offset 0)`

const knocking = (by: 'token' | 'code') => `
create function knock_by_${by}(of_workspace uuid, of_check uuid, hashes text[])
returns table (
  status text, closes_at timestamptz, id uuid, is_leader boolean, unit_id uuid, spent_by text, unit_name text,
  invited integer, is_replaced boolean
)
language plpgsql stable ${plannedOnce}
as $function$
#variable_conflict use_column
begin
  return query
  select coalesce(checks.status, 'closed'), coalesce(checks.closes_at, now()),
    invitation.id, invitation.is_leader, invitation.unit_id,
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
end
$function$`

/** The places of those that were stored. */
const storing = (by: 'token' | 'code') => `
create function store_by_${by}(
  of_workspace uuid, of_check uuid, at_time timestamptz,
  hashes text[], leaders boolean[], marks text[], ids uuid[], sheets text[]
)
returns table (place bigint)
language plpgsql ${plannedOnce}
as $function$
#variable_conflict use_column
begin
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
end
$function$`

/** The units of those that were unused until now, by their place. */
const spending = (by: 'token' | 'code') => `
create function spend_by_${by}(
  workspaces uuid[], of_checks uuid[], hashes text[], blinds text[], at_time timestamptz
)
returns table (place bigint, unit_id uuid)
language plpgsql ${plannedOnce}
as $function$
#variable_conflict use_column
begin
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
end
$function$`

/** The places of those that were stored. */
const storingEnvelopes = `
create function store_envelopes(
  workspaces uuid[], of_checks uuid[], marks text[], tags text[], veils text[], sealed text[], at_time timestamptz
)
returns table (place bigint)
language plpgsql ${plannedOnce}
as $function$
#variable_conflict use_column
begin
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
end
$function$`
