import { getRequestListener } from "@hono/node-server";
import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, isRunnableDevEnvironment, loadEnv, type Plugin } from "vite";

export default defineConfig(({ mode }) => {
  const { PORT } = loadEnv(mode, process.cwd(), "PORT");
  return {
    plugins: [tailwindcss(), appServer(), reactRouter()],
    resolve: { tsconfigPaths: true },
    // When the port is taken, Vite tries the next one; sign-in follows the port really in use.
    server: { port: PORT ? Number(PORT) : 5173 },
    optimizeDeps: {
      // Used in the browser. Found only while the first page loads, it would have to load twice.
      include: ["class-variance-authority", "clsx", "react-router/dom", "tailwind-merge"],
      // Used on the server only, though React Router shows it to Vite while it looks for styles.
      exclude: [
        "@better-auth/core",
        "better-auth",
        "better-sqlite3", // @feature sqlite
        "drizzle-orm",
        "hono",
        "pg", // @feature postgres
        "zod",
      ],
    },
    environments: {
      ssr: { build: { rollupOptions: { input: "./app/server.ts" } } },
    },
  };
});

/** Answers requests in development with the same Hono app that runs in production. */
function appServer(): Plugin {
  return {
    name: "app-server",
    apply: "serve",
    configureServer(vite) {
      const { ssr } = vite.environments;
      if (!isRunnableDevEnvironment(ssr)) throw new Error("The app needs Vite's Node environment.");
      const listener = getRequestListener(
        async (request, env) => {
          const { default: app } =
            await ssr.runner.import<typeof import("./app/server")>("/app/server.ts");
          return app.fetch(request, env);
        },
        { overrideGlobalObjects: false },
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
