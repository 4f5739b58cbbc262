// @feature sqlite
import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Throws an error that names the folder, the user and the remedy when the database can't be written.
 * Without this, it would be a stack trace, and a container would start again and again. Typically a
 * volume belongs to root, and the app runs as another user.
 */
export function checkWritable(file: string) {
  const existing = [`${file}-wal`, file, nearestFolder(dirname(file))].filter(existsSync);
  for (const path of existing) {
    const reason = refusalOf(path);
    if (reason === "EROFS") {
      throw withoutStack(
        `The database can't be written: ${path} is read-only. Mount a volume at ${dirname(file)}.`,
      );
    }
    if (reason) {
      const user = process.getuid?.() ?? "that runs the app";
      throw withoutStack(
        `The database can't be written: ${path} is closed to user ${user}, as which the app runs. ` +
          `Run "chown -R ${user} ${dirname(file)}" as root, or let the platform do it: ` +
          `fsGroup: ${user} on Kubernetes, RAILWAY_RUN_UID=0 on Railway.`,
      );
    }
  }
}

function refusalOf(path: string) {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

function nearestFolder(folder: string): string {
  const parent = dirname(folder);
  return existsSync(folder) || parent === folder ? folder : nearestFolder(parent);
}

/** All that helps is in the message. */
function withoutStack(message: string) {
  const error = new Error(message);
  error.stack = message;
  return error;
}
