import hooks from 'node:async_hooks'
import { syncBuiltinESMExports } from 'node:module'

// tap follows every promise to tell which subtest an error came from that nobody awaited, and that is a tenth of the time
// of a test with a database. Without it such an error still fails its file. Nothing else here uses these hooks.
const nothing = hooks.createHook({})
hooks.createHook = () => nothing
syncBuiltinESMExports()
