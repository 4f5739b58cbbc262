import type { Place } from "../openid.ts";
import type { Person } from "./on-pages.ts";

/** Where a form leads, and what it sends. */
interface SentForm {
  url: string;
  fields: Record<string, string>;
}

let lastClient = 0;

/** What a browser does on the way to the provider and back, step by step. */
export function newClient({ origin, provider }: Place, cookies = new Map<string, string>()) {
  lastClient += 1;
  const address = `10.2.0.${lastClient}`;

  async function request(url: string | URL, form?: Record<string, string>, from = origin) {
    const site = new URL(url).origin;
    const own = [...cookies].filter(([name]) => name.startsWith(`${site} `));
    const response = await fetch(url, {
      redirect: "manual",
      signal: AbortSignal.timeout(30_000),
      headers: {
        // Browsers send no cookies along with a form from another site.
        Cookie:
          form && from !== site ? "" : own.map(([name, value]) => pair(name, value)).join("; "),
        "X-Forwarded-For": address,
        ...(form && { Origin: from }),
      },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0|1970/i.test(cookie)) cookies.delete(`${site} ${name}`);
      else cookies.set(`${site} ${name}`, value);
    }
    const location = response.headers.get("location");
    return { location: location && new URL(location, url).href, body: await response.text() };
  }

  /** Goes as far as the link, or the form, that brings the person back, and doesn't follow it. */
  async function linkBack(who: Person, parameters: Record<string, string> = {}) {
    const left = await request(`${origin}/login/with`, { provider: "acme" });
    const [, leads = ""] = /content="0;url=([^"]+)"/.exec(left.body) ?? [];
    let url = new URL(leads.replaceAll("&amp;", "&"));
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    let form: Record<string, string> | undefined;
    for (let step = 0; step < 20; step++) {
      const { location, body } = await request(url, form, provider.issuer);
      if (location?.startsWith(origin)) return location;
      form = location ? undefined : filledIn(body, who);
      url = new URL(location ?? actionOf(body));
      if (url.origin === origin && form) return { url: url.href, fields: form };
    }
    throw new Error(`${url} leads nowhere.`);
  }

  return {
    linkBack: linkBack as {
      (who: Person): Promise<string>;
      (who: Person, parameters: Record<string, string>): Promise<string | SentForm>;
    },
    /** Comes back to the app. Returns the path of the page at the end. */
    async arrive(back: string | URL | SentForm) {
      const isForm = typeof back === "object" && "fields" in back;
      let { location } = isForm
        ? await request(back.url, back.fields, provider.issuer)
        : await request(back);
      while (location?.includes("/api/auth/callback/")) ({ location } = await request(location));
      const { pathname, search } = new URL(location ?? "");
      return pathname + search;
    },
    async isSignedIn() {
      return (await request(`${origin}/dashboard`)).location === null;
    },
    async email() {
      const { body } = await request(`${origin}/api/auth/get-session`);
      return JSON.parse(body).user.email;
    },
    /** The same cookies in another place, as after a theft. */
    copy: () => newClient({ origin, provider } as Place, new Map(cookies)),
  };
}

function pair(name: string, value: string) {
  return `${name.slice(name.indexOf(" ") + 1)}=${value}`;
}

function actionOf(body: string) {
  const [, action = ""] = /<form[^>]* action="([^"]+)"/.exec(body) ?? [];
  return action.replaceAll("&amp;", "&");
}

/** The form on a page of the provider, filled in by the person. */
function filledIn(body: string, { id }: Person) {
  const inputs = [...body.matchAll(/<input [^>]*name="([^"]+)"(?:[^>]* value="([^"]*)")?/g)];
  if (inputs.length === 0) throw new Error(`The provider has no form: ${body}`);
  const fields = inputs.map(([, name = "", value = ""]) => [name, value]);
  const form: Record<string, string> = Object.fromEntries(fields);
  if ("login" in form) Object.assign(form, { login: id, password: "any" });
  return form;
}
