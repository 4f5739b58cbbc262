import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { type PackageManagerName, packageManagers } from "../options/package-managers.ts";
import { projectEnv } from "./project-env.ts";
import { environment, shared } from "./run-command.ts";
import { stopTree } from "./stop-process.ts";

/** Runs the development server in this terminal until it ends, for example with Ctrl-C. */
export async function startApp(
  pm: PackageManagerName,
  directory: string,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<void> {
  const [program, ...args] = packageManagers[pm].run("dev");
  const examplePath = join(directory, ".env.example");
  // A remote template may have none.
  const example = existsSync(examplePath) ? readFileSync(examplePath, "utf8") : "";
  const child = execa(program, args, {
    ...shared,
    cwd: directory,
    env: environment(projectEnv(env, example)),
    stdio: "inherit",
    // A server may need time to shut down.
    forceKillAfterDelay: false,
  });
  // On a terminal, Ctrl-C reaches the server directly. This is for signals sent to this process.
  const onAbort = () => {
    if (process.platform !== "win32") child.kill("SIGTERM");
    else if (child.pid !== undefined) stopTree(child.pid);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  await child;
}
