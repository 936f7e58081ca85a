import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { CommandRefused } from './command.ts'

/** In place of a file: what the command is fed, or what it puts out. */
const piped = '-'

/** Packs the lines into a file that only its owner may read; it has its name once it is whole and on the disk. */
export async function packInto(file: string, lines: AsyncIterable<string>): Promise<void> {
  const pack = (target: Writable) => pipeline(Readable.from(lines), createGzip(), target)
  if (file === piped) return pack(process.stdout)
  if (existsSync(file)) throw new CommandRefused(`"${file}" is there already. Nothing was written.`)
  const aside = `${file}.part`
  try {
    await pack(createWriteStream(aside, { mode: 0o600, flush: true }))
    renameSync(aside, file)
  } catch (error) {
    rmSync(aside, { force: true })
    throw error
  }
}

/** The lines of such a file. Not by node:readline, which also ends lines at signs that stand within texts. */
export async function* unpack(file: string): AsyncGenerator<string> {
  if (file !== piped && !existsSync(file)) throw new CommandRefused(`There is no file "${file}".`)
  const unpacking = createGunzip()
  // What goes wrong is thrown where the lines are read.
  pipeline(file === piped ? process.stdin : createReadStream(file), unpacking).catch(() => {})
  try {
    yield* linesOf(unpacking)
  } catch (error) {
    if (/^Z_/.test(String((error as { code?: unknown }).code))) throw damaged()
    throw error
  }
}

export const damaged = () => new CommandRefused('The backup is damaged or not whole. Nothing was restored.')

async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}
