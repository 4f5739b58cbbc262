import { authCli } from "./auth-cli.ts";

const schema = "app/db/schema/auth.ts";

// The command reports tables that are still missing as an error, which is why one runs it. So its
// words are shown only when it fails.
const { ok, output } = await authCli("generate", "--output", schema, "--yes");
if (!ok) {
  console.error(output);
  process.exit(1);
}
console.log(`${schema} fits the configuration. Run db:generate and db:migrate if it has changed.`);
