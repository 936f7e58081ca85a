import type { z } from 'zod'

declare const gate: unique symbol

type Passed = { readonly [gate]: true }

/**
 * A figure that has passed the gate, with everything inside it. Arithmetic on it loses the mark; `derive` keeps it.
 * The mark exists for the compiler only: pages ask for Released<number>, and an unreleased figure does not compile.
 */
export type Released<T> = T extends number | string | boolean
  ? T & Passed
  : T extends object
    ? { readonly [Key in keyof T]: Released<T[Key]> } & Passed
    : T

/** Marks a figure as released. Only for the readers of the released table in this folder; a test holds everyone to that. */
export function passGate<T>(figure: T): Released<T> {
  return figure as Released<T>
}

/** Computes further from one released figure: what is computed from nothing else can tell no more (spec 09). */
export function derive<From, To>(
  from: Released<From>,
  compute: (figure: Released<From>) => To,
): Released<To> {
  return passGate(compute(from))
}

/** Computes further from several released figures. */
export function deriveFromAll<From extends readonly unknown[], To>(
  from: { readonly [Key in keyof From]: Released<From[Key]> },
  compute: (...figures: { [Key in keyof From]: Released<From[Key]> }) => To,
): Released<To> {
  return passGate(compute(...(from as { [Key in keyof From]: Released<From[Key]> })))
}

/** For view contracts: the same schema at run time, but what fills it must have passed the gate. */
export function released<Schema extends z.ZodType>(
  schema: Schema,
): z.ZodType<Released<z.output<Schema>>, Released<z.input<Schema>>> {
  return schema as unknown as z.ZodType<Released<z.output<Schema>>, Released<z.input<Schema>>>
}
