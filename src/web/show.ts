import '@fastify/csrf-protection'
import '@fastify/session'
import view from '@fastify/view'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Message } from '../domain/message.ts'
import { checkTemplates } from './check-templates.ts'
import { directionOf, pseudoLocale, type Translator } from './i18n.ts'
import type { Page } from './page.ts'
import { shellSchema } from './shell.ts'
import { engine, prepareTemplates, readTemplatesAnew, viewFolder } from './templates.ts'

export type SignedIn = {
  readonly accountId: string
  readonly workspaceId: string
  readonly workspaceName: string
}

declare module 'fastify' {
  interface Session {
    accountId?: string | undefined
    /** Milliseconds since 1970. */
    signedInAt?: number | undefined
    /** Of which password they knew: when it was set, in milliseconds; 0 for the first. */
    passwordSince?: number | undefined
    flash?: Message | undefined
  }
  interface FastifyRequest {
    locale: string
    /** Who is signed in; null on respondent pages always. */
    account: SignedIn | null
  }
  interface FastifyReply {
    /** Draws a page in the reader's language. */
    show<P extends Page>(page: P, data: z.input<P['schema']>): Promise<FastifyReply>
    /** The same as text, for a page that is kept. */
    draw<P extends Page>(page: P, data: z.input<P['schema']>): Promise<string>
    say(text: Message): string
    /** A note for the next page that this visitor sees. */
    flash(text: Message): void
  }
}

export async function addViews(
  app: FastifyInstance,
  translate: Translator,
  { isProduction, isDevelopment }: { readonly isProduction: boolean; readonly isDevelopment: boolean },
): Promise<void> {
  prepareTemplates(translate)
  checkTemplates(translate)
  if (isDevelopment) app.addHook('onRequest', async () => readTemplatesAnew())
  await app.register(view, { engine: { handlebars: engine }, root: viewFolder, production: isProduction })
  app.decorateRequest('locale', 'en')
  app.decorateRequest('account', null)
  app.addHook('onRequest', (request, _reply, done) => {
    const chosen = translate.choose(request.headers['accept-language'])
    request.locale = isProduction && chosen === pseudoLocale ? 'en' : chosen
    done()
  })
  app.decorateReply('say', function (this: FastifyReply, text: Message) {
    return translate.say(this.request.locale, text)
  })
  app.decorateReply('flash', function (this: FastifyReply, text: Message) {
    this.request.session.set('flash', text)
  })
  app.decorateReply('draw', drawPage as FastifyReply['draw'])
  app.decorateReply('show', async function (this: FastifyReply, page: Page, data: z.input<Page['schema']>) {
    const html = await this.draw(page, data)
    return this.type('text/html; charset=utf-8').send(html)
  } as FastifyReply['show'])
}

async function drawPage(this: FastifyReply, page: Page, data: unknown): Promise<string> {
  const content = page.schema.parse(data) as Content
  return this.viewAsync(
    page.template,
    { ...content, shell: shellOf(this, content) },
    { layout: `layouts/${page.layout}.hbs` },
  )
}

type Content = {
  title: string
  isTrial?: boolean
  masthead?: z.infer<typeof shellSchema>['masthead']
}

function shellOf(reply: FastifyReply, { title, isTrial, masthead }: Content): z.infer<typeof shellSchema> {
  const { request } = reply
  const { account } = request
  return shellSchema.parse({
    title,
    locale: request.locale,
    dir: directionOf(request.locale),
    path: request.url.split('?')[0],
    csrf: hasSession(request) ? reply.generateCsrf() : '',
    workspaceName: account?.workspaceName ?? null,
    signedIn: account !== null,
    flash: takeFlash(request, reply),
    trial: isTrial === true,
    masthead: masthead ?? null,
  })
}

const hasSession = (request: FastifyRequest) => request.session !== undefined && request.session !== null

function takeFlash(request: FastifyRequest, reply: FastifyReply): string | null {
  const text = hasSession(request) ? request.session.get('flash') : undefined
  if (text === undefined || text === null) return null
  request.session.set('flash', undefined)
  return reply.say(text)
}
