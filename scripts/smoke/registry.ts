import { mkdir, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { outputOf } from "./start-command.ts";

/** A registry on loopback that gets what it doesn't have from the machine's own registry. */
export interface Registry {
  /** With a trailing slash, as npm writes it. */
  url: string;
  /** Packs the package in `folder` as a release would, and publishes it as `latest`. */
  publish(folder: string, env: NodeJS.ProcessEnv): Promise<void>;
  close(): void;
}

/** @param folder where it keeps its packages; must be empty */
export async function startRegistry(folder: string): Promise<Registry> {
  // Only when it is needed: loading it takes a second.
  const { runServer } = await import("verdaccio");
  const upstream = await outputOf(["npm", "config", "get", "registry"]);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  await mkdir(folder, { recursive: true });
  const server: Server = await runServer({
    configPath: join(folder, "config.yaml"),
    self_path: folder,
    storage: join(folder, "storage"),
    uplinks: {
      upstream: {
        url: upstream.trim(),
        cache: true,
        maxage: "1h",
        timeout: "60s",
      },
    },
    packages: {
      "create-auth-app": { access: "$all", publish: "$all", unpublish: "$all" },
      "**": { access: "$all", proxy: "upstream" },
    },
    server: { keepAliveTimeout: 60 },
    max_body_size: "20mb",
    log: { type: "stdout", format: "pretty", level: "fatal" },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });

  return {
    url,
    async publish(packageFolder, env) {
      const userconfig = join(folder, "publish.npmrc");
      await writeFile(userconfig, `registry=${url}\n//127.0.0.1:${port}/:_authToken=anyone\n`);
      const packed = await outputOf(["npm", "pack", "--json", "--pack-destination", folder], {
        cwd: packageFolder,
        env,
      });
      const tarball = join(folder, packedName(packed));
      await outputOf(["npm", "publish", tarball, "--userconfig", userconfig], { cwd: folder, env });
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** npm 11 prints a list, npm 12 an object by package name. */
function packedName(json: string): string {
  const packed: unknown = JSON.parse(json);
  const [first] = Object.values(packed as Record<string, { filename: string }>);
  if (!first) throw new Error(`npm pack printed no file name: ${json}`);
  return first.filename;
}
