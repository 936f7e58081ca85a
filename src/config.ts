import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)
const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

const environment = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: port.default(3000),
    PUBLIC_URL: z.url().optional(),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
      .optional(),
    COLLECT_DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
      .optional(),
    DATA_DIR: z.string().min(1).default('data'),
    DISK_RESERVE_MB: z.coerce.number().min(0).default(64),
    KEY_DIR: z.string().min(1).default('keys'),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
      .optional(),
    MAIL_FROM: z.string().min(3).optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    TRUST_PROXY: flag.default(false),
    METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
    CHROMIUM_PATH: z.string().min(1).optional(),
  })
  .refine((value) => value.SMTP_URL === undefined || value.MAIL_FROM !== undefined, {
    path: ['MAIL_FROM'],
    message: 'is needed when SMTP_URL is set',
  })
  // TLS ends before this process: unless it is told so it sets no secure cookie, and nobody could sign in.
  .refine((value) => value.PUBLIC_URL?.startsWith('https:') !== true || value.TRUST_PROXY, {
    path: ['TRUST_PROXY'],
    message: 'must be true when PUBLIC_URL begins with https',
  })

export type Config = {
  readonly isProduction: boolean
  readonly isDevelopment: boolean
  readonly host: string
  readonly port: number
  /** Where people reach the application, without a slash at the end. */
  readonly publicUrl: string
  readonly databaseUrl: string | null
  /** A login of its own for storing sealed answers, which cannot read invitations. */
  readonly collectDatabaseUrl: string | null
  readonly dataDir: string
  /** Bytes that stay free on the disk of the embedded database. */
  readonly diskReserve: number
  readonly keyDir: string
  readonly smtp: { readonly url: string; readonly from: string } | null
  readonly logLevel: string
  readonly trustProxy: boolean
  /** What opens /metrics; null: nobody may read them. */
  readonly metricsToken: string | null
  readonly chromiumPath: string | null
}

/** Reads the environment once. A wrong value ends in an Error whose message names it. */
export function readConfig(values: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(withoutEmpty(values))
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(sentence).join('\n'))
  return configFrom(parsed.data)
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

function configFrom(value: z.infer<typeof environment>): Config {
  return {
    isProduction: value.NODE_ENV === 'production',
    isDevelopment: value.NODE_ENV === 'development',
    host: value.HOST,
    port: value.PORT,
    publicUrl: (
      value.PUBLIC_URL ?? `http://${value.HOST === '0.0.0.0' ? 'localhost' : value.HOST}:${value.PORT}`
    ).replace(/\/+$/, ''),
    databaseUrl: value.DATABASE_URL ?? null,
    collectDatabaseUrl: value.COLLECT_DATABASE_URL ?? null,
    dataDir: value.DATA_DIR,
    diskReserve: value.DISK_RESERVE_MB * 1_048_576,
    keyDir: value.KEY_DIR,
    smtp:
      value.SMTP_URL === undefined || value.MAIL_FROM === undefined
        ? null
        : { url: value.SMTP_URL, from: value.MAIL_FROM },
    logLevel: value.LOG_LEVEL,
    trustProxy: value.TRUST_PROXY,
    metricsToken: value.METRICS_TOKEN ?? null,
    chromiumPath: value.CHROMIUM_PATH ?? null,
  }
}

function withoutEmpty(
  values: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}

// The value itself may be a password, so the sentence names the setting only.
function sentence(issue: z.core.$ZodIssue): string {
  return `The setting ${issue.path.join('.')} cannot be used: ${issue.message}.`
}
