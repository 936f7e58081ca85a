import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audit } from '../../access/require-account.ts'
import { inTransaction } from '../../database/scope.ts'
import { tellContract, tighten } from '../../domain/anonymity-contract.ts'
import { disclosureRules } from '../../domain/disclosure/rules.ts'
import { message } from '../../domain/message.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { checkOf } from '../find-check.ts'
import { contractPage } from './pages.ts'
import { replaceContract } from './queries.ts'

const path = '/checks/:checkId/contract'

/** What respondents were promised; while a check is open it can be made stricter, and nothing else. */
export async function contractRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get(path, async (request, reply) => {
    const check = await checkOf(request)
    // Before the opening it is part of what is signed off.
    if (check.status === 'draft') return reply.redirect(`/app/checks/${check.id}/sign-off`, 303)
    const canTighten = check.status === 'open' && check.profile !== 'strict'
    return reply.show(contractPage, {
      title: reply.say(message('checks.contract.title', { name: check.name })),
      isTrial: check.isTrial,
      links: [
        { href: `/app/organisations/${check.organisationId}`, label: check.organisationName },
        { href: `/app/checks/${check.id}`, label: check.name },
      ],
      clauses: [...tellContract(check.contract)],
      hash: check.contract.hash,
      stricter: canTighten ? message('checks.contract.stricter-text', disclosureRules.strict) : null,
    })
  })

  app.post(path, async (request, reply) => {
    const check = await checkOf(request)
    const isTightened = await tightenContract(deps, request)
    reply.flash(message(isTightened ? 'checks.contract.tightened' : 'checks.contract.not-tightened'))
    return reply.redirect(`/app/checks/${check.id}/contract`, 303)
  })
}

async function tightenContract(deps: Dependencies, request: FastifyRequest): Promise<boolean> {
  const { id, contract } = await checkOf(request)
  const stricter = tighten(contract)
  if (stricter === null) return false
  return inTransaction(request.scope, async (scope) => {
    if (!(await replaceContract(scope, id, stricter))) return false
    const details = { from: contract.hash, to: stricter.hash }
    await audit(deps, scope, { act: 'contract-tightened', subjectId: id, details })
    return true
  })
}
