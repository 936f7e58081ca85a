import nodemailer from 'nodemailer'

export type Mail = {
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The same for every attempt at one message, so that a receiver can drop a copy. */
  readonly messageId: string
}

export type Mailer = { send(mail: Mail): Promise<void>; close(): void }

/** Mail over SMTP. Rejects with the server's reply when the message is not taken. */
export function openMailer(smtp: { readonly url: string; readonly from: string }): Mailer {
  const transport = nodemailer.createTransport({
    url: smtp.url,
    pool: true,
    maxConnections: 4,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async (mail) => {
      await transport.sendMail({ from: smtp.from, ...mail })
    },
    close: () => transport.close(),
  }
}
