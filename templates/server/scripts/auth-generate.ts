import { readFileSync, writeFileSync } from "node:fs";
import { authCli, serverFile } from "./auth-cli.ts";

const schema = serverFile("db/schema/auth.ts");

// The command reports tables that are still missing as an error, which is why one runs it. So its
// words are shown only when it fails.
const { ok, output } = await authCli("generate", "--output", schema, "--yes");
if (!ok) {
  console.error(output);
  process.exit(1);
}
let generated = readFileSync(schema, "utf8");
// @feature postgres
// better-auth leaves out the time zone, without which a point in time depends on who reads it.
generated = generated.replace(/timestamp\(("\w+")\)/g, "timestamp($1, { withTimezone: true })");
// @end
// Old rows are deleted by their time (db/prune.ts), and no plugin can give this table an index.
generated = generated.replace(
  /(export const rateLimit = \w+\("rate_limit", \{[^;]*\n\})\);/,
  '$1, (table) => [index("rateLimit_lastRequest_idx").on(table.lastRequest)]);',
);
if (!generated.includes("rateLimit_lastRequest_idx")) {
  console.error("The table rate_limit was not found, so it has no index on last_request.");
  process.exit(1);
}
writeFileSync(schema, generated);
console.log(`${schema} fits the configuration. Run db:generate and db:migrate if it has changed.`);
