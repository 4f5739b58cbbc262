import { exitCodes, Interrupted } from "./errors.ts";

const signals = { SIGINT: exitCodes.interrupted, SIGTERM: 143, SIGHUP: 129 } as const;

export interface Interruption {
  signal: AbortSignal;
  /** Gives the signals back to Node's own handling. */
  release: () => void;
}

/** Turns signals into an abort, so that what is under way can clean up behind itself. */
export function catchSignals(from: NodeJS.Process): Interruption {
  const controller = new AbortController();
  const handlers = Object.entries(signals).map(([name, exitCode]) => {
    const handler = () => controller.abort(new Interrupted(exitCode));
    from.on(name, handler);
    return () => from.off(name, handler);
  });
  return {
    signal: controller.signal,
    release: () => {
      for (const off of handlers) off();
    },
  };
}
