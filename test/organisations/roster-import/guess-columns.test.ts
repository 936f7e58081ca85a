import t from 'tap'
import { guessColumns } from '../../../src/organisations/roster-import/guess-columns.ts'
import { guessSeparator } from '../../../src/organisations/roster-import/guess-separator.ts'

const cells = {
  name: ['Ada Example', 'Ben Example'],
  word: ['Ada', 'Ben'],
  email: ['ada@kestrel.example', 'ben@kestrel.example'],
  team: ['Sales', 'Support'],
  yesNo: ['yes', ''],
  language: ['en', 'de'],
  number: ['1001', '1002'],
}

function rolesOf(columns: Readonly<Record<string, readonly string[]>>) {
  const heads = Object.keys(columns)
  const table = [heads, ...[0, 1].map((row) => heads.map((head) => columns[head]?.[row] ?? ''))]
  return guessColumns(table).roles
}

t.test('who leads the organisation is not taken for who leads a team', async (t) => {
  const beside = { Name: cells.name, Führungskraft: cells.yesNo, Geschäftsleitung: cells.yesNo }
  t.same(rolesOf(beside), ['name', null, 'leader'])
  t.same(rolesOf({ Name: cells.name, Leader: cells.yesNo, 'Leadership team': cells.yesNo }), [
    ...['name', null, 'leader'],
  ])
})

t.test('columns are known by their names in four languages', async (t) => {
  t.same(
    rolesOf({
      'Employee ID': cells.number,
      'Full name': cells.name,
      'Work email': cells.email,
      Department: cells.team,
      'Is leader': cells.yesNo,
      Language: cells.language,
    }),
    [null, 'name', 'email', 'team', 'leader', 'language'],
  )
  t.same(
    rolesOf({
      Nachname: cells.word,
      Vorname: cells.word,
      'E-Mail-Adresse': cells.email,
      Abteilung: cells.team,
      'Übergeordnete Abteilung': cells.team,
      Führungskraft: cells.yesNo,
      Sprache: cells.language,
    }),
    ['lastName', 'firstName', 'email', 'team', 'parent', 'leader', 'language'],
  )
  t.same(
    rolesOf({
      Nom: cells.word,
      Prénom: cells.word,
      Courriel: cells.email,
      Équipe: cells.team,
      Dirigeant: cells.yesNo,
      Langue: cells.language,
    }),
    ['lastName', 'firstName', 'email', 'team', 'leader', 'language'],
  )
  t.same(
    rolesOf({
      Nombre: cells.word,
      Apellidos: cells.word,
      'Correo electrónico': cells.email,
      Departamento: cells.team,
      Directivo: cells.yesNo,
      Idioma: cells.language,
    }),
    ['firstName', 'lastName', 'email', 'team', 'leader', 'language'],
  )
})

t.test('columns are known as well-known systems write them', async (t) => {
  t.same(
    rolesOf({
      'First Name [Required]': cells.word,
      'Last Name [Required]': cells.word,
      'Email Address [Required]': cells.email,
      'Org Unit Path [Required]': ['/Kestrel/Sales', '/Kestrel/Data'],
    }),
    ['firstName', 'lastName', 'email', 'team'],
  )
  t.same(
    rolesOf({
      'Legal First Name': cells.word,
      'Legal Last Name': cells.word,
      'Supervisory Organization': cells.team,
      'E-Mail (dienstlich)': cells.email,
      Leitungsfunktion: ['J', 'N'],
    }),
    ['firstName', 'lastName', 'team', 'email', 'leader'],
  )
  t.same(
    rolesOf({ 'Employee #': cells.number, 'Last name, First name': ['Example, Ada', 'Example, Ben'] }),
    [null, 'name'],
    'numbers are no names',
  )
})

t.test('a sure leader column stays one when some cells say something else', async (t) => {
  t.same(rolesOf({ Name: cells.name, Leader: ['sì', 'board'] }), ['name', 'leader'])
})

t.test('a column about somebody else is not the person', async (t) => {
  t.same(
    rolesOf({
      Name: cells.name,
      'Manager name': cells.name,
      'Manager email': cells.email,
      Email: cells.email,
      Manager: cells.name,
    }),
    ['name', null, null, 'email', null],
  )
})

