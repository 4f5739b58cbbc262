import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";

// A variable that is set in the real environment wins over the one in the file.
if (existsSync(".env")) loadEnvFile(".env");
