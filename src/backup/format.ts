import { z } from 'zod'

/**
 * A backup is lines of JSON, packed with gzip: the heading; for each table its name in a list of one, then its rows as
 * objects; at the end the number of all rows, in a list of one. It is of no database system, and anybody can read it.
 */
export const heading = z.object({
  format: z.literal('alignment-health-check backup 1'),
  takenAt: z.iso.datetime(),
  /** In order; the last one tells the form of the tables. */
  migrations: z.array(z.string()).min(1),
  /** Of the database, whose notes in the key folder tell a restore (src/collection/watch-restore.ts); null before 0012. */
  databaseId: z.uuid().nullable(),
})
export type Heading = z.infer<typeof heading>

export const listLine = z.tuple([z.union([z.string(), z.number().int()])])
