// Bun would also serve this file by itself. Only Node.js was tested to report a connection's real
// address.
if ("Bun" in globalThis || "Deno" in globalThis) {
  console.error("This app needs Node.js: start it with `node build/server/index.js`.");
  process.exit(1);
}

// Libraries read NODE_ENV once, while they load, so it has to be set before anything is imported.
// An empty or misspelled value must not open what is for development only, such as the mailbox.
if (!["development", "test"].includes(process.env.NODE_ENV ?? "")) {
  process.env.NODE_ENV = "production";
}

const { app } = await import("./http/app");

// During development, Vite listens and hands its requests to this app (vite.config.ts).
if (import.meta.env.PROD) {
  const { listen } = await import("./http/listen");
  listen(app);
}

export default app;
