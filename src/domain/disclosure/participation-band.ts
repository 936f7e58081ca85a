/** Share of answers while a check is open, in per cent, `from` to `to`. */
export type ParticipationBand = { readonly from: number; readonly to: number }

/** Under this many invited even a band could tell one answer from the next (spec 09). */
const fewestInvited = 20

/** Participation in a band of ten per cent; null for groups with fewer than 20 invited. Show it once a day only. */
export function participationBand(answered: number, invited: number): ParticipationBand | null {
  if (invited < fewestInvited) return null
  const from = Math.min(90, Math.floor((answered * 10) / invited) * 10)
  return { from, to: from + 10 }
}
