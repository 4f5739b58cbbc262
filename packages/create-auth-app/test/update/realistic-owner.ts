import type { Files } from "../../src/engine/files.ts";

/** What an owner has after a month of work. Each edit is made where an owner would make it. */
export interface OwnersMonth {
  files: ReadonlyMap<string, string>;
  /** Lines that must not get lost. */
  lines: readonly string[];
}

type Project = ReturnType<typeof open>;

/** Works on a render in memory, and throws if a place that an edit is for is no longer there. */
function open(rendered: Files) {
  const files = new Map(rendered);
  const lines: string[] = [];
  const read = (path: string) => {
    const text = files.get(path);
    if (text === undefined) throw new Error(`There is no ${path}`);
    return text;
  };
  const keep = (text: string) => lines.push(...text.split("\n").filter((line) => line.length > 8));
  const replace = (path: string, place: string | RegExp, text: string) => {
    const before = read(path);
    const after = before.replace(place, () => text);
    if (after === before) throw new Error(`${path} has no ${place}`);
    files.set(path, after);
    keep(text);
  };
  return {
    files,
    lines,
    read,
    replace,
    write(path: string, text: string) {
      files.set(path, text);
      keep(text);
    },
    /** `place` is part of a line, or the beginning of several. */
    after(path: string, place: string, text: string) {
      const [line] = read(path)
        .split("\n")
        .filter((line) => line.includes(place));
      replace(path, `${line}\n`, `${line}\n${text}\n`);
    },
    before(path: string, place: string, text: string) {
      const [line] = read(path)
        .split("\n")
        .filter((line) => line.includes(place));
      replace(path, `${line}\n`, `${text}\n${line}\n`);
    },
    append: (path: string, text: string) => replace(path, /$/, text),
    delete: (path: string) => {
      read(path);
      files.delete(path);
    },
    /** With every import of it. */
    rename(from: string, to: string) {
      files.set(to, read(from));
      files.delete(from);
      const [oldName, newName] = [from, to].map((path) => path.replace(/^.*\/|\.\w+$/g, ""));
      for (const [path, text] of files) {
        if (!path.endsWith(".tsx")) continue;
        files.set(path, text.replaceAll(`/${oldName}"`, `/${newName}"`));
      }
    },
  };
}

/** A table that belongs to users, with its migration, and a field that users have of their own. */
function addTables({ write, append, after, read, replace }: Project, server: string): void {
  const migrations = `${server}/db/migrations`;
  write(
    `${server}/db/schema/posts.ts`,
    `import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { user } from "./auth.ts";

export const post = sqliteTable("post", {
  id: text("id").primaryKey(),
  title: text("title").notNull(),
  authorId: text("author_id")
    .notNull()
    .references(() => user.id, { onDelete: "cascade" }),
});
`,
  );
  append(`${server}/db/schema/index.ts`, 'export * from "./posts.ts";\n');
  after(`${server}/db/schema/auth.ts`, '  image: text("image"),', '  plan: text("plan"),');
  write(`${migrations}/0001_posts.sql`, "CREATE TABLE `post` (\n\t`id` text PRIMARY KEY\n);\n");
  const journal = JSON.parse(read(`${migrations}/meta/_journal.json`));
  journal.entries.push({ idx: 1, version: "6", when: 1, tag: "0001_posts", breakpoints: true });
  write(`${migrations}/meta/_journal.json`, JSON.stringify(journal, null, 2));
  replace(
    `${server}/services/rules.ts`,
    "LONGEST_SESSION_IN_DAYS = 30;",
    "LONGEST_SESSION_IN_DAYS = 90;",
  );
}

function addGitHub({ after, append, replace }: Project, server: string): void {
  const auth = `${server}/services/auth.server.ts`;
  after(
    auth,
    "  emailAndPassword: features",
    `  socialProviders: {
    github: { clientId: env.GITHUB_CLIENT_ID ?? "", clientSecret: env.GITHUB_CLIENT_SECRET ?? "" },
  },
  user: { additionalFields: { plan: { type: "string", required: false } } },`,
  );
  replace(
    auth,
    /customRules: \{ \.\.\.features\.limits, .*\},/,
    `customRules: { ...features.limits, ...knowBrowserLimits, "/posts": { window: 60, max: 5 } },`,
  );
  after(
    `${server}/env.server.ts`,
    "  EMAIL_FROM: sender",
    "  GITHUB_CLIENT_ID: z.string().optional(),\n  GITHUB_CLIENT_SECRET: z.string().optional(),",
  );
  append(
    ".env.example",
    "\n# From github.com/settings/developers.\nGITHUB_CLIENT_ID=\nGITHUB_CLIENT_SECRET=\n",
  );
}

