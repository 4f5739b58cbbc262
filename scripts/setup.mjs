// `npm run setup`: installs everything that contributors need. `npm test` does the same first.
import { bootstrap } from "./bootstrap.mjs";

bootstrap();
console.error("Ready. Put scripts/toolchain/node_modules/.bin on your PATH for `node` and `pnpm`.");
