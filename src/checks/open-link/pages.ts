import { z } from 'zod'
import { messageSchema } from '../../web/form.ts'
import { page } from '../../web/page.ts'

const links = z.array(z.object({ href: z.string(), label: z.string() }))

export const openLinkPage = page(
  'checks/open-link',
  z.object({
    title: z.string(),
    isTrial: z.boolean(),
    links,
    checkId: z.uuid(),
    address: z.string(),
    kiosk: z.string(),
    smallestGroup: z.number(),
    isOpen: z.boolean(),
    /** Why it does not work now; null when it does. */
    state: messageSchema.nullable(),
  }),
)

export const posterPage = page(
  'checks/poster',
  z.object({
    title: z.string(),
    heading: z.string(),
    /** What is read on the poster, in the check's first language whoever prints it. */
    lead: z.string(),
    scan: z.string(),
    type: z.string(),
    picture: z.string(),
    address: z.string(),
    qrCode: z.string(),
    wordsTitle: z.string(),
    /** Empty in a trial. */
    words: z.string(),
    promiseTitle: z.string(),
    promises: z.array(z.string()),
    who: z.string(),
    personal: z.string(),
  }),
  { layout: 'plain' },
)
