import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { Test } from 'tap'
import { type Mailer, openMailer } from '../../src/mail/transport.ts'

export type AcceptedMail = {
  readonly to: string
  readonly messageId: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What the peer does with one message: takes it, refuses it for good or for now, or hangs up in the middle. */
export type Behaviour = (to: string) => 'take' | 'refuse' | 'later' | 'hang-up'

export type MailPeer = {
  readonly mailer: Mailer
  readonly accepted: readonly AcceptedMail[]
  behave(behaviour: Behaviour): void
  /** Whether it takes mail from this sender at all. */
  welcome(isWelcome: boolean): void
  stop(): Promise<void>
  start(): Promise<void>
}

/** A real SMTP server in this process, and a mailer that talks to it. */
export async function aMailPeer(t: Test): Promise<MailPeer> {
  const accepted: AcceptedMail[] = []
  let behaviour: Behaviour = () => 'take'
  let isWelcome = true
  const make = () => makeServer(accepted, { behaviour: (to) => behaviour(to), isWelcome: () => isWelcome })
  let server = make()
  const port = await listen(server, 0)
  const mailer = openMailer({ url: `smtp://127.0.0.1:${port}`, from: 'checks@consultancy.example' })
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()))
  t.teardown(async () => {
    mailer.close()
    await stop()
  })
  return {
    mailer,
    accepted,
    behave: (next) => {
      behaviour = next
    },
    welcome: (next) => {
      isWelcome = next
    },
    stop,
    start: async () => {
      server = make()
      await listen(server, port)
    },
  }
}

type Conduct = { readonly behaviour: Behaviour; readonly isWelcome: () => boolean }

function makeServer(accepted: AcceptedMail[], { behaviour, isWelcome }: Conduct): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 100,
    onMailFrom: (_address, _session, callback) =>
      isWelcome() ? callback() : callback(reply(550, 'not from this sender')),
    onRcptTo: ({ address }, _session, callback) => {
      const act = behaviour(address)
      if (act === 'refuse') return callback(reply(550, 'no such person'))
      return act === 'later' ? callback(reply(451, 'try again later')) : callback()
    },
    onData: async (stream, session, callback) => {
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk as Buffer)
      const to = session.envelope.rcptTo[0]?.address ?? ''
      const mail = await PostalMime.parse(Buffer.concat(chunks))
      // The worst moment: the mail is taken, and the sender never hears of it.
      accepted.push({
        to,
        messageId: mail.messageId ?? '',
        subject: mail.subject ?? '',
        text: mail.text ?? '',
        html: mail.html ?? '',
      })
      if (behaviour(to) === 'hang-up') return hangUp(callback)
      callback()
    },
  })
}

function hangUp(callback: (error?: Error | null) => void): void {
  callback(reply(421, 'going away'))
}

function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', () => {})
    const listening = server.listen(port, '127.0.0.1', () => {
      const address = listening.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
    listening.once('error', reject)
  })
}
