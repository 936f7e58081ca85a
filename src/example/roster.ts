import { type Draw, drawFrom } from './draw.ts'

export type ExampleTeam = { readonly name: string; readonly parent: string | null; readonly people: number }

/** Nine teams; whoever belongs to none (finance, legal, people) sits at the root. */
export const exampleTeams: readonly ExampleTeam[] = [
  { name: 'Product', parent: null, people: 24 },
  { name: 'Engineering', parent: null, people: 3 },
  { name: 'Platform', parent: 'Engineering', people: 17 },
  { name: 'Payments', parent: 'Engineering', people: 25 },
  { name: 'Commercial', parent: null, people: 2 },
  { name: 'Sales', parent: 'Commercial', people: 30 },
  { name: 'Marketing and brand', parent: 'Commercial', people: 15 },
  { name: 'Partnerships', parent: 'Commercial', people: 4 },
  { name: 'Operations and support', parent: null, people: 39 },
]
const peopleInNoTeam = 14
const leaders = 7
/** The night shift shares no mailbox: they get printed cards. */
const withoutAddress = 6

export type ExamplePerson = {
  readonly name: string
  readonly email: string | null
  readonly team: string | null
  readonly isLeader: boolean
}

/** 180 invented people: 173 in the teams and at the root, 7 who lead. */
export function examplePeople(): readonly ExamplePerson[] {
  const names = inventedNames(drawFrom(20_261))
  const person = (team: string | null, isLeader: boolean, hasAddress: boolean): ExamplePerson => {
    const name = names()
    return { name, email: hasAddress ? addressOf(name) : null, team, isLeader }
  }
  const times = (count: number, make: (at: number) => ExamplePerson) =>
    Array.from({ length: count }, (_, at) => make(at))
  return [
    ...times(leaders, () => person(null, true, true)),
    ...times(peopleInNoTeam, () => person(null, false, true)),
    ...exampleTeams.flatMap((team) =>
      times(team.people, (at) => person(team.name, false, team.people < 39 || at >= withoutAddress)),
    ),
  ]
}

function addressOf(name: string): string {
  return `${name.toLowerCase().replace(' ', '.')}@kestrel.example`
}

/** Never the same name twice. */
function inventedNames(draw: Draw): () => string {
  const used = new Set<string>()
  const pick = (list: readonly string[]) => list[Math.floor(draw() * list.length)] ?? ''
  return () => {
    for (;;) {
      const name = `${pick(given)} ${pick(family)}`
      if (used.has(name)) continue
      used.add(name)
      return name
    }
  }
}

const given =
  'Ada Amir Anouk Ben Bea Carys Chidi Dara Dilys Efe Elin Emre Esme Farah Finn Gwen Hana Idris Ines Ivo Jonah Juno Kai Kira Leo Lena Maya Milo Nadia Nico Nia Omar Orla Petra Priya Quinn Rafi Rhea Rory Saskia Seb Tara Theo Uma Vera Wren Yara Zeno'.split(
    ' ',
  )
const family =
  'Abara Ashdown Bellweather Birkmoor Calloway Coldbrook Dunmere Eastleigh Elmsworth Fairholt Farrowdale Glenmoor Greywell Hartsong Hazelden Inverley Kelmarsh Kingsmere Larkhill Lindqvale Marlowby Merrowdown Netherby Oakhurst Orchardson Pellworth Quillfeather Ravenscar Rosemoor Saltmarsh Silverdale Thistlewood Underhay Valebrook Wexmore Whitlowe Windermarsh Yarrowby'.split(
    ' ',
  )
