import type { ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import { type Message, message } from '../../../domain/message.ts'
import { isOwnCode } from '../../../domain/own-item.ts'
import { nameOf, ownGroup, statementOf } from '../own-items.ts'
import type { Voice } from './voice.ts'

type Subject = { readonly table: ReleasedTable; readonly code: string; readonly organisation: string }

/** What stands over one statement: in short and as it was asked, or, of an added one, who added it; and whose figures follow. */
export function showItemHead({ table, code, organisation }: Subject, { say }: Voice) {
  const item = table.items.find((each) => each.code === code)
  const isOfEveryone = isOwnCode(code) && ownGroup(table)?.side === 'everyone'
  return {
    heading: say(nameOf(table, code)),
    statement: say(
      item?.own === undefined ? statementOf(table, code) : addedBy(organisation, item.own.pillar),
    ),
    of: say(message(isOfEveryone ? 'results.item.everyone' : 'results.item.staff')),
    reversed: item?.reversed === true,
  }
}

function addedBy(organisation: string, pillar: string): Message {
  const of = message(`clarity-survey.pillar.${pillar}`)
  return message('results.own.added', { organisation, pillar: of })
}
