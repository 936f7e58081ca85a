import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Reading some hundred modules is a quarter of a start. Kept beside the packages, because whoever may write there could
// change what runs anyway; where nobody may, every start reads them anew.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)))
