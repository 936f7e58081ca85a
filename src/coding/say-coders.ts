import { type Message, message } from '../domain/message.ts'
import type { Coders } from './coders.ts'

/** For every place that shows what was coded: how many coders, and how far they agree, in words and figures. */
export function sayCoders(coders: Coders): readonly Message[] {
  if (coders.count === 1) return [message('coding.one-coder-note')]
  const { alpha, kappa, reliability, same, of, isSameAccount } = coders
  const figures = alpha === null || reliability === null ? [] : [message(`coding.reliability.${reliability}`)]
  return [
    ...figures,
    alpha === null
      ? message('coding.agreement.percent', { same, of })
      : message('coding.agreement.alpha', { alpha, kappa: kappa ?? alpha, same, of }),
    ...(isSameAccount ? [message('coding.agreement.same-account')] : []),
  ]
}
