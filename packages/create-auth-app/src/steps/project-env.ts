import type { Host } from "../host.ts";
import { envNames } from "../project/env-file.ts";

/** What the package manager that started this command says about itself, not about the project. */
const ofTheStarter =
  /^npm_(package|lifecycle)_|^npm_(command|execpath|node_execpath)$|^npm_config_(local_prefix|dry_run|json|yes)$|^(INIT_CWD|PROJECT_CWD)$/i;
/** Where git looks, when this runs inside one of its hooks. */
const ofGit = /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|OBJECT_DIRECTORY|COMMON_DIR)$/i;

/**
 * The environment of the steps. Without the variables of the project's own `.env`: a DATABASE_URL
 * left over from another project must not be the one that is migrated here.
 */
export function projectEnv(env: Host["env"], example: string): Record<string, string | undefined> {
  // With NODE_ENV=production the package managers leave out what `setup` needs.
  const own = new Set([...envNames(example), "NODE_ENV", "PORT"]);
  const kept = Object.entries(env).filter(
    // Windows doesn't tell Port from PORT.
    ([name]) => !own.has(name.toUpperCase()) && !ofTheStarter.test(name) && !ofGit.test(name),
  );
  return Object.fromEntries(kept);
}
