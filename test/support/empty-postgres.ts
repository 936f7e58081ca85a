import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { postgresUrl } from './postgres.ts'

// Apart from database.ts, which works within a run of tests only.

export const databaseKinds = ['pglite', 'postgres'] as const
export type DatabaseKind = (typeof databaseKinds)[number]

/** The address of a PostgreSQL database with nothing in it, not even tables. */
export async function emptyPostgresUrl(): Promise<string> {
  const server = await postgresUrl()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name}`)
  return withDatabase(server, name)
}

export async function onServer(server: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

export function withDatabase(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
