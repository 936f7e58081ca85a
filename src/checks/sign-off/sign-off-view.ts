import type { z } from 'zod'
import { contractOf, openGroupOf, tellContract } from '../../domain/anonymity-contract.ts'
import { dayAt } from '../../domain/day.ts'
import type { TeamNode } from '../../domain/disclosure/released-table.ts'
import { disclosureRules } from '../../domain/disclosure/rules.ts'
import { type Message, message } from '../../domain/message.ts'
import { chooseItems } from '../../instruments/clarity-survey/items.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { formatDateTime, formatDay } from '../../web/helpers.ts'
import { sampleMail } from '../invitations/invitation-mail.ts'
import type { CheckRecord } from '../queries.ts'
import { sayZone } from '../say-dates.ts'
import type { signOffPage } from './pages.ts'
import type { OpeningRefusal, Prospect } from './prospect.ts'
import { warningsOf } from './warnings.ts'

const namesShown = 60

type View = z.input<(typeof signOffPage)['schema']>
type Given = { readonly check: CheckRecord; readonly prospect: Prospect; readonly locale: string }

/** `failed`: an error on the server stopped the opening. */
export type ShownRefusal = OpeningRefusal | 'failed'

/** All that is signed off, in words: what will be frozen, who gets what, and what will be visible. */
export function signOffView(deps: Dependencies, given: Given, refused: ShownRefusal | null): View {
  const { check, prospect, locale } = given
  const { plan, roster } = prospect
  const say = (key: string, values = {}) =>
    deps.translate.say(locale, { key: `checks.sign-off.${key}`, values })
  const rule = disclosureRules[check.profile]
  const leaders = roster.people.filter(({ isLeader }) => isLeader).map(({ name }) => name)
  const withoutAddress = roster.people.filter(({ hasAddress }) => !hasAddress).map(({ name }) => name)
  const refusal = prospect.refusal ?? refused
  const contract = contractOf({ ...check.contract, protocol: prospect.isSealed ? 'sealed' : 'trial' })
  const today = dayAt(deps.now(), check.timeZone)
  const recipient = roster.people.find(({ hasAddress }) => hasAddress) ?? roster.people[0]
  const { subject, text } = sampleMail(deps, { ...check, isTrial: !prospect.isSealed }, recipient?.name ?? '')
  return {
    title: say('title', { name: check.name }),
    isTrial: !prospect.isSealed,
    links: [
      { href: `/app/organisations/${check.organisationId}`, label: check.organisationName },
      { href: `/app/checks/${check.id}`, label: check.name },
    ],
    checkId: check.id,
    name: check.name,
    mark: prospect.mark,
    refusal: refusal === null ? null : message(`checks.refused.${refusal}`, refusalValues(prospect, rule.k)),
    canOpen: prospect.refusal === null,
    warnings: [
      ...warningsOf({
        ...{ check, roster, plan, k: rule.k, today },
        ...{ hasMail: deps.mailer !== null, isSealed: prospect.isSealed },
      }),
    ],
    dates: datesOf(deps, given),
    counts: [
      { label: say('people'), value: roster.people.length },
      { label: say('leaders'), value: leaders.length },
      { label: say('mails'), value: roster.people.length - withoutAddress.length },
      { label: say('cards'), value: withoutAddress.length },
    ],
    tree: treeRows(prospect),
    leaders: leaders.slice(0, namesShown),
    moreLeaders: Math.max(0, leaders.length - namesShown),
    withoutAddress: withoutAddress.slice(0, namesShown),
    moreWithoutAddress: Math.max(0, withoutAddress.length - namesShown),
    units: plan.units.map(({ name, side, invited }) => ({ name, side, invited })),
    visible: {
      groups: plan.groups.length,
      unshown: plan.unshown.length,
      k: rule.k,
      detail: rule.detail,
    },
    mail: { subject, text },
    own: ownOf(check),
    contract: { clauses: [...tellContract(contract)], hash: contract.hash },
    facts: factsOf(check, prospect),
  }
}

function refusalValues({ named }: Prospect, k: number) {
  return { k, name: named?.written ?? '' }
}

function ownOf(check: CheckRecord): View['own'] {
  if (check.ownItems.length === 0) return null
  const { detail } = disclosureRules[check.profile]
  return {
    title: message('checks.own.sign-off', { organisation: check.organisationName }),
    text: message('checks.own.sign-off-text', { detail }),
    statements: check.ownItems.flatMap(({ texts, pillar, reversed }) =>
      Object.values(texts).map((text) => ({
        text: message(`checks.own.sign-off-${reversed ? 'reversed' : 'plain'}`, { text }),
        pillar: message(`clarity-survey.pillar.${pillar}`),
      })),
    ),
  }
}

function datesOf({ translate }: Dependencies, { check, locale }: Given) {
  const say = (key: string) => translate.say(locale, { key: `checks.sign-off.${key}` })
  const zone = translate.say(locale, sayZone(check.timeZone))
  const languages = new Intl.DisplayNames(locale, { type: 'language' })
  return [
    { label: say('opens'), value: formatDay(locale, check.opensOn) },
    { label: say('closes'), value: `${formatDateTime(locale, check.closesAt, check.timeZone)} (${zone})` },
    { label: say('results'), value: check.resultsOn === null ? '' : formatDay(locale, check.resultsOn) },
    { label: say('results-to'), value: check.resultsTo },
    { label: say('run-by'), value: check.runBy },
    { label: say('languages'), value: check.languages.map((each) => languages.of(each) ?? each).join(', ') },
    { label: say('asked'), value: translate.say(locale, askedOf(check)) },
    { label: say('profile'), value: translate.say(locale, { key: `checks.profile.${check.profile}` }) },
  ]
}

function askedOf(check: CheckRecord): Message {
  const own = check.ownItems.length
  const values = { count: chooseItems(check).length - own, own }
  return message(`checks.sign-off.asked-${check.isPulse ? 'pulse' : 'full'}`, values)
}

function treeRows({ plan }: Prospect): View['tree'] {
  const unitByNode = new Map(plan.units.flatMap(({ nodeIds, name }) => nodeIds.map((id) => [id, name])))
  const rows = (node: TeamNode, depth: number): View['tree'] => [
    {
      name: node.name,
      depth: Math.min(depth, 4),
      staff: node.direct === 0 && node.children.length > 0 ? null : node.direct,
      unit: node.direct === 0 ? null : (unitByNode.get(node.id) ?? null),
    },
    ...node.children.flatMap((child) => rows(child, depth + 1)),
  ]
  return rows(plan.frozen.tree, 0)
}

function factsOf({ openLink, contract }: CheckRecord, { isSealed }: Prospect) {
  return [
    message('checks.fact.before-close'),
    message(`checks.fact.${isSealed ? 'sealed-keys' : 'keys'}`),
    ...(openLink === null ? [] : [message('checks.fact.open-link', { open: openGroupOf(contract.rule) })]),
  ]
}
