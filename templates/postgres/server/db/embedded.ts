import { execFileSync } from "node:child_process";
import { connect } from "node:net";
import { root } from "../env/root.ts";

// It starts the server in a process of its own, or finds the one that another command has started.
const start = ["--disable-warning=ExperimentalWarning", "scripts/embedded-postgres/start.ts"];

let url: string | undefined;

/**
 * The address of the embedded PostgreSQL, which runs as long as somebody is connected to it. So
 * this process stays connected, by a connection that does nothing and does not keep it running.
 */
export function embeddedDatabaseUrl() {
  if (url) return url;
  const printed = execFileSync(process.execPath, start, {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = Number(printed);
  const connection = connect(port, "127.0.0.1").unref();
  // Should the server be gone, the next one who asks starts it again.
  connection
    .on("error", () => {})
    .on("close", () => {
      url = undefined;
    });
  url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  return url;
}
