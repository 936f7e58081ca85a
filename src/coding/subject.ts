import type { Scope } from '../database/scope.ts'
import type { Message } from '../domain/message.ts'
import type { Dependencies } from '../web/dependencies.ts'
import type { Coding } from './coding.ts'

export type Preparing = {
  readonly deps: Pick<Dependencies, 'now' | 'random'>
  readonly scope: Scope
  readonly checkId: string
}

/**
 * Something that is coded. `code` stands in the address. `mode`: themes are made from the texts, or given from the
 * start. `naming`: a suggested theme is called by one text's wording, or by the words it rests on where no text may be
 * quoted. `back` leads to where its outcome is read, below the check's address.
 */
export type CodingSubject = {
  readonly code: string
  readonly title: Message
  readonly about: Message
  /** What freezing does, and what is no longer possible after it. */
  readonly freezing: Message
  readonly frozen: Message
  /** By question code; empty where all texts answer one. */
  readonly questions: Readonly<Record<string, Message>>
  readonly mode: 'themes' | 'given'
  readonly naming: 'wording' | 'words'
  readonly back: { readonly path: string; readonly label: Message }
  /** Begins the coding where it can begin; else why there is nothing to code, or nothing any more. */
  prepare(preparing: Preparing): Promise<Message | null>
  /** In the transaction that freezes: writes what is counted from the codes. */
  release(trx: Scope, checkId: string, coding: Coding): Promise<void>
}
