import Handlebars from 'handlebars'
import { z } from 'zod'
import { helperNames } from './helpers.ts'
import type { Translator } from './i18n.ts'
import { declaredPages } from './page.ts'
import { shellSchema } from './shell.ts'
import { parsedTemplate, templateNames } from './templates.ts'

type Schema = z.core.$ZodType
type Scopes = readonly Schema[]
type Check = {
  readonly file: string
  readonly root: Schema
  readonly translate: Translator
  readonly problems: string[]
}

const builtIn = new Set(['if', 'unless', 'each', 'with', 'lookup'])
const known = new Set<string>([...helperNames, ...builtIn])

/** Holds every declared page's template against its schema, and every text against the catalogue. Throws with all that is wrong. */
export function checkTemplates(translate: Translator): void {
  const problems: string[] = []
  const shell = z.object({ shell: shellSchema })
  for (const { template, schema } of declaredPages()) {
    const root = z.object({ ...schema.shape, ...shell.shape })
    checkFile(template, { root, translate, problems })
  }
  for (const file of templateNames('layouts'))
    checkFile(file, { root: z.object({ ...shell.shape, body: z.string() }), translate, problems })
  for (const file of templateNames('shared/**')) checkTexts({ file, translate, problems })
  if (problems.length > 0) throw new Error(`Templates and their pages disagree:\n${problems.join('\n')}`)
}

function checkFile(file: string, given: Omit<Check, 'file'>): void {
  walk(parsedTemplate(file), [given.root], { ...given, file })
}

function walk(program: hbs.AST.Program, scopes: Scopes, check: Check): void {
  for (const statement of program.body) walkStatement(statement, scopes, check)
}

function walkStatement(statement: hbs.AST.Statement, scopes: Scopes, check: Check): void {
  if (statement.type === 'MustacheStatement') visitCall(statement as hbs.AST.MustacheStatement, scopes, check)
  if (statement.type === 'BlockStatement') visitBlock(statement as hbs.AST.BlockStatement, scopes, check)
  if (statement.type === 'PartialStatement')
    visitPartial(statement as hbs.AST.PartialStatement, scopes, check)
}

type Call = { path: hbs.AST.Expression; params: hbs.AST.Expression[]; hash?: hbs.AST.Hash }

function visitCall(call: Call, scopes: Scopes, check: Check): void {
  const path = call.path as hbs.AST.PathExpression
  const isHelper = known.has(path.original)
  // A field of that name would never be reached.
  if (isHelper && call.params.length === 0)
    check.problems.push(`${check.file}: {{${path.original}}} is a helper and is given nothing`)
  if (isHelper) checkText(call, check)
  else visitExpression(path, scopes, check)
  for (const given of argumentsOf(call)) visitExpression(given, scopes, check)
}

function visitExpression(expression: hbs.AST.Expression, scopes: Scopes, check: Check): void {
  if (expression.type === 'SubExpression') visitCall(expression as hbs.AST.SubExpression, scopes, check)
  if (expression.type === 'PathExpression') resolve(expression as hbs.AST.PathExpression, scopes, check)
}

function visitBlock(block: hbs.AST.BlockStatement, scopes: Scopes, check: Check): void {
  visitCall(block, scopes, check)
  const name = block.path.original as string
  const subject = block.params[0]
  const inner =
    (name === 'each' || name === 'with') && subject?.type === 'PathExpression'
      ? innerScope(name, resolve(subject as hbs.AST.PathExpression, scopes, check))
      : null
  if (block.program) walk(block.program, inner === null ? scopes : [...scopes, inner], check)
  if (block.inverse) walk(block.inverse, scopes, check)
}

function visitPartial(partial: hbs.AST.PartialStatement, scopes: Scopes, check: Check): void {
  for (const given of argumentsOf(partial)) visitExpression(given, scopes, check)
  const name = (partial.name as hbs.AST.PathExpression).original as string
  const handed = new Set((partial.hash?.pairs ?? []).map((pair) => pair.key))
  if (partial.params.length > 0) return
  for (const path of wantedBy(name))
    if (!handed.has(path)) check.problems.push(`${check.file}: {{> ${name}}} is not given "${path}"`)
}

// A partial is looked at wherever it is used.
const wanted = new Map<string, ReadonlySet<string>>()

