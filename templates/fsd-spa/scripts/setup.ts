import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

// Gets a fresh copy of this project ready to run. It changes nothing that is there already.
const example = "replace-this-with-a-secret-of-your-own";

const before = readFileSync(existsSync(".env") ? ".env" : ".env.example", "utf8");
const after = before.replace(example, randomBytes(32).toString("base64"));
if (!existsSync(".env") || after !== before) {
  writeFileSync(".env", after, { mode: 0o600 });
  console.log("Wrote .env with a secret of its own.");
}

await import("../server/db/migrate.ts");
