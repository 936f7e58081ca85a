import { stopPostgres } from './postgres.ts'

await stopPostgres()
