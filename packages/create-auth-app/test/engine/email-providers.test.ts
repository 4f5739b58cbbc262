import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readRepository } from "../../src/engine/read-repository.ts";
import { catalogue } from "../../src/options/catalogue.ts";

const { templates } = readRepository(resolve(import.meta.dirname, "../../../.."));
const bases = templates.filter(({ manifest }) => manifest.kind === "base");

/** The provider's files: a layer that misses one would keep another provider's file. */
const ownFiles = [
  "server/env/email.ts",
  "server/services/email-provider.server.ts",
  "test/support/sent-email.ts",
];

const layers = Object.keys(catalogue.email.choices).flatMap((fact) =>
  templates.filter(({ manifest }) => manifest.kind === "layer" && manifest.fact === fact),
);

describe.each(layers.map((layer) => [layer.name, layer.files] as const))("%s", (_name, files) => {
  test("replaces every file of the base's own provider, and no other", () => {
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([...ownFiles, "test/email-provider.test.ts"]),
    );
    for (const base of bases) {
      const merged = ["package.json", ".env.example"];
      const replaced = [...files.keys()].filter(
        (path) => !merged.includes(path) && base.files.has(path),
      );
      expect(replaced).toEqual(ownFiles);
    }
  });
});
