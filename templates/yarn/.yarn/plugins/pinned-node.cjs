// @feature pin-node
// Lets Yarn run every script on the Node.js of this project (devDependency `node`), not on its own.
const { spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const { dirname, join } = require("node:path");

const folder = join(dirname(dirname(__dirname)), "node_modules/node");
const binary = join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
const own = process.execPath;

module.exports = {
  name: "pinned-node",
  factory: () => {
    usePinned();
    return { hooks: { afterAllInstalled: fetchPinned } };
  },
};

function usePinned() {
  if (existsSync(binary)) process.execPath = binary;
}

// The package's own install script looks for `node`, finds itself and fails under Yarn.
function fetchPinned() {
  if (existsSync(binary) || !existsSync(folder)) return;
  const { status } = spawnSync(own, ["installArchSpecificPackage.js"], { cwd: folder, stdio: "inherit" });
  if (status !== 0) throw new Error("The Node.js of this project could not be fetched");
  usePinned();
}
