import { z } from 'zod'

const line = (most: number) =>
  z
    .string()
    .default('')
    .transform((text) => text.replaceAll(/\s+/g, ' ').trim())
    .pipe(z.string().max(most, 'sealed-room.error.too-long'))

export const longestReason = 300
export const reasonForm = z.object({ reason: line(longestReason) })

export const breakForm = z.object({ reason: line(longestReason), name: z.string().default('') })

/** An address as people type it; empty for who has none. */
const address = line(254)
  .pipe(z.union([z.literal(''), z.email()], { error: 'sealed-room.error.email' }))
  .transform((email) => (email === '' ? null : email))

export const newcomerForm = z.object({
  name: line(120).pipe(z.string().min(1, 'sealed-room.error.name')),
  role: line(80),
  email: address,
  reason: line(longestReason),
})

const roleField = /^role-([0-9a-f-]{36})$/

/** Roles by executive, from the fields `role-<id>`. */
export function rolesIn(body: unknown): ReadonlyMap<string, string> {
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(body)
  return new Map(
    Object.entries(fields).flatMap(([name, value]) => {
      const id = roleField.exec(name)?.[1]
      const role = line(80).safeParse(value)
      return id === undefined || !role.success ? [] : [[id, role.data] as const]
    }),
  )
}
