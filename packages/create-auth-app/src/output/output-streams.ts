import { errorCode } from "../errors.ts";

/** The reader is gone, for example `head`. On Windows that is EOF, for a closed terminal EIO. */
const closed = new Set(["EPIPE", "EOF", "EIO", "ERR_STREAM_DESTROYED"]);

/**
 * Keeps the command working after its output has lost its reader, so a project isn't left incomplete
 * because the output was piped into `head`. Returns a function that returns the first other error of a
 * stream, such as a full disk, or undefined.
 */
export function outliveReaders(streams: readonly NodeJS.EventEmitter[]): () => unknown {
  let lost: unknown;
  for (const stream of streams) {
    stream.on("error", (error: unknown) => {
      if (!closed.has(errorCode(error) ?? "")) lost ??= error;
    });
  }
  return () => lost;
}
