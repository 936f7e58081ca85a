import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Message, message } from '../domain/message.ts'
import { methodSections } from './method-sections.ts'
import { methodPage } from './pages.ts'

/** How the product arrives at what it says, with the very thresholds that it uses. */
export async function methodRoutes(app: FastifyInstance): Promise<void> {
  app.get('/method', showMethod)
}

async function showMethod(_request: FastifyRequest, reply: FastifyReply) {
  const say = (text: Message): string => reply.say(text)
  return reply.show(methodPage, {
    title: say(message('method.title')),
    sections: methodSections().map(({ id, title, paragraphs, tables }) => ({
      id,
      title: say(title),
      paragraphs: paragraphs.map(say),
      tables: tables.map(({ caption, heads, rows }) => ({
        caption: say(caption),
        heads: heads.map(say),
        rows: rows.map((row) => row.map(say)),
      })),
    })),
  })
}
