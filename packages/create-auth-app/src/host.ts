import { posix, win32 } from "node:path";

/** What the command finds around it. Passed in, so that tests can be anywhere. */
export interface Place {
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  /** Without the "v". */
  nodeVersion: string;
}

export function placeOf(from: NodeJS.Process): Place {
  return {
    cwd: from.cwd(),
    env: from.env,
    platform: from.platform,
    nodeVersion: from.versions.node,
  };
}

/** Paths as they are there. */
export function pathsOf({ platform }: Pick<Place, "platform">) {
  return platform === "win32" ? win32 : posix;
}
