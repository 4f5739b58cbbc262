import { posix, win32 } from "node:path";

/** The command's surroundings. Passed in, so tests can be anywhere. */
export interface Host {
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  /** Without the "v". */
  nodeVersion: string;
}

export function readHost(from: NodeJS.Process): Host {
  return {
    cwd: from.cwd(),
    env: from.env,
    platform: from.platform,
    nodeVersion: from.versions.node,
  };
}

/** How this system writes paths. */
export function pathsOf({ platform }: Pick<Host, "platform">) {
  return platform === "win32" ? win32 : posix;
}
