import { gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { Interrupted } from "../../src/errors.ts";
import { download } from "../../src/remote/download.ts";
import { parseRemoteTemplate } from "../../src/remote/remote-template.ts";
import { withoutToken } from "../../src/remote/token.ts";
import { gzipped, repository } from "./archive.ts";

interface Asked {
  address: string;
  authorization: string | null;
  redirect: string | undefined;
}

function get(
  answer: () => Response | Promise<Response>,
  { typed = "gh:o/repo", env = {}, patience = 5000, signal = new AbortController().signal } = {},
) {
  const asked: Asked[] = [];
  const fetch = async (address: unknown, init: RequestInit = {}) => {
    const authorization = new Headers(init.headers).get("authorization");
    asked.push({ address: String(address), authorization, redirect: init.redirect });
    return answer();
  };
  const got = download({
    template: parseRemoteTemplate(typed),
    env,
    patience,
    signal,
    fetch: fetch as typeof globalThis.fetch,
  });
  return { got, asked };
}

const failing = (error: unknown) => () => Promise.reject(error);
const refused = (code: string, message: string, hint = "") =>
  expect.objectContaining({
    code,
    exitCode: 1,
    message: expect.stringContaining(message),
    hint: expect.stringContaining(hint),
  });

test.each([
  ["gh:o/repo/folder", "https://codeload.github.com/o/repo/tar.gz/HEAD"],
  ["gh:o/repo#v1", "https://codeload.github.com/o/repo/tar.gz/v1"],
  ["gh:o/repo#a/b@1", "https://codeload.github.com/o/repo/tar.gz/a/b%401"],
])("%s is at %s", async (typed, address) => {
  const { got, asked } = get(() => new Response(gzipped({ a: "b" })), { typed });
  expect(Buffer.from(await got).equals(repository({ a: "b" }))).toBe(true);
  expect(asked).toEqual([{ address, authorization: null, redirect: "manual" }]);
});

test.each([
  [{ GIGET_AUTH: "one", GITHUB_TOKEN: "two" }, "Bearer one"],
  [{ GITHUB_TOKEN: "two" }, "Bearer two"],
  [{ GIGET_AUTH: " ", GITHUB_TOKEN: "two\n" }, "Bearer two"],
])("a token is sent: %j", async (env, authorization) => {
  const { got, asked } = get(() => new Response(gzipped({ a: "b" })), { env });
  await got;
  expect(asked[0]?.authorization).toBe(authorization);
});

test("a remote template's scripts don't see the token", () => {
  expect(withoutToken({ GIGET_AUTH: "one", GITHUB_TOKEN: "two", PATH: "p" })).toEqual({
    PATH: "p",
  });
});

describe("a redirect", () => {
  const moving = (...locations: string[]) => {
    const left = [...locations];
    return () => {
      const location = left.shift();
      if (location === undefined) return new Response(gzipped({ a: "b" }));
      return new Response(null, { status: 302, headers: { location } });
    };
  };

  test("is followed, without the token where it leads to another server", async () => {
    const { got, asked } = get(moving("/other", "https://elsewhere.example/a.tar.gz"), {
      typed: "gitlab:o/repo",
      env: { GIGET_AUTH: "hush" },
    });
    await got;
    expect(asked.map(({ address, authorization }) => [address, authorization])).toEqual([
      ["https://gitlab.com/o/repo/-/archive/HEAD.tar.gz", "Bearer hush"],
      ["https://gitlab.com/other", "Bearer hush"],
      ["https://elsewhere.example/a.tar.gz", null],
    ]);
  });

  test.each([
    ["to an unencrypted address", ["http://example.com/a.tar.gz"]],
    ["to a file", ["file:///etc/passwd"]],
    ["in a circle", Array.from({ length: 50 }, () => "https://example.com/a.tar.gz")],
  ])("isn't followed %s", async (_name, locations) => {
    const { got } = get(moving(...locations), { typed: "https://example.com/a.tar.gz" });
    await expect(got).rejects.toThrow(refused("remote-not-found", "has moved"));
  });
});

describe("a response without an archive", () => {
  test.each<[number, Record<string, string>, string, string, string]>([
    [
      404,
      {},
      "remote-not-found",
      "GitHub has no o/repo, or it's private.",
      "set GIGET_AUTH or GITHUB_TOKEN",
    ],
    [
      404,
      { GIGET_AUTH: "hush" },
      "remote-not-found",
      "or it's private",
      "the token in GIGET_AUTH doesn't have access",
    ],
    [
      401,
      { GITHUB_TOKEN: "hush" },
      "remote-not-found",
      "doesn't accept the token in GITHUB_TOKEN",
      "another token",
    ],
    [403, {}, "remote-rate-limit", "(403)", "GITHUB_TOKEN"],
    [429, {}, "remote-rate-limit", "(429)", "GITHUB_TOKEN"],
    [301, {}, "remote-not-found", "has moved", "new name"],
    [500, {}, "remote-unavailable", "(500)", "Try again"],
    [503, {}, "remote-unavailable", "(503)", "Try again"],
  ])("%i %j", async (status, env, code, message, hint) => {
    const { got } = get(() => new Response("no", { status }), { env });
    await expect(got).rejects.toThrow(refused(code, message, hint));
    await expect(got).rejects.not.toThrow("hush");
  });
});

describe("no archive at all", () => {
  test("no response", async () => {
    const cause = Object.assign(new Error("x"), { code: "ENOTFOUND" });
    const { got } = get(failing(new TypeError("fetch failed", { cause })));
    await expect(got).rejects.toThrow(refused("no-network", "isn't responding (ENOTFOUND)"));
  });

  test("behind a proxy that Node ignores", async () => {
    const env = { HTTPS_PROXY: "http://me:hush@proxy" };
    const { got } = get(failing(new TypeError("fetch failed")), { env });
    await expect(got).rejects.toThrow(refused("no-network", "", "NODE_USE_ENV_PROXY=1"));
    await expect(got).rejects.toThrow(
      expect.objectContaining({ hint: expect.not.stringContaining("hush") }),
    );
  });

  test("a connection that ends in the middle", async () => {
    const { got } = get(() => new Response(slowly(gzipped({ a: "b" }).subarray(0, 20), "end")));
    await expect(got).rejects.toThrow(refused("remote-template-refused", "its archive is damaged"));
  });

  test("a body that isn't gzip", async () => {
    const { got } = get(() => new Response("<html>"));
    await expect(got).rejects.toThrow(refused("remote-template-refused", "its archive is damaged"));
  });

  test("a server that stays silent", async () => {
    const body = () => new Response(slowly(gzipped({ a: "b" }).subarray(0, 20), "hang"));
    const { got } = get(body, { patience: 100 });
    await expect(got).rejects.toThrow(refused("remote-time-out", "sent nothing for"));
  });

  test("a slow server that isn't silent is waited for", async () => {
    const { got } = get(() => new Response(slowly(gzipped({ a: "b" }), "end", 1_500)), {
      patience: 6_000,
    });
    expect((await got).length).toBe(repository({ a: "b" }).length);
  });

  test("a signal stops it", async () => {
    const controller = new AbortController();
    const body = () => new Response(slowly(gzipped({ a: "b" }).subarray(0, 20), "hang"));
    const { got } = get(body, { signal: controller.signal });
    setTimeout(() => controller.abort(new Interrupted()), 50);
    await expect(got).rejects.toBeInstanceOf(Interrupted);
  });
});

describe("too much", () => {
  test("compressed", async () => {
    let given = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        given += 1;
        // Stored uncompressed inside gzip, so it stays that large.
        controller.enqueue(given === 1 ? gzipSync(Buffer.alloc(0)).subarray(0, 10) : stored);
      },
    });
    await expect(get(() => new Response(body)).got).rejects.toThrow(
      refused("remote-template-refused", "more than 20 MB"),
    );
    expect(given).toBeLessThan(400);
  });

  test("a small archive with very large content stops early", async () => {
    const bomb = gzipSync(Buffer.alloc(1024 * 1024 * 64));
    let given = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        given += 1;
        if (given > 100) controller.close();
        else controller.enqueue(bomb);
      },
    });
    await expect(get(() => new Response(body)).got).rejects.toThrow(
      refused("remote-template-refused", "more than 100 MB"),
    );
    expect(given).toBeLessThan(20);
  });
});

/** A stored (uncompressed) deflate block: 65,535 bytes. */
const stored = Buffer.concat([Buffer.from([0, 0xff, 0xff, 0, 0]), Buffer.alloc(65_535)]);

function slowly(bytes: Uint8Array, then: "end" | "hang", pause = 0): ReadableStream<Uint8Array> {
  const timers: NodeJS.Timeout[] = [];
  onTestFinished(() => timers.forEach(clearTimeout));
  const parts = [0, 1, 2, 3].map((part) =>
    bytes.slice((part * bytes.length) / 4, ((part + 1) * bytes.length) / 4),
  );
  return new ReadableStream({
    start: (controller) => {
      for (const [index, part] of parts.entries()) {
        timers.push(setTimeout(() => controller.enqueue(part), (index + 1) * pause));
      }
      if (then === "end") timers.push(setTimeout(() => controller.close(), 5 * pause + 1));
    },
  });
}