/** The first parts of all paths that a partial reads from what it is handed. */
function wantedBy(partial: string): ReadonlySet<string> {
  const names = wanted.get(partial) ?? pathsAtTop(parsedTemplate(partial))
  wanted.set(partial, names)
  return names
}

function pathsAtTop(program: hbs.AST.Program): ReadonlySet<string> {
  const names = new Set<string>()
  const collect = new (class extends Handlebars.Visitor {
    depth = 0
    override BlockStatement(block: hbs.AST.BlockStatement) {
      const inner = ['each', 'with'].includes(block.path.original as string) ? 1 : 0
      for (const given of argumentsOf(block)) this.accept(given)
      this.depth += inner
      if (block.program) this.accept(block.program)
      this.depth -= inner
      if (block.inverse) this.accept(block.inverse)
    }
    override PartialStatement(partial: hbs.AST.PartialStatement) {
      for (const given of argumentsOf(partial)) this.accept(given)
    }
    override PathExpression(path: hbs.AST.PathExpression) {
      const [first] = path.parts
      if (path.data || first === undefined || known.has(path.original)) return
      if (path.depth === this.depth) names.add(String(first))
    }
  })()
  collect.accept(program)
  return names
}

/** The schema at a path, or null with a problem noted. */
function resolve(path: hbs.AST.PathExpression, scopes: Scopes, check: Check): Schema | null {
  if (path.data && path.parts[0] !== 'root') return null
  const start = path.data ? check.root : scopes[scopes.length - 1 - path.depth]
  let here: Schema | null = start ?? null
  for (const part of path.data ? path.parts.slice(1) : path.parts) {
    here = here === null ? null : memberOf(bare(here), String(part))
    if (here === null) {
      check.problems.push(
        `${check.file}:${path.loc.start.line}: "${path.original}" is not in the page's schema`,
      )
      return null
    }
  }
  return here
}

type Definition = {
  type: string
  innerType?: Schema
  element?: Schema
  valueType?: Schema
  in?: Schema
  options?: Schema[]
  shape?: Record<string, Schema>
}

const definitionOf = (schema: Schema) => schema._zod.def as unknown as Definition
const wrappers = new Set(['optional', 'nullable', 'default', 'readonly', 'nonoptional', 'prefault', 'catch'])

function bare(schema: Schema): Schema {
  const definition = definitionOf(schema)
  if (wrappers.has(definition.type) && definition.innerType) return bare(definition.innerType)
  if (definition.type === 'pipe' && definition.in) return bare(definition.in)
  return schema
}

function memberOf(schema: Schema, part: string): Schema | null {
  const definition = definitionOf(schema)
  if (definition.type === 'object') return definition.shape?.[part] ?? null
  if (definition.type === 'record') return definition.valueType ?? null
  if (definition.type === 'array' && part === 'length') return z.number()
  if (definition.type === 'union') {
    const members = (definition.options ?? []).map((option) => memberOf(bare(option), part))
    return members.find((member) => member !== null) ?? null
  }
  return null
}

function innerScope(name: string, subject: Schema | null): Schema {
  if (subject === null) return z.object({})
  const plain = bare(subject)
  if (name === 'with') return plain
  const { element, valueType } = definitionOf(plain)
  return bare(element ?? valueType ?? z.object({}))
}

function argumentsOf(call: { params: hbs.AST.Expression[]; hash?: hbs.AST.Hash }): hbs.AST.Expression[] {
  return [...call.params, ...(call.hash?.pairs ?? []).map((pair) => pair.value)]
}

function checkText(call: Call, check: Pick<Check, 'file' | 'translate' | 'problems'>): void {
  const key = call.params[0]
  const isText = (call.path as hbs.AST.PathExpression).original === 't' && key?.type === 'StringLiteral'
  if (!isText) return
  const { value } = key as hbs.AST.StringLiteral
  if (!check.translate.has(value)) check.problems.push(`${check.file}: no text for "${value}"`)
}

function checkTexts(check: Pick<Check, 'file' | 'translate' | 'problems'>): void {
  const visitor = new (class extends Handlebars.Visitor {
    override MustacheStatement(call: hbs.AST.MustacheStatement) {
      checkText(call, check)
      super.MustacheStatement(call)
    }
    override SubExpression(call: hbs.AST.SubExpression) {
      checkText(call, check)
      super.SubExpression(call)
    }
  })()
  visitor.accept(parsedTemplate(check.file))
}
