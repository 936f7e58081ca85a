// The least that a survey page can be: the yardstick for ours, in the same run and on the same database.
import { PGlite } from '@electric-sql/pglite'
import formbody from '@fastify/formbody'
import Fastify from 'fastify'
import pg from 'pg'

type Insert = (ratings: readonly number[], text: string) => Promise<unknown>

const { DATABASE_URL, DATA_DIR, PORT, FORM_BYTES } = process.env
const names = Array.from({ length: 12 }, (_, at) => `r${at + 1}`)
const insert =
  DATABASE_URL === undefined ? await onPglite(`${DATA_DIR}/pglite`) : await onPostgres(DATABASE_URL)
const fields = names
  .map((name) => `<p>${name} <input type="number" name="${name}" min="1" max="5"></p>`)
  .join('')
const form = `<!doctype html><title>Survey</title><form method="post">${fields}<textarea name="text"></textarea>`
const page = form.padEnd(Number(FORM_BYTES), ' the same number of bytes ')

const app = Fastify()
await app.register(formbody)
app.get('/readyz', async () => ({ status: 'ready' }))
app.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page))
app.post<{ Body: Record<string, string> }>('/', async ({ body }, reply) => {
  const ratings = names.map((name) => Number(body[name]))
  if (ratings.some((rating) => !(rating >= 1 && rating <= 5))) return reply.code(422).send('')
  await insert(ratings, body.text ?? '')
  return reply.type('text/html; charset=utf-8').send('<!doctype html><p data-outcome="taken">Thank you.</p>')
})
process.once('SIGTERM', () => process.exit(0))
await app.listen({ host: '127.0.0.1', port: Number(PORT) })

async function onPostgres(url: string): Promise<Insert> {
  const pool = new pg.Pool({ connectionString: url, max: 16 })
  await pool.query(createTable())
  return (ratings, text) => pool.query(insertRow(), [...ratings, text])
}

async function onPglite(dataDir: string): Promise<Insert> {
  const pglite = await PGlite.create({ dataDir })
  await pglite.exec(createTable())
  return (ratings, text) => pglite.query(insertRow(), [...ratings, text])
}

function createTable(): string {
  const columns = names.map((name) => `${name} smallint not null`).join(', ')
  return `create table answers (id uuid primary key default gen_random_uuid(), ${columns}, text text not null)`
}

function insertRow(): string {
  const places = names.map((_, at) => `$${at + 1}`).join(', ')
  return `insert into answers (${names.join(', ')}, text) values (${places}, $13)`
}
