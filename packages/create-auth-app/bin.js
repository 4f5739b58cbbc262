#!/usr/bin/env node
// Old syntax on purpose: an old Node must get as far as the message, so nothing is imported before it.
var version = process.versions.node.split(".").map(Number);

function run() {
  // Compiled code is kept for the next run (Node 22.8 and newer).
  var nodeModule = process.getBuiltinModule("node:module");
  if (nodeModule.enableCompileCache) nodeModule.enableCompileCache();
  import("./dist/cli.js")
    .then((cli) => cli.main(process.argv.slice(2)))
    .then((exitCode) => {
      process.exitCode = exitCode;
    });
}

if (version[0] > 20 || (version[0] === 20 && version[1] >= 19)) {
  run();
} else {
  console.error("create-auth-app needs Node.js 20.19 or newer; this is", process.versions.node);
  console.error("Install a current one: https://nodejs.org");
  process.exitCode = 1;
}
