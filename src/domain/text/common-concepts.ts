/** Whom a priority is about and that it should be more of something: told by many, so it tells little about which one. */
export const commonConcepts: readonly string[] = [
  'customer',
  'user',
  'employee',
  'developer',
  'market',
  'platform',
  'global',
  'grow',
  'scale',
  'easy',
]
