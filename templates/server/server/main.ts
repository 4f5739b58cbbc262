// Bun would serve this file by itself, a second time. Only Node.js was tested to say truly where a
// connection comes from.
if ("Bun" in globalThis || "Deno" in globalThis) {
  console.error("This app needs Node.js: start it with `node build/server/index.js`.");
  process.exit(1);
}

// Libraries read NODE_ENV once, while they load: it has to be there before anything is imported.
// An empty or misspelled value must not open what only development has, such as the mailbox.
if (!["development", "test"].includes(process.env.NODE_ENV ?? "")) {
  process.env.NODE_ENV = "production";
}

const { app } = await import("./http/app");

// In development Vite listens and hands its requests to this app (vite.config.ts).
if (import.meta.env.PROD) {
  const { listen } = await import("./http/listen");
  listen(app);
}

export default app;
