import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Handlebars from 'handlebars'
import { helperNames, registerHelpers } from './helpers.ts'
import type { Translator } from './i18n.ts'
import type { Page } from './page.ts'

export const viewFolder = fileURLToPath(new URL('../../views/', import.meta.url))

const compileOptions = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(helperNames.map((name) => [name, true])),
  explicitPartialContext: true,
  // Else a partial's lines would be moved in, and with them what stands in a text field.
  preventIndent: true,
} satisfies CompileOptions

type Template = {
  readonly program: hbs.AST.Program
  readonly fill: HandlebarsTemplateDelegate<object>
}

// Reading and compiling all of them is half of the start: the check at boot, the view plugin and the report on paper
// share what was made, whichever application of the process asks.
const templates = new Map<string, Template>()
const compiled = new Map<string, Template>()

/** Handlebars as the view plugin takes it. */
export const engine = { ...Handlebars, compile: (text: string) => compileOnce(text).fill }

/** What stands in views/<name>.hbs. */
export function parsedTemplate(name: string): hbs.AST.Program {
  return templateNamed(name).program
}

/** A page that answers no request, inside its layout; `content` has been held against the page's schema. */
export function fillPage({ template, layout }: Pick<Page, 'template' | 'layout'>, content: object): string {
  const body = templateNamed(template).fill(content)
  return templateNamed(`layouts/${layout}`).fill({ ...content, body })
}

/** Before any page is filled: what templates may call, and the parts they share. */
export function prepareTemplates(translate: Translator): void {
  registerHelpers(translate)
  registerPartials()
}

function registerPartials(): void {
  for (const name of templateNames('shared/**')) Handlebars.registerPartial(name, templateNamed(name).fill)
}

/** While developing, a changed file is seen with the next page. */
export function readTemplatesAnew(): void {
  templates.clear()
  registerPartials()
}

export function templateNames(folder: string): readonly string[] {
  return globSync(`${folder}/*.hbs`, { cwd: viewFolder }).map((file) => file.replace(/\.hbs$/, ''))
}

function templateNamed(name: string): Template {
  const known = templates.get(name)
  if (known !== undefined) return known
  const made = compileOnce(readFileSync(`${viewFolder}${name}.hbs`, 'utf8'))
  templates.set(name, made)
  return made
}

function compileOnce(text: string): Template {
  const known = compiled.get(text)
  if (known !== undefined) return known
  const program = Handlebars.parseWithoutProcessing(text)
  // Compiled when it is first filled, and only then.
  const made = { program, fill: Handlebars.compile<object>(program, compileOptions) }
  compiled.set(text, made)
  return made
}
