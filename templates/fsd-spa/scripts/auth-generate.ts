import { readFileSync, writeFileSync } from "node:fs"; // @feature postgres
import { authCli } from "./auth-cli.ts";

const schema = "server/db/schema/auth.ts";

// The command reports tables that are still missing as an error, which is why one runs it. So its
// words are shown only when it fails.
const { ok, output } = await authCli("generate", "--output", schema, "--yes");
if (!ok) {
  console.error(output);
  process.exit(1);
}
// @feature postgres
// better-auth leaves out the time zone, without which a point in time depends on who reads it.
const generated = readFileSync(schema, "utf8");
writeFileSync(
  schema,
  generated.replace(/timestamp\(("\w+")\)/g, "timestamp($1, { withTimezone: true })"),
);
// @end
console.log(`${schema} fits the configuration. Run db:generate and db:migrate if it has changed.`);
