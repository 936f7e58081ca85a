import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import { type Message, message } from '../../domain/message.ts'
import { formatDay } from '../../web/helpers.ts'
import { namedKey } from './erase-person.ts'
import type { erasePage, recordPage } from './pages.ts'
import type { PersonalRecord } from './read-record.ts'

type Say = (text: Message) => string
type Section = z.input<(typeof recordPage)['schema']>['sections'][number]

const own = (key: string, values: Message['values'] = {}) => message(`personal-record.${key}`, values)

/** The record as a person reads it; what somebody said stands in the download alone. */
export function sectionsOf(reply: FastifyReply, record: PersonalRecord): Section[] {
  const say: Say = reply.say.bind(reply)
  const section = (name: string, rows: Section['rows']): Section => ({
    title: say(own(`section.${name}`)),
    rows,
    none: rows.length > 0 ? null : say(own(`none.${name}`)),
  })
  return [
    section('roster', rosterRows(record.roster, say)),
    section('invitations', invitationRows(reply, record)),
    section(
      'executive',
      record.executive.map(({ check, role, state, statements }) => ({
        term: check,
        text: say(
          state === 'opened' && statements === null
            ? own('executive.coding')
            : own(`executive.${state}`, { role, count: statements?.length ?? 0 }),
        ),
      })),
    ),
    section(
      'interviews',
      record.interviews.map(({ check, goal, role, team }) => ({
        term: check,
        text: say(own('interview', { goal, role, team })),
      })),
    ),
    section(
      'named',
      record.named.map(({ check, as, text }) => ({ term: check, text: say(own(`as.${as}`, { text })) })),
    ),
    section(
      'log',
      record.log.map(({ at, act }) => ({ term: dayOf(reply, at), text: say(own('act', { act })) })),
    ),
  ]
}

function rosterRows({ name, email, team, leader, language }: PersonalRecord['roster'], say: Say) {
  const row = (key: string, text: string | null) => ({
    term: say(own(`roster.${key}`)),
    text: text === null || text === '' ? say(own('roster.empty')) : text,
  })
  return [
    row('name', name),
    row('email', email),
    row('team', team),
    row('leader', say(own(leader ? 'roster.yes' : 'roster.no'))),
    row('language', language),
  ]
}

function invitationRows(reply: FastifyReply, { invitations }: PersonalRecord): Section['rows'] {
  return invitations.map(({ check, unit, way, mails }) => ({
    term: check,
    text: reply.say(
      own(`invited.${way}`, {
        unit,
        days: mails.map((at) => dayOf(reply, at)).join(' · '),
        count: mails.length,
      }),
    ),
  }))
}

function dayOf({ request }: FastifyReply, at: Date): string {
  return formatDay(request.locale, at.toISOString().slice(0, 10))
}

/** What no page and no export can tell about somebody. */
export function notHereOf(reply: FastifyReply): string[] {
  return ['answers', 'used', 'texts', 'reports', 'backups'].map((name) => reply.say(own(`not-here.${name}`)))
}

type Fate = Pick<z.input<(typeof erasePage)['schema']>, 'goes' | 'byName' | 'stays'>

/** What an erasure takes and leaves, for exactly what is stored of this person. */
export function fateOf(reply: FastifyReply, record: PersonalRecord, ticked: readonly string[] | null): Fate {
  const say: Say = reply.say.bind(reply)
  const { invitations, executive, interviews, named, uploads } = record
  const isAsked = executive.some(({ state }) => state === 'invited' || state === 'sealed')
  const isOpened = executive.some(({ state }) => state === 'opened')
  const parts = (...given: readonly (readonly [string, boolean])[]) =>
    given.filter(([, is]) => is).map(([name]) => name)
  const goes = parts(
    ['roster', true],
    ['invitation', invitations.length > 0],
    ['asked', isAsked],
    ['opened', isOpened],
    ['interviews', interviews.length > 0],
    ['named', named.length > 0],
    ['uploads', uploads > 0],
  )
  const stays = parts(
    ['counted', true],
    ['sealed', invitations.length > 0],
    ['statements', isOpened],
    ['place', interviews.length > 0],
    ['log', true],
    ['reports', true],
    ['backups', true],
  )
  return {
    goes: goes.map((name) => say(own(`goes.${name}`))),
    stays: stays.map((name) => say(own(`stays.${name}`))),
    byName: byNameOf(record, say).map((one) => ({
      ...one,
      isTicked: ticked === null || ticked.includes(one.value),
    })),
  }
}

function byNameOf({ roster, executive, interviews, named }: PersonalRecord, say: Say) {
  const isByName = ({ email }: { readonly email: string | null }) => email === null || roster.email === null
  return [
    ...executive.filter(isByName).map(({ id, check, role }) => ({
      value: id,
      label: say(own('by-name.executive', { check, role })),
    })),
    ...interviews.map(({ id, check, role, goal }) => ({
      value: id,
      label: say(own('by-name.interview', { check, role, goal })),
    })),
    ...(named.length > 0
      ? [{ value: namedKey, label: say(own('by-name.named', { count: named.length })) }]
      : []),
  ]
}
