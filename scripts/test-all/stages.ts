/** One check of the repository. */
export interface Stage {
  name: string;
  command: readonly [string, ...string[]];
  /** Whether it uses the command as people get it. Smoke tests come last and run in parallel. */
  smoke?: boolean;
}

/** In the order in which they start. */
export const stages: readonly Stage[] = [
  { name: "lint and format", command: ["pnpm", "exec", "biome", "ci", "."] },
  { name: "words", command: ["node", "scripts/words.ts"] },
  { name: "build", command: ["pnpm", "--filter", "create-auth-app", "build"] },
  { name: "typecheck", command: ["pnpm", "run", "typecheck"] },
  {
    name: "baked files are current",
    command: ["pnpm", "--filter", "create-auth-app", "bake", "--check"],
  },
  { name: "command and engine", command: ["pnpm", "--filter", "create-auth-app", "test"] },
  { name: "composed projects", command: ["pnpm", "--filter", "create-auth-app", "composed"] },
  { name: "apps in place: build", command: ["pnpm", "--filter", "./apps/*", "run", "build"] },
  { name: "apps in place: test", command: ["pnpm", "--filter", "./apps/*", "test"] },
  // The longest first, so that none runs alone at the end. The first one also warms npm's cache.
  smoke("npm", "smoke.ts", "npm"),
  smoke("single-page app", "spa.ts"),
  smoke("PostgreSQL", "postgres.ts"),
  smoke("passkeys", "passkeys.ts"),
  smoke("OpenID provider", "openid.ts"),
  smoke("email providers", "email.ts"),
  smoke("update", "update.ts"),
  smoke("recipe", "recipe.ts"),
  smoke("translation", "translation.ts"),
  smoke("brand", "brand.ts"),
  smoke("monorepo", "monorepo.ts"),
  smoke("pnpm", "smoke.ts", "pnpm"),
  smoke("yarn", "smoke.ts", "yarn"),
  smoke("bun", "smoke.ts", "bun"),
];

function smoke(name: string, script: string, ...args: string[]): Stage {
  const command = ["node", `scripts/smoke/${script}`, ...args] as const;
  return { name: `smoke: ${name}`, command, smoke: true };
}
