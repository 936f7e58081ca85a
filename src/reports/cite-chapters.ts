import { type Chapter, type Cited, chapterParts, type Exhibit } from '../domain/chapter.ts'
import { message } from '../domain/message.ts'
import type { Citations, Place } from './cite.ts'

/** The chapters in the order of the report, with numbers of the evidence index in the place of what they cite. */
export function citeChapters(chapters: readonly Chapter[], cite: Citations) {
  return inOrder(chapters).map(({ cites, exhibits, ...chapter }) => {
    const here = { anchor: chapter.id, label: message(`reports.part.${chapter.part}`) }
    const placesOf = (list: readonly Cited[]) => list.map((each) => cite.place(each, here))
    return {
      ...chapter,
      evidence: placesOf(cites),
      exhibits: exhibits.map((exhibit) => citeExhibit(exhibit, cite, here)),
    }
  })
}

function inOrder(chapters: readonly Chapter[]): readonly Chapter[] {
  return chapters.toSorted((a, b) => chapterParts.indexOf(a.part) - chapterParts.indexOf(b.part))
}

function citeExhibit(exhibit: Exhibit, cite: Citations, here: Place) {
  const placesOf = (list: readonly Cited[]) => list.map((each) => cite.place(each, here))
  const { cites, ...shown } = exhibit
  const evidence = placesOf(cites)
  if (shown.kind !== 'remarks') return { ...shown, evidence }
  const remarks = shown.remarks.map(({ lead, says, cites: of }) => ({ lead, says, evidence: placesOf(of) }))
  return { ...shown, evidence, remarks }
}
