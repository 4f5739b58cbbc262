import type { Host } from "../host.ts";
import { envNames } from "../project/env-file.ts";

/** Variables of the package manager that started this command, which aren't about the project. */
const ofTheStarter =
  /^npm_(package|lifecycle)_|^npm_(command|execpath|node_execpath)$|^npm_config_(local_prefix|dry_run|json|yes)$|^(INIT_CWD|PROJECT_CWD)$/i;
/** Where git looks if this runs in one of its hooks. */
const ofGit = /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|OBJECT_DIRECTORY|COMMON_DIR)$/i;

/**
 * The environment of the steps, without the variables of the project's own `.env`: a DATABASE_URL
 * left over from another project must not be the one that is migrated here.
 */
export function projectEnv(env: Host["env"], example: string): Record<string, string | undefined> {
  // With NODE_ENV=production, package managers don't install what `setup` needs.
  const own = new Set([...envNames(example), "NODE_ENV", "PORT"]);
  const kept = Object.entries(env).filter(
    // Windows doesn't tell Port from PORT.
    ([name]) => !own.has(name.toUpperCase()) && !ofTheStarter.test(name) && !ofGit.test(name),
  );
  return Object.fromEntries(kept);
}