/** What every project has outside its pages. */
function workAround({
  files,
  lines,
  read,
  write,
  append,
  after,
  replace,
  delete: remove,
}: Project): void {
  const json = JSON.parse(read("package.json"));
  json.dependencies["@tanstack/query-core"] = "5.99.0";
  json.devDependencies.zod = "4.99.0";
  json.scripts.seed = "node scripts/seed.ts";
  files.set("package.json", `${JSON.stringify(json, null, 2)}\n`);
  lines.push(
    '"@tanstack/query-core": "5.99.0"',
    '"seed": "node scripts/seed.ts"',
    '"zod": "4.99.0"',
  );
  files.set("package-lock.json", read("package-lock.json").replace('"zod"', '"zod" '));
  write("scripts/seed.ts", 'console.log("seeds the posts");\n');
  write("test/posts.test.ts", 'import { test } from "vitest";\n\ntest.todo("posts");\n');
  replace("README.md", /^# .*$/m, "# Posts, an app by its owner");
  append("README.md", "\n## Seeds\n`npm run seed` fills the posts.\n");
  after(".github/workflows/ci.yml", "run: npm run check", "      - run: npm run seed");
  after("Dockerfile", "ENV NODE_ENV=production", "ENV TZ=Europe/Berlin");
  remove("SECURITY.md");
  remove("DEPLOY.md");
}

export function monthWithReactRouter(rendered: Files): OwnersMonth {
  const project = open(rendered);
  const { write, after, before, replace, append, rename } = project;
  addTables(project, "app");
  addGitHub(project, "app");
  workAround(project);
  after("app/routes.ts", 'route("login"', '  route("pricing", "routes/pricing.tsx"),');
  after("app/routes.ts", 'route("dashboard"', '    route("posts", "routes/posts.tsx"),');
  write(
    "app/routes/pricing.tsx",
    "export default function Pricing() {\n  return <h1>Pricing</h1>;\n}\n",
  );
  write("app/routes/posts.tsx", "export default function Posts() {\n  return <h1>Posts</h1>;\n}\n");
  replace("app/colors.css", /--primary: .*;/, "--primary: oklch(0.5 0.2 280);");
  append("app/app.css", "\n.post-title {\n  text-wrap: balance;\n}\n");
  replace("app/brand.ts", /appName = .*;/, 'appName = "Posts";');
  before(
    "app/routes/home.tsx",
    "<Link",
    '          <p className="mt-2">Posts by people you know.</p>',
  );
  before("app/routes/home.tsx", "import { appName }", 'import { cn } from "~/lib/cn";');
  after(
    "app/routes/login.tsx",
    "SignInCard icon",
    '      <p className="text-center">Your posts are waiting.</p>',
  );
  after(
    "app/components/dashboard/dashboard-page.tsx",
    "<PageTitle",
    '      <p className="mb-4">Your posts are here.</p>',
  );
  rename("app/sign-in/email-code/send-code.tsx", "app/sign-in/email-code/email-form.tsx");
  return project;
}

export function monthWithFsd(rendered: Files): OwnersMonth {
  const project = open(rendered);
  const { write, after, before, replace, rename } = project;
  addTables(project, "server");
  addGitHub(project, "server");
  workAround(project);
  write("src/pages/posts/index.ts", 'export { PostsPage } from "./ui/PostsPage";\n');
  write(
    "src/pages/posts/ui/PostsPage.tsx",
    "export function PostsPage() {\n  return <h1>Posts</h1>;\n}\n",
  );
  const router = "src/app/router/Router.tsx";
  after(
    router,
    "const DashboardPage",
    'const PostsPage = page(() => import("@/pages/posts"), "PostsPage");',
  );
  after(
    router,
    "paths.dashboard",
    "              <Route path={paths.posts} element={<PostsPage />} />",
  );
  const pages = "src/shared/config/pages.ts";
  after(pages, '  dashboard: "/dashboard"', '  posts: "/posts",');
  after(pages, "[paths.dashboard]", '  [paths.posts]: { for: "members" },');
  before(
    "server/http/api.ts",
    '.get("/me"',
    '  .get("/posts", (c) => c.json([{ title: "The first post" }]))',
  );
  replace(
    "server/http/headers.ts",
    /connectSrc: \["'self'",/,
    `connectSrc: ["'self'", "https://posts.example.com",`,
  );
  replace("server/colors.css", /--primary: .*;/, "--primary: oklch(0.5 0.2 280);");
  rename("src/pages/home/ui/WayIn.tsx", "src/pages/home/ui/Picture.tsx");
  return project;
}
