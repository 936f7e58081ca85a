import { type Kysely, sql } from 'kysely'

/**
 * The two statements of the answering path. As functions they are planned once a connection and not once a call, which
 * took longer than running them; prepared statements would do the same, but not behind every pooler.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const by of ['token', 'code'] as const) {
    await sql.raw(knocking(by)).execute(db)
    await sql.raw(storing(by)).execute(db)
  }
}

// A plan that is made while a table is empty is kept when it is full: it has to use the indexes from the start.
const plannedOnce = 'set plan_cache_mode = force_generic_plan set enable_seqscan = off'

/**
 * The invitation of a row `given` by its hash alone: `offset 0` keeps the planner, which knows nothing yet of a freshly
 * filled table, from walking through all invitations of the check instead.
 */
const invitationOf = {
  token: '(select * from invitations where token_hash = given.hash offset 0)',
  code: '(select * from invitations where check_id = of_check and code_hash = given.hash offset 0)',
} as const

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
  left join lateral ${invitationOf[by]} as invitation
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
    join lateral ${invitationOf[by]} as invitation
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
