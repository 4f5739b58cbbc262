import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { root } from "~/env/root.ts";

/** The files of the build. Those in assets have a hash of their content in the name. */
export function staticFiles() {
  return serveStatic({
    root: join(root, "build/client"),
    onFound(path, c) {
      const hashed = path.replaceAll("\\", "/").includes("build/client/assets/");
      const caching = hashed ? "public, max-age=31536000, immutable" : "public, max-age=3600";
      c.header("Cache-Control", caching);
    },
  });
}
