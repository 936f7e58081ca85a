import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export type Answer = { readonly status: number; readonly head: string; readonly body: Buffer }

/** One client's connection: asks, waits for the whole answer, asks again. */
export type KeepAlive = {
  get(path: string): Promise<Answer>
  post(path: string, body: string, type?: string): Promise<Answer>
  close(): void
}

/** A client that costs little, because it shares the machine with what it measures. */
export async function openKeepAlive(port: number): Promise<KeepAlive> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  const head = `Host: 127.0.0.1:${port}\r\n`
  const ask = answersOf(socket)
  return {
    get: (path) => ask(`GET ${path} HTTP/1.1\r\n${head}\r\n`),
    post: (path, body, type = 'application/x-www-form-urlencoded') =>
      ask(
        `POST ${path} HTTP/1.1\r\n${head}Content-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      ),
    close: () => socket.destroy(),
  }
}

type Waiting = { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void }

function answersOf(socket: Socket): (request: string) => Promise<Answer> {
  let waiting: Waiting | null = null
  let chunks: Buffer[] = []
  let received = 0
  let expected = 0
  socket.on('data', (chunk) => {
    chunks.push(chunk)
    received += chunk.length
    if (expected === 0) expected = lengthOf(joined(chunks))
    if (expected === 0 || received < expected) return
    const whole = joined(chunks)
    chunks = []
    received = expected = 0
    waiting?.resolve(read(whole))
  })
  socket.on('error', (error) => waiting?.reject(error))
  socket.on('close', () => waiting?.reject(new Error('The server hung up.')))
  return (request) =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject }
      socket.write(request)
    })
}

// Most answers come in one piece, which need not be copied.
function joined(chunks: readonly Buffer[]): Buffer {
  const [only] = chunks
  return only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks)
}

/** Of the whole answer, in bytes; 0 while its head is not complete. */
function lengthOf(start: Buffer): number {
  const end = start.indexOf('\r\n\r\n')
  if (end === -1) return 0
  const length = /\r\ncontent-length: (\d+)/i.exec(start.toString('latin1', 0, end))?.[1]
  if (length === undefined) throw new Error('The client reads only answers that tell their length.')
  return end + 4 + Number(length)
}

function read(whole: Buffer): Answer {
  const end = whole.indexOf('\r\n\r\n')
  const head = whole.toString('latin1', 0, end)
  return { status: Number(head.slice(9, 12)), head, body: whole.subarray(end + 4) }
}
