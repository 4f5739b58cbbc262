import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "#server/env/root.ts";

// Gets a fresh copy of this project ready to run. It changes nothing that already exists.
const example = "replace-this-with-a-secret-of-your-own";

const file = join(root, ".env");
const before = readFileSync(existsSync(file) ? file : join(root, ".env.example"), "utf8");
const after = before.replace(example, randomBytes(32).toString("base64"));
if (!existsSync(file) || after !== before) {
  writeFileSync(file, after, { mode: 0o600 });
  console.log("Wrote .env with a new secret.");
}

// Not earlier, because it reads .env.
const { migrate } = await import("#server/db/migrate.ts");
await migrate();
