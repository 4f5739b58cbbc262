import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { registryFromAddress, registryFromNpm, unreachable } from "../../src/steps/registry.ts";

const address = "https://packages.example.com/";

describe("from npm's settings", () => {
  test.each<[Record<string, unknown>, object]>([
    [{}, { address, scopes: {}, proxy: undefined, offline: false }],
    [{ "https-proxy": "http://proxy:8080" }, { proxy: "http://proxy:8080" }],
    [{ "https-proxy": null, proxy: "http://proxy:8080" }, { proxy: "http://proxy:8080" }],
    [
      { "https-proxy": "http://proxy:8080", noproxy: "other.org, .example.com" },
      { proxy: undefined },
    ],
    [{ "prefer-offline": true }, { offline: true }],
    [
      { "@me:registry": "https://me.example.com/" },
      { scopes: { "@me": "https://me.example.com/" } },
    ],
  ])("%j", (settings, expected) => {
    expect(registryFromNpm(JSON.stringify({ registry: address, ...settings }))).toMatchObject(
      expected,
    );
  });
});

test.each([
  [{}, undefined],
  [{ HTTPS_PROXY: "http://proxy:8080" }, "http://proxy:8080"],
  [{ https_proxy: "http://proxy:8080" }, "http://proxy:8080"],
  [{ HTTP_PROXY: "http://proxy:8080" }, undefined],
  [{ HTTPS_PROXY: "http://proxy:8080", NO_PROXY: "packages.example.com" }, undefined],
  [{ HTTPS_PROXY: "http://proxy:8080", NO_PROXY: "*" }, undefined],
])("the proxy of %j", (env, proxy) => {
  expect(registryFromAddress(address, env).proxy).toBe(proxy);
});

describe("reaching it", () => {
  const reach = (settings: object) =>
    unreachable({
      address: "http://127.0.0.1:9/",
      scopes: {},
      proxy: undefined,
      offline: false,
      ...settings,
    });

  test("a port without a server", async () => {
    expect(await reach({})).toBe(
      "The registry http://127.0.0.1:9 isn't responding (ECONNREFUSED).",
    );
  });

  test("an unknown host", async () => {
    expect(await reach({ address: "http://registry.invalid/" })).toMatch(
      /^The registry http:\/\/registry\.invalid isn't/,
    );
  });

  test("npm is set to offline: not checked", async () => {
    expect(await reach({ offline: true })).toBeUndefined();
  });

  test("no address is known: not checked", async () => {
    expect(await reach({ address: "" })).toBeUndefined();
  });

  test("behind a proxy, the proxy has to respond", async () => {
    const proxy = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void proxy.close());
    await new Promise((resolve) => proxy.on("listening", resolve));
    const { port } = proxy.address() as AddressInfo;
    expect(await reach({ proxy: `http://127.0.0.1:${port}` })).toBeUndefined();
    expect(await reach({ proxy: "http://127.0.0.1:9" })).toBe(
      "The proxy http://127.0.0.1:9 isn't responding (ECONNREFUSED).",
    );
  });
});
