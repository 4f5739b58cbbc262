import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadEnvFile } from "node:process";
import { root } from "./root.ts";

const file = join(root, ".env");

// A variable that is set in the real environment wins over the one in the file.
if (existsSync(file)) loadEnvFile(file);
