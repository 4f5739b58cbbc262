import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { chosenCombinations } from "../../scripts/combinations/check.ts";
import { readRepository } from "../../src/engine/read-repository.ts";
import { render } from "../../src/engine/render.ts";
import { catalogue } from "../../src/options/catalogue.ts";
import { temporaryDirectory, writeTree } from "../temporary-directory.ts";

/** What the usual .gitignore of a language excludes, as far as it could affect a project. */
const parents: Record<string, string> = {
  Python:
    ".Python\nbuild/\ndevelop-eggs/\ndist/\ndownloads/\neggs/\nlib/\nlib64/\nparts/\nsdist/\nvar/\nwheels/\n*.manifest\n*.spec\n*.log\n*.pot\ninstance/\ntarget/\n.cache\n.env\n.venv\nenv/\nvenv/\nENV/\nenv.bak/\n",
  virtualenv: ".Python\n[Bb]in\n[Ii]nclude\n[Ll]ib\n[Ll]ib64\n[Ll]ocal\n[Ss]cripts\npyvenv.cfg\n",
  Node: "logs\n*.log\nlib-cov\ncoverage\nbuild/Release\nnode_modules/\n*.tsbuildinfo\n.npm\n*.tgz\n.env\n.env.*\n!.env.example\n.cache\n.next\nout\ndist\n.temp\n.yarn/cache\n.yarn/unplugged\n",
  "Node, with every .env file": ".env*\n",
  "a static site": "public/\nresources/_gen/\n",
  Java: "*.class\n*.jar\n*.war\n*.log\ntarget/\nbuild/\nbin/\nout/\n.gradle\n.settings\n.classpath\n.project\n",
  "Visual Studio":
    "*.user\n[Dd]ebug/\n[Rr]elease/\nx64/\nbld/\n[Bb]in/\n[Oo]bj/\n[Oo]ut/\n[Ll]og/\n[Ll]ogs/\n.vs/\n[Tt]est[Rr]esult*/\nartifacts/\n*.meta\n*.obj\n*.tmp\n*.log\n**/[Pp]ackages/*\n*.[Cc]ache\n*~\nBackup*/\npublish/\n",
  Rails: "/log/*\n/tmp/*\n/storage/*\n/public/assets\n/config/master.key\n.bundle\n",
  "dumps of databases": "*.sql\n*.sqlite\n*.db\n*.dump\n",
};

const templates = readRepository(resolve(import.meta.dirname, "../../../.."));

/** Every .gitignore that a project can have, with the files of those projects. */
const projects = new Map<string, Set<string>>();
for (const answers of chosenCombinations(templates, catalogue)) {
  const files = render({ name: "my-app", ...answers }, templates);
  const own = files.get(".gitignore") ?? "";
  projects.set(own, new Set([...(projects.get(own) ?? []), ...files.keys()]));
}

test.each(Object.entries(parents))(
  "below the .gitignore of %s, git includes every file of a project",
  (_, parent) => {
    const root = temporaryDirectory();
    execFileSync("git", ["init", "--quiet"], { cwd: root });
    for (const [own, paths] of projects) {
      writeTree(root, { ".gitignore": parent, "apps/web/.gitignore": own });
      expect(ignored(`${root}/apps/web`, [...paths])).toEqual([]);
      const secrets = [".env", ".data/app.db", "node_modules/a/index.js", "build/index.html"];
      expect(ignored(`${root}/apps/web`, secrets)).toEqual(secrets);
    }
  },
);

function ignored(cwd: string, files: readonly string[]): string[] {
  try {
    const input = files.join("\n");
    return execFileSync("git", ["check-ignore", "--stdin"], { cwd, input, encoding: "utf8" })
      .trim()
      .split("\n");
  } catch (error) {
    // None of them is ignored.
    if ((error as { status?: number }).status === 1) return [];
    throw error;
  }
}
