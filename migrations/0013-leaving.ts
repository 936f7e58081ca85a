import { type Kysely, sql } from 'kysely'

/**
 * Whoever leaves the roster is let in no more. Their invitation stays until the close, used or not, and in the same form:
 * so neither what was counted nor what is shown tells whether they had answered.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const door = 'alignment_door'

// A plan that is made while a table is empty is kept when it is full: it has to use the indexes from the start.
const asDoor = `set role to ${door} set plan_cache_mode = force_generic_plan set enable_seqscan = off`
const begin = `declare
  before text := coalesce(current_setting('app.workspace_id', true), '');
begin`
const names = (workspaces: string) => `perform set_config('app.workspace_id', ${workspaces}, true);`
const end = `${names('before')}
end`

/** By its hash alone; see the migration before. */
const invitationOf = (by: 'token' | 'code', check: string) => {
  const seen = 'workspace_id, check_id, id, unit_id, is_leader, spent_by, blinded_hash, has_ended'
  return by === 'token'
    ? `(select ${seen} from invitations where token_hash = given.hash offset 0)`
    : `(select ${seen} from invitations where check_id = ${check} and code_hash = given.hash offset 0)`
}

const asCounted = 'of_counter uuid, known bigint, seen text'
const countIfAny = `if found then
    perform count_taking(of_counter, known, seen);
  end if;`

const knocking = (by: 'token' | 'code') => `
create function knock_by_${by}(of_workspace uuid, of_check uuid, hashes text[])
returns table (
  status text, closes_at timestamptz, id uuid, is_leader boolean, unit_id uuid, spent_by text, has_ended boolean,
  unit_name text, invited integer, is_replaced boolean
)
language plpgsql stable ${asDoor}
as $function$
#variable_conflict use_column
${begin}
  ${names('of_workspace::text')}
  return query
  select coalesce(checks.status, 'closed'), coalesce(checks.closes_at, now()),
    invitation.id, invitation.is_leader and (checks.mode = 'trial' or units.side = 'leadership'), invitation.unit_id,
    coalesce(invitation.spent_by, invitation.blinded_hash), invitation.has_ended, units.name, units.invited,
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
create or replace function store_by_${by}(
  of_workspace uuid, of_check uuid, at_time timestamptz,
  hashes text[], leaders boolean[], marks text[], ids uuid[], sheets text[],
  ${asCounted}
)
returns table (place bigint)
language plpgsql ${asDoor}
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
      and invitations.is_leader = found.is_leader and invitations.spent_by is null and not invitations.has_ended
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
create or replace function spend_by_${by}(
  workspaces uuid[], of_checks uuid[], hashes text[], blinds text[], at_time timestamptz,
  ${asCounted}
)
returns table (place bigint, unit_id uuid)
language plpgsql ${asDoor}
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
    and invitations.blinded_hash is null and invitations.spent_by is null and not invitations.has_ended
  returning found.place, invitations.unit_id;
  ${countIfAny}
  ${end}
$function$`

const ways = ['token', 'code'] as const

const statements = [
  // By the hash whoever comes back is given the same invitation again, and never a second one.
  `alter table invitations add has_ended boolean not null default false, add address_hash text`,
  `grant select (has_ended) on invitations to ${door}`,
  // Who had left before.
  `update invitations set has_ended = true where not exists (
    select from people where people.workspace_id = invitations.workspace_id and people.id = invitations.person_id
  )`,
  ...ways.map((by) => `drop function knock_by_${by}`),
  ...ways.flatMap((by) => [knocking(by), storing(by), spending(by)]),
]
