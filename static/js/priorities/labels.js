// What the browser and the server must derive alike from a link's secret, and what the browser alone derives.
export const signInLabel = 'alignment health check, priorities test, sign in'
export const draftLabel = 'alignment health check, priorities test, draft'
