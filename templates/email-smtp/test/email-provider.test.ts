// @feature email-code|password
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { productionEmailVariables } from "~/env/email";
import { openBrowser } from "./support/browser";
import { makeCertificate } from "./support/certificate";
import { askForEmail, secretIn, secretInMailbox } from "./support/secret-email";
import { type Server, spawnServer, startServer, until } from "./support/server";
import { startSmtpServer, textIn } from "./support/smtp-server";

type Smtp = Awaited<ReturnType<typeof startSmtpServer>>;

const production = {
  NODE_ENV: "production",
  BETTER_AUTH_URL: "https://app.example.com",
  TRUSTED_PROXIES: "loopback",
};

/** Has an email sent as a person does. */
async function ask(app: Server, email: string) {
  const { status } = await askForEmail(openBrowser(app), email);
  expect(status, "the response says nothing about the mail server").toBe(200);
}

async function received({ received }: Smtp, email: string) {
  return until(() => received.find(({ to }) => to === email));
}

/** The line that the log has about the email to this host. */
async function logged(app: Server, host: string) {
  const line = new RegExp(`^Email not sent.*at ${host}:.*$`, "m");
  return until(() => line.exec(app.log.text)?.[0]);
}

// All at once: most of the time goes by in pauses and in waiting for who plays dead.
describe.concurrent("email by SMTP", () => {
  describe("a mail server", () => {
    const attempts = new Map<string, number[]>();
    let quoted = "";
    let dropped = 0;

    /** What it does is said by the host that an email is for. */
    const moods: Record<string, (count: number) => Error | "hang" | undefined> = {
      "full.example.com": () => response(550, "Mailbox is full"),
      "busy.example.com": () => response(451, "Too busy"),
      "busy-once.example.com": (count) => (count === 1 ? response(451, "Too busy") : undefined),
      "hanging.example.com": () => "hang",
    };

    let smtp: Smtp;
    let app: Server;

    beforeAll(async () => {
      smtp = await startSmtpServer(
        {
          onRcptTo({ address }, _session, done) {
            const times = attempts.get(address) ?? [];
            attempts.set(address, [...times, Date.now()]);
            const mood = moods[address.split("@")[1] ?? ""]?.(times.length + 1);
            if (mood !== "hang") done(mood);
          },
        },
        (to, raw) => {
          if (to.endsWith("@quoting.example.com")) {
            quoted = secretIn(textIn(raw)) ?? "none";
            return response(554, `I do not like ${quoted} for ${to}`);
          }
          if (!to.endsWith("@dropping.example.com")) return undefined;
          dropped += 1;
          return "hang up";
        },
      );
      app = await startServer({ ...production, SMTP_URL: smtp.url() });
    });
    afterAll(() => app.remove());

    test("gets the email over TLS, with a sign-in, as text and HTML", async () => {
      const email = "person@well.example.com";
      await ask(app, email);
      const { raw, encrypted, user } = await received(smtp, email);
      const secret = secretIn(textIn(raw)) ?? "none";
      expect({ encrypted, user }).toEqual({ encrypted: true, user: "app@example.com" });
      const [head = ""] = raw.split("\r\n\r\n");
      expect(head).toMatch(/^From: Test <test@example\.com>\r$/m);
      expect(head).toMatch(/^To: person@well\.example\.com\r$/m);
      expect(head).toMatch(/^Content-Type: multipart\/alternative;/m);
      expect(/^Subject: .*(?:\r\n .*)*/m.exec(head)?.[0]).not.toContain(secret);
      expect(raw).toContain("Content-Type: text/plain");
      expect(raw).toContain("Content-Type: text/html");
    });

    test("isn't called again after it refuses, and the reason is logged", async () => {
      const email = "person@full.example.com";
      await ask(app, email);
      expect(await logged(app, "full.example.com")).toMatch(/first attempt.*550 Mailbox is full/);
      expect(attempts.get(email)).toHaveLength(1);
    });

    test("is called again after a pause when it's busy, and the email arrives once", async () => {
      const email = "person@busy-once.example.com";
      await ask(app, email);
      await received(smtp, email);
      const [first = 0, second = 0] = attempts.get(email) ?? [];
      expect(second - first).toBeGreaterThan(900);
      expect(smtp.received.filter(({ to }) => to === email)).toHaveLength(1);
    });

    test("is called three times when it stays busy, then the reason is logged", async () => {
      const email = "person@busy.example.com";
      await ask(app, email);
      expect(await logged(app, "busy.example.com")).toMatch(/3 attempts.*451 Too busy/);
      const [first = 0, second = 0, third = 0] = attempts.get(email) ?? [];
      expect(attempts.get(email)).toHaveLength(3);
      expect(second - first).toBeGreaterThan(900);
      expect(third - second).toBeGreaterThan(3_900);
    });

    test("is called three times, and no more, when it hangs up on the message", async () => {
      await ask(app, "person@dropping.example.com");
      expect(await logged(app, "dropping.example.com")).toMatch(/3 attempts/);
      expect(dropped).toBe(3);
    });

    test("doesn't get a secret into the log by quoting what it refuses", async () => {
      await ask(app, "person@quoting.example.com");
      expect(await logged(app, "quoting.example.com")).toContain("554 I do not like [removed]");
      expect(quoted).not.toBe("none");
      expect(app.log.text).not.toContain(quoted);
      expect(app.log.text).not.toContain("person@quoting");
    });

    test("keeps no one waiting when it hangs", async () => {
      // Only this app is impatient: on a busy machine, the others need longer for an attempt.
      const app = await startServer({
        ...production,
        SMTP_URL: smtp.url({ query: "socketTimeout=400" }),
      });
      await ask(app, "person@hanging.example.com");
      // The person has a response before the app has given up.
      expect(app.log.text).not.toContain("hanging.example.com");
      expect(await logged(app, "hanging.example.com")).toMatch(/3 attempts.*imeout/);
      await app.remove();
    });
  });

  describe("a mail server that", () => {
    test("doesn't accept the password", async () => {
      const smtp = await startSmtpServer();
      const app = await startServer({
        ...production,
        SMTP_URL: smtp.url({ secret: "s3cr3t-word" }),
      });
      await ask(app, "person@login.example.com");
      expect(await logged(app, "login.example.com")).toMatch(/first attempt.*535 Who are you\?/);
      expect(app.log.text).not.toContain("s3cr3t");
      await app.remove();
    });

    test("isn't there", async () => {
      const app = await startServer({ ...production, SMTP_URL: "smtps://localhost:1" });
      await ask(app, "person@nowhere.example.com");
      expect(await logged(app, "nowhere.example.com")).toMatch(/3 attempts.*ECONNREFUSED/);
      await app.remove();
    });

    test("shows a certificate that no authority vouches for", async () => {
      const { cert, key } = makeCertificate("localhost");
      const smtp = await startSmtpServer({ cert, key });
      const app = await startServer({ ...production, SMTP_URL: smtp.url() });
      await ask(app, "person@stranger.example.com");
      expect(await logged(app, "stranger.example.com")).toMatch(/self-signed certificate/);
      expect(smtp.received).toEqual([]);
      await app.remove();
    });

    test("offers no encryption, and isn't on this machine", async () => {
      let passwords = 0;
      const smtp = await startSmtpServer({
        secure: false,
        disabledCommands: ["STARTTLS"],
        allowInsecureAuth: true,
        onAuth: (_auth, _session, done) => {
          passwords += 1;
          done(null, { user: "anyone" });
        },
      });
      // Another way to write 127.0.0.1, which passes for a host elsewhere.
      const SMTP_URL = smtp.url({ scheme: "smtp", host: "127.1" });
      const app = await startServer({ ...production, SMTP_URL });
      await ask(app, "person@plain.example.com");
      expect(await logged(app, "plain.example.com")).toMatch(/STARTTLS/);
      expect({ passwords, received: smtp.received }).toEqual({ passwords: 0, received: [] });
      await app.remove();
    });
  });

  // On Windows, no signal reaches a process: it's ended at once.
  describe.skipIf(process.platform === "win32")("when stopped (Windows has no signals)", () => {
    test("finishes sending emails first", async () => {
      let goOn: (() => void) | undefined;
      const smtp = await startSmtpServer({
        onMailFrom(_address, _session, done) {
          goOn = done;
        },
      });
      const app = await startServer({ ...production, SMTP_URL: smtp.url() });
      await ask(app, "person@late.example.com");
      const takeIt = await until(() => goOn);
      app.child.kill("SIGTERM");
      await until(() =>
        fetch(app.address).then(
          () => false,
          () => true,
        ),
      );
      takeIt();
      const [exitCode] = await once(app.child, "exit");
      expect(exitCode).toBe(0);
      expect(smtp.received.map(({ to }) => to)).toEqual(["person@late.example.com"]);
      await app.remove();
    });

    test("isn't held up for long by a mail server that hangs", async () => {
      let begun = false;
      const smtp = await startSmtpServer({
        onMailFrom() {
          begun = true;
        },
      });
      const app = await startServer({ ...production, SMTP_URL: smtp.url() });
      await ask(app, "person@never.example.com");
      await until(() => begun);
      app.child.kill("SIGTERM");
      const [exitCode] = await once(app.child, "close");
      expect(exitCode).toBe(1);
      expect(app.log.text).toContain("Emails not sent: 1.");
      await app.remove();
    });
  });

  describe("without SMTP_URL", () => {
    test("production doesn't start, and says everything that's missing", async () => {
      const { child, log } = spawnServer({ NODE_ENV: "production", SMTP_URL: "", EMAIL_FROM: "" });
      const [exitCode] = await once(child, "close");
      expect(exitCode).toBe(1);
      expect(log.text).toMatch(/^ {2}SMTP_URL is missing/m);
      expect(log.text).toMatch(/^ {2}EMAIL_FROM is missing/m);
    });

    test.each(["mail.example.com", "https://mail.example.com", "smtps://", ""])(
      "with %j, which isn't one, the app doesn't start",
      (value) => {
        expect(
          productionEmailVariables.SMTP_URL.safeParse(value).error?.issues[0]?.message,
        ).toMatch(/^has to look like this/);
      },
    );

    test("development says so once and uses the mailbox", async () => {
      const app = await startServer({ SMTP_URL: "", TRUSTED_PROXIES: "loopback" });
      for (const email of ["one@example.com", "two@example.com"]) {
        await ask(app, email);
        expect(await secretInMailbox(openBrowser(app), email)).toBeDefined();
      }
      await app.stop();
      expect(app.log.text.match(/SMTP_URL isn't set/g)).toHaveLength(1);
      await app.remove();
    });
  });

  test("a connection that was closed in the meantime is replaced at once", async () => {
    const smtp = await startSmtpServer();
    const app = await startServer({ ...production, SMTP_URL: smtp.url() });
    await ask(app, "first@again.example.com");
    await received(smtp, "first@again.example.com");
    // A failed attempt would be followed by a pause of a second each time. That the machine is busy
    // for a second may happen, but not each time.
    let fastest = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5 && fastest > 1_000; round++) {
      for (const connection of smtp.server.connections) connection.close();
      await until(() => smtp.server.connections.size === 0);
      const email = `round-${round}@again.example.com`;
      await ask(app, email);
      const asked = Date.now();
      await received(smtp, email);
      fastest = Date.now() - asked;
    }
    expect(fastest, "without the pause after a failed attempt").toBeLessThan(1_000);
    await app.remove();
  });

  test("in development, the mailbox also shows sent emails", async () => {
    const smtp = await startSmtpServer();
    const app = await startServer({ SMTP_URL: smtp.url(), TRUSTED_PROXIES: "loopback" });
    await ask(app, "both@example.com");
    const secret = (await secretInMailbox(openBrowser(app), "both@example.com")) ?? "none";
    expect(textIn((await received(smtp, "both@example.com")).raw)).toContain(secret);
    expect(app.log.text).not.toContain(secret);
    await app.remove();
  });
});

/** An SMTP response that refuses. */
function response(responseCode: number, message: string) {
  return Object.assign(new Error(message), { responseCode });
}
