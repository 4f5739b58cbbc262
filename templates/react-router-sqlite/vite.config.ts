import { getRequestListener } from "@hono/node-server";
import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import {
  defineConfig,
  isRunnableDevEnvironment,
  loadEnv,
  type Plugin,
  type ViteDevServer,
} from "vite";
import { devHosts, isDevHost, refusalAt } from "./app/env/addresses.ts";
import packageJson from "./package.json" with { type: "json" };

export default defineConfig(({ command, mode }) => {
  // A build is always for production, even where the machine says otherwise.
  if (command === "build") process.env.NODE_ENV = "production";
  const { PORT, DEV_HOSTS } = loadEnv(mode, process.cwd(), ["PORT", "DEV_HOSTS"]);
  const hosts = devHosts.parse(DEV_HOSTS);
  return {
    plugins: [tailwindcss(), appServer(hosts), reactRouter()],
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
    },
    optimizeDeps: {
      // Used in the browser. If Vite found it only while the first page loads, the page would have
      // to load twice.
      include: [
        "@simplewebauthn/browser", // @feature passkey
        "class-variance-authority",
        "clsx",
        "react-router/dom",
        "tailwind-merge",
        "uqr", // @feature two-factor
      ],
      // Used on the server only, though React Router shows it to Vite while it looks for styles.
      exclude: [
        "@better-auth/core",
        // @feature passkey
        "@levischuck/tiny-cbor",
        "@simplewebauthn/server",
        // @end
        // @feature password
        "@zxcvbn-ts/core",
        "@zxcvbn-ts/language-common",
        // @end
        "better-auth",
        "better-sqlite3", // @feature sqlite
        "drizzle-orm",
        "hono",
        "pg", // @feature postgres
        "zod",
      ],
    },
    environments: {
      ssr: {
        build: { rollupOptions: { input: "./app/main.ts" } },
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
      const listener = getRequestListener(
        async (request, env) => {
          const { default: app } =
            await ssr.runner.import<typeof import("./app/main")>("/app/main.ts");
          return app.fetch(request, env);
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