t.test('of two columns of one name the filled one is taken, and a root directory is no team', async (t) => {
  const table = [
    ['Name', 'Email', 'Email', 'Org Unit Path', 'Department'],
    ['Ada Example', '', 'ada@kestrel.example', '/', 'Sales'],
    ['Ben Example', '', 'ben@kestrel.example', '/', 'Data'],
  ]
  t.same(guessColumns(table).roles, ['name', null, 'email', null, 'team'])
})

t.test('directories and payroll say it in their own words', async (t) => {
  t.same(
    rolesOf({ userPrincipalName: cells.email, sn: cells.word, givenName: cells.word, mail: cells.email }),
    [...[null, 'lastName', 'firstName', 'email']],
  )
  t.same(rolesOf({ Name: cells.name, userPrincipalName: cells.email }), ['name', 'email'])
  t.same(
    rolesOf({
      'Employee Name (Last Suffix, First MI)': ['Example, Ada', 'Example, Ben'],
      'Org Level 1': ['Kestrel', 'Kestrel'],
      'Org Level 2': ['Revenue', 'Revenue'],
      'Org Level 3': cells.team,
    }),
    ['name', null, 'parent', 'team'],
  )
  t.same(
    rolesOf({ Familienname: cells.word, 'Vorname(n)': cells.word, Kostenstellenbezeichnung: cells.team }),
    [...['lastName', 'firstName', 'team']],
  )
})

t.test('a manager column is a leader column only where it says yes or no', async (t) => {
  t.same(rolesOf({ Name: cells.name, Manager: cells.yesNo, Team: cells.team }), ['name', 'leader', 'team'])
})

t.test('department stands above team, and alone is the team', async (t) => {
  t.same(rolesOf({ Name: cells.name, Department: cells.team, Team: cells.team }), ['name', 'parent', 'team'])
  t.same(rolesOf({ Name: cells.name, Department: cells.team }), ['name', 'team'])
})

t.test('rows above the head are passed over', async (t) => {
  const guess = guessColumns([
    ['Staff list, 1 November'],
    [''],
    ['Name', 'E-mail'],
    ['Ada Example', 'ada@kestrel.example'],
  ])
  t.equal(guess.header, 2)
  t.same(guess.roles, ['name', 'email'])
})

t.test('without a head the content tells', async (t) => {
  const guess = guessColumns([
    ['Ada Example', 'ada@kestrel.example', 'Kestrel > Sales'],
    ['Ben Example', 'ben@kestrel.example', 'Kestrel > Support'],
  ])
  t.equal(guess.header, null)
  t.same(guess.roles, ['name', 'email', 'team'])
  t.equal(guess.separator, ' > ')
})

t.test('a parent that nobody is in is taken as a level, unless others are described', async (t) => {
  const head = ['Name', 'Department', 'Team']
  t.equal(guessColumns([head, ['Ada', 'Sales', 'North'], ['Ben', 'Sales', 'South']]).makeParents, true)
  t.equal(
    guessColumns([head, ['Ada', '', 'Sales'], ['Ben', 'Sales', 'North'], ['Cleo', 'Slaes', 'South']])
      .makeParents,
    false,
  )
})

t.test('the mark between teams is found, and a slash in a name is not one', async (t) => {
  t.equal(guessSeparator(['Kestrel / Sales', 'Kestrel / HR/Admin']), ' / ')
  t.equal(guessSeparator(['Kestrel/Sales', 'Kestrel/Support', 'Kestrel']), '/')
  t.equal(guessSeparator(['HR/Admin', 'R&D/QA', 'Sales']), 'none')
  t.equal(guessSeparator(['R&D/QA', 'R&D/QA', 'Sales', 'Sales']), 'none', 'however many people are in it')
  t.equal(guessSeparator(['Kestrel\\Sales\\North', 'Kestrel\\HR/Admin']), '\\')
  t.equal(guessSeparator(['Sales', 'Support']), 'none')
  for (const mark of [' - ', ' – ', ' » ', ' → '])
    t.equal(guessSeparator([`Kestrel${mark}Sales`, `Kestrel${mark}Data`, 'Kestrel']), mark)
  t.equal(guessSeparator(['Sales - tier one', 'Care - days', 'Data']), 'none', 'a dash in a name is none')
  t.equal(guessSeparator(['Kestrel/Sales - North', 'Kestrel/Sales - South']), '/')
})
