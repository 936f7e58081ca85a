import type { SideNames } from '../domain/disclosure/name-groups.ts'
import type { Translator } from './i18n.ts'

/** What units and groups are called, in the language of the check: made once, at opening and at close. */
export function groupNames(translate: Translator, locale: string): SideNames {
  const list = new Intl.ListFormat(locale.startsWith('en') ? 'en-GB' : locale, { type: 'conjunction' })
  const say = (key: string, values = {}) => translate.say(locale, { key, values })
  return {
    joined: (parts) => list.format(parts),
    direct: (team) => say('web.group.direct', { team }),
    staff: say('web.group.staff'),
    leadership: say('web.group.leadership'),
    openLink: say('web.group.open-link'),
  }
}
