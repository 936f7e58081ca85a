import type { FastifyReply } from 'fastify'
import { profiles } from '../../domain/disclosure/released-table.ts'
import { disclosureRules, smallestOpenGroup } from '../../domain/disclosure/rules.ts'
import { pillars } from '../../domain/evidence.ts'
import { message } from '../../domain/message.ts'
import { mostOwnItems } from '../../domain/own-item.ts'
import type { Errors } from '../../web/form.ts'
import { priorityFields } from './forms.ts'
import { ownField, ownPlaces } from './own-statements.ts'
import { setUpPage } from './pages.ts'
import { pulseCodes } from './read-set-up.ts'
import { boxesOf } from './typed-set-up.ts'

type SetUpView = {
  readonly organisation: { readonly id: string; readonly name: string; readonly timeZone: string }
  readonly checkId: string | null
  readonly typed: Readonly<Record<string, string>>
  readonly errors: Errors
  readonly locales: readonly string[]
}

/** The page of a draft, with what was typed and what is wrong with it. */
export function showSetUp(reply: FastifyReply, { organisation, checkId, typed, errors, locales }: SetUpView) {
  const say = (key: string, values = {}) => reply.say({ key, values })
  const boxes = boxesOf(typed, locales)
  const nameOf = new Intl.DisplayNames(reply.request.locale, { type: 'language' })
  const languages = boxes.languages.map((each) => ({ ...each, label: nameOf.of(each.code) ?? each.code }))
  const item = (each: (typeof boxes.items)[number]) => ({
    ...each,
    label: say(pulseCodes.includes(each.code) ? 'checks.set-up.pulse-item' : 'checks.set-up.item', {
      item: message(`clarity-survey.item.${each.code}`),
    }),
  })
  const text = (field: string) => typed[field] ?? ''
  return reply.show(setUpPage, {
    title: say(checkId === null ? 'checks.set-up.title-new' : 'checks.set-up.title'),
    lead: say('checks.set-up.lead'),
    errors,
    links: [{ href: `/app/organisations/${organisation.id}`, label: organisation.name }],
    checkId,
    timeZone: organisation.timeZone,
    name: text('name'),
    opensOn: text('opensOn'),
    closesOn: text('closesOn'),
    resultsOn: text('resultsOn'),
    resultsTo: text('resultsTo'),
    runBy: text('runBy'),
    profile: text('profile'),
    profiles: profiles.map((value) => ({
      value,
      label: say(`checks.profile.${value}`),
      hint: say('checks.profile.hint', {
        k: disclosureRules[value].k,
        detail: disclosureRules[value].detail,
      }),
    })),
    openLink: text('openLink') === 'yes',
    openLinkHint: say('checks.set-up.open-link-hint', { open: smallestOpenGroup }),
    priorities: priorityFields.map((name, at) => ({
      name,
      label: say('checks.set-up.priority', { n: at + 1 }),
      value: text(name),
    })),
    languages: languages.length > 1 ? languages : [],
    onlyLanguage: languages.length === 1 ? (languages[0] ?? null) : null,
    pulse: text('pulse') === 'yes',
    pulseHint: say('checks.set-up.pulse-hint', { count: pulseCodes.length }),
    items: boxes.items.map(item),
    bank: boxes.bank.map(item),
    own: showOwn(reply, { organisation, typed, errors, locales }),
  })
}

type OwnView = Omit<SetUpView, 'checkId'>

/** A place for each statement that may be added; the filled ones first, as they were saved. */
function showOwn(reply: FastifyReply, { organisation, typed, errors, locales }: OwnView) {
  const say = (key: string, values = {}) => reply.say({ key: `checks.own.${key}`, values })
  const nameOf = new Intl.DisplayNames(reply.request.locale, { type: 'language' })
  const text = (place: number, part: string) => typed[ownField(place, part)] ?? ''
  const isUsed = ({ texts, reversed }: { texts: readonly { value: string }[]; reversed: boolean }) =>
    reversed || texts.some(({ value }) => value !== '')
  const places = ownPlaces.map((place) => ({
    legend: say('legend', { place }),
    texts: locales.map((language) => ({
      name: ownField(place, language),
      label: say(locales.length > 1 ? 'text-in' : 'text', { language: nameOf.of(language) ?? language }),
      value: text(place, language),
    })),
    pillar: { name: ownField(place, 'pillar'), value: text(place, 'pillar') },
    reversed: text(place, 'reversed') === 'yes',
    reversedName: ownField(place, 'reversed'),
  }))
  return {
    isOpen: places.some(isUsed) || Object.keys(errors).some((name) => name.startsWith('own')),
    hint: say('hint', {
      most: mostOwnItems,
      organisation: organisation.name,
      detail: disclosureRules.standard.detail,
      strict: disclosureRules.strict.detail,
    }),
    pillars: pillars.map((value) => ({ value, label: reply.say(message(`clarity-survey.pillar.${value}`)) })),
    places,
    words: { add: say('add'), remove: say('remove') },
  }
}
