import { readFile, rename } from "node:fs/promises";
import { getRequestListener } from "@hono/node-server";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import {
  defineConfig,
  isRunnableDevEnvironment,
  loadEnv,
  type Plugin,
  type ViteDevServer,
} from "vite";
import packageJson from "./package.json" with { type: "json" };
import { devHosts, isDevHost, refusalAt } from "./server/env/addresses.ts";

export default defineConfig(({ command, mode }) => {
  // A build is always for production, even where the machine says otherwise.
  if (command === "build") process.env.NODE_ENV = "production";
  const { PORT, DEV_HOSTS } = loadEnv(mode, process.cwd(), ["PORT", "DEV_HOSTS"]);
  const hosts = devHosts.parse(DEV_HOSTS);
  return {
    appType: "custom",
    plugins: [react(), tailwindcss(), appServer(hosts)],
    resolve: { tsconfigPaths: true },
    // Without this, Vite also takes the PostCSS configuration of a monorepo around the app.
    css: { postcss: {} },
    // When the port is taken, Vite tries the next one; sign-in follows the port really in use.
    server: {
      port: PORT ? Number(PORT) : 5173,
      // Other devices reach this machine by its address on the network.
      host: hosts.length > 0 ? true : undefined,
      // Checked below, for Vite's own files as well, in words that say what to do.
      allowedHosts: true,
      // @feature token
      // The app decides which origins may call the API (server/http/client-origins.ts), not Vite.
      cors: false,
      // @end
    },
    // The server puts the nonce of each response in its place (server/http/spa.ts).
    html: { cspNonce: "nonce-of-this-answer" },
    builder: {
      async buildApp(builder) {
        for (const environment of Object.values(builder.environments)) {
          await builder.build(environment);
        }
        // Not a file like the others: the server writes into it at each request.
        await rename("build/client/index.html", "build/index.html");
      },
    },
    environments: {
      client: {
        build: {
          outDir: "build/client",
          // What the first page needs is one file: compressed together, it's smaller.
          rolldownOptions: {
            output: { codeSplitting: { groups: [{ name: "first-load", tags: ["$initial"] }] } },
          },
        },
      },
      ssr: {
        build: {
          ssr: true,
          outDir: "build/server",
          rolldownOptions: { input: { index: "server/main.ts" } },
        },
        // Whatever is listed under "dependencies" is installed where the app runs: packages with a
        // binary of their own. Everything else becomes part of the build.
        resolve:
          command === "build"
            ? { noExternal: true, external: Object.keys(packageJson.dependencies) }
            : undefined,
      },
    },
  };
});

/** Handles requests in development with the same Hono app that runs in production. */
function appServer(hosts: string[]): Plugin {
  return {
    name: "app-server",
    apply: "serve",
    configureServer(vite) {
      vite.middlewares.use(({ headers: { host = "" } }, response, next) => {
        if (isDevHost(host, hosts)) return next();
        response.writeHead(403, { "Content-Type": "text/plain" }).end(refusalAt(host));
      });
      const { ssr } = vite.environments;
      if (!isRunnableDevEnvironment(ssr)) throw new Error("The app needs Vite's Node environment.");
      const indexHtml = async (path: string) =>
        vite.transformIndexHtml(path, await readFile("index.html", "utf8"));
      const listener = getRequestListener(
        async (request, env) => {
          const { default: app } =
            await ssr.runner.import<typeof import("./server/main")>("/server/main.ts");
          return app.fetch(request, { ...env, indexHtml });
        },
        { overrideGlobalObjects: false, errorHandler: (error) => showError(vite, error) },
      );
      // Returned, so that it comes after Vite's own middleware and only gets what Vite leaves over.
      return () => {
        vite.middlewares.use((request, response, next) => {
          listener(request, response).catch(next);
        });
      };
    },
  };
}

/** Says in the terminal and in the browser why the app can't start, such as a missing variable. */
function showError({ config }: ViteDevServer, error: unknown) {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  config.logger.error(text, { timestamp: true });
  return new Response(text, { status: 500, headers: { "Content-Type": "text/plain" } });
}
