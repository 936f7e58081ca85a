import type { FastifyInstance, FastifyReply } from 'fastify'
import { message } from '../domain/message.ts'
import { designPage, reportSpecimen, respondentSpecimen } from './pages.ts'
import { chartSpecimens } from './specimens.ts'

const tokens = [
  'paper',
  'surface',
  'ink',
  'ink-quiet',
  'rule',
  'accent',
  'accent-soft',
  'leaders',
  'staff',
  'interval',
]
const scales = [
  'low-strong',
  'low',
  'mid',
  'high',
  'high-strong',
  'step-0',
  'step-1',
  'step-2',
  'step-3',
  'bad',
  'trial',
]

const verdictCodes = [
  'evident',
  'likely',
  'mixed',
  'pointed-to',
  'not-seen',
  'not-enough',
  'not-examined',
  'does-not-apply',
]
const pagesVerdicts = ['evident', 'likely', 'not-enough', 'not-seen', 'not-examined']

const heat = [
  ['product', '21 / 24', ['h 67 %', 'hh 76 %', 'm 48 %', 'm 52 %', 'l 38 %']],
  ['engineering', '38 / 45', ['m 47 %', 'll 24 %', 'll 18 %', 'l 39 %', 'l 34 %']],
  ['sales', '26 / 30', ['h 69 %', 'h 65 %', 'l 35 %', 'm 54 %', 'm 46 %']],
  ['marketing', '13 / 15', ['m 7 / 13', 'h 9 / 13', 'l 4 / 13', 'm 6 / 13', 'l 4 / 13']],
  ['operations', '19 / 25', ['h 11 / 19', 'h 12 / 19', 'l 7 / 19', 'm 9 / 19', 'l 7 / 19']],
] as const

type Step = 'hh' | 'h' | 'm' | 'l' | 'll'

/** The visual language on three pages, to look at while building. Registered in development only. */
export async function designRoutes(app: FastifyInstance): Promise<void> {
  app.get('/design', showParts)
  app.get('/design/respondent', showRespondent)
  app.get('/design/report', showReport)
}

const sayer = (reply: FastifyReply) => (key: string) => reply.say(message(`design.${key}`))

async function showParts(_request: unknown, reply: FastifyReply): Promise<FastifyReply> {
  const say = sayer(reply)
  return reply.show(designPage, {
    title: say('title'),
    colours: [...tokens, ...scales].map((token) => ({ token })),
    errors: { email: message('design.error.email'), start: message('design.error.start') },
    options: ['a', 'b', 'c'].map((value) => ({ value, label: say(`option.${value}`) })),
    charts: chartSpecimens(say),
    heatRows: heatRows(say),
    verdicts: verdictsOf(say, verdictCodes),
  })
}

async function showRespondent(_request: unknown, reply: FastifyReply): Promise<FastifyReply> {
  const say = sayer(reply)
  const points = ['5', '4', '3', '2', '1'].map((value) => ({
    value,
    label: say(`scale.${value}`),
    apart: false,
  }))
  return reply.show(respondentSpecimen, {
    title: say('respondent.title'),
    errors: { S5: message('design.error.choose') },
    scale: [...points, { value: 'cant-say', label: say('scale.none'), apart: true }],
  })
}

async function showReport(_request: unknown, reply: FastifyReply): Promise<FastifyReply> {
  const say = sayer(reply)
  return reply.show(reportSpecimen, {
    title: say('report.title'),
    charts: chartSpecimens(say),
    heatRows: heatRows(say),
    verdicts: verdictsOf(say, pagesVerdicts),
  })
}

function verdictsOf(say: (key: string) => string, codes: readonly string[]) {
  const pitfalls = ['leadership', 'forget', 'fear', 'talent', 'pay']
  return codes.map((code, index) => ({
    code,
    pitfall: say(`pitfall.${pitfalls[index % pitfalls.length]}`),
    verdict: say(`verdict.${code}`),
  }))
}

function heatRows(say: (key: string) => string) {
  return heat.map(([team, answered, cells]) => ({
    team: say(`team.${team}`),
    answered,
    cells: cells.map((cell) => {
      const space = cell.indexOf(' ')
      return { step: cell.slice(0, space) as Step, label: cell.slice(space + 1) }
    }),
  }))
}
