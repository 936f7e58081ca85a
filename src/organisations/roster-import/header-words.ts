import type { ColumnRole } from './mapping.ts'

/**
 * Names of columns in exports, folded (no case, accent, blank or mark), with how surely each means its role.
 * English, German, French and Spanish.
 */
export const headerWords: Readonly<Record<ColumnRole, Readonly<Record<string, number>>>> = {
  name: score({
    1: 'name fullname employeename displayname personname preferredname workername completename vollername vollstandigername mitarbeitername anzeigename namevorname nomcomplet nometprenom nomprenom nomdusalarie nombrecompleto nombreyapellidos apellidosynombre nombredelempleado legalname preferredname lastnamefirstname firstnamelastname namelastfirst namefirstlast nachnamevorname vornamenachname vornamename',
    0.8: 'employee worker workername person nom nombre mitarbeiter mitarbeiterin mitarbeitende arbeitnehmer salarie collaborateur employe empleado trabajador persona user',
  }),
  firstName: score({
    1: 'firstname givenname forename vorname rufname prenom nombredepila primernombre legalfirstname preferredfirstname employeefirstname',
    0.8: 'first given prenoms nombres vornamen vornameruf',
  }),
  lastName: score({
    1: 'lastname surname familyname nachname familienname zuname nomdefamille apellido apellidos primerapellido legallastname preferredlastname employeelastname',
    0.8: 'last family sn nomusuel nomdenaissance familienname nachnamen',
  }),
  email: score({
    1: 'email emailaddress emailaddresses mail mailaddress workemail businessemail emailwork companyemail primaryemail workemailaddress emailadresse mailadresse emaildienstlich dienstlicheemail geschaftlicheemail courriel adressemail adresseemail adresseelectronique adressecourriel mailprofessionnel emailprofessionnel correo correoelectronico direcciondecorreo direcciondecorreoelectronico emailcorporativo emailid emailprimarywork primaryworkemail emailprimary workprimaryemail mailprimary emailbusiness emailaddresswork adressedemessagerie adressemessagerie messagerie emailarbeit arbeitsemail geschaftlichemailadresse firmenemail',
    // The address to sign in with is mostly, but not always, one that takes mail.
    0.4: 'userprincipalname upn',
    0.3: 'privateemail personalemail homeemail emailprivat privateemailadresse emailpersonnel emailpersonal',
  }),
  team: score({
    1: 'team teamname teampath teampfad orgpath organisationpath organizationpath organisationspfad pfad chemin ruta equipe equipo nomdelequipe nombredelequipo orgunit orgunitname orgunitpath organisationunit organizationunit organisationalunit organizationalunit organisationseinheit orgeinheit unidadorganizativa unite uniteorganisationnelle supervisoryorganization supervisoryorganisation teambezeichnung',
    0.9: 'department departmentname dept abteilung abteilungsname abteilungsbezeichnung departement departamento service',
    0.7: 'departmentdescription group gruppe groupe grupo unit unidad einheit area seccion section squad',
    0.55: 'division bereich geschaftsbereich businessunit pole direction direccion',
    0.5: 'orglevel4 level4 ebene4 niveau4',
    0.48: 'orglevel3 level3 ebene3 niveau3',
    0.46: 'orglevel2 level2 ebene2 niveau2 kostenstellenbezeichnung kostenstellenname costcentername costcentrename libellecentredecout',
    0.44: 'orglevel1 level1 ebene1 niveau1 kostenstelle costcenter costcentre centredecout centrodecoste',
  }),
  parent: score({
    1: 'parent superiororganization superiororganisation superiorsupervisoryorganization parentteam parentdepartment parentunit parentgroup parentorgunit parentorganisation parentorganization partof belongsto superiorteam ubergeordnet ubergeordnetesteam ubergeordneteabteilung ubergeordneteeinheit ubergeordneteorganisationseinheit ubergeordnetergruppe uebergeordnetesteam uebergeordneteabteilung uebergeordneteeinheit gehortzu equipeparente servicesuperieur serviceparent departementparent uniteparente rattachement equiposuperior equipopadre departamentosuperior departamentopadre unidadsuperior pertenecea',
    0.6: 'department departmentname dept abteilung departement departamento',
    0.5: 'division bereich geschaftsbereich businessunit pole direction direccion',
    0.42: 'orglevel3 level3 ebene3 niveau3',
    0.41: 'orglevel2 level2 ebene2 niveau2',
    0.4: 'orglevel1 level1 ebene1 niveau1',
  }),
  leader: score({
    1: 'leadership leadershipteam seniorleader executive isexecutive executiveteam geschaftsleitung geschaftsfuhrung leitungsteam comitededirection codir comex equipodirectivo comitededireccion mitgliedderleitung mitgliedgeschaftsleitung membrecodir membreducomitededirection miembrocomitededireccion seniorleadershipteam executivecommittee',
    // In many a roster that is everybody who leads a team.
    0.9: 'leader isleader fuhrungskraft istfuhrungskraft fuehrungskraft leitung fuhrung dirigeant estdirigeant leaderouinon directivo esdirectivo lider eslider leitungsfunktion fuhrungsfunktion cadredirigeant',
    0.7: 'manager management ismanager ispeoplemanager peoplemanager lead cadre mando vorgesetzter responsable responsableouinon encadrant',
  }),
  language: score({
    1: 'language lang locale defaultlocale userlocale displaylanguage nativelanguage preferredlanguage correspondencelanguage languagecode sprache sprachcode korrespondenzsprache bevorzugtesprache langue langueparlee languedecorrespondance idioma lengua idiomapreferido',
  }),
}

/** Columns about somebody else: a manager's name is not the person's. */
export const aboutOthers =
  /(manager|supervisor|boss|vorgesetzt|fuhrungskraft|superieur|responsable|jefe|reportsto|parent|emergency|notfall).*(name|mail|correo|courriel|nom|id)|^(reportsto|reportingto)/

function score(words: Readonly<Record<number, string>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([surety, list]) => list.split(' ').map((word) => [word, Number(surety)])),
  )
}
