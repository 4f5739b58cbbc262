import { setTimeout as pause } from "node:timers/promises";

/** The responses that someone who stays signed in gets while clicking nonstop. */
interface Traffic {
  /** How often each kind of response came: a status, or `no answer`. */
  answers: ReadonlyMap<string, number>;
  /** Whether everyone's latest responses are what they should be. */
  isWell(): boolean;
  stop(): Promise<void>;
}

/** Several people load a page over and over with the cookies of someone who is signed in. */
export function startTraffic(url: string, cookie: string, expected: string, people = 6): Traffic {
  const answers = new Map<string, number>();
  const newest: boolean[] = Array.from({ length: people }, () => false);
  let going = true;

  async function click(person: number) {
    while (going) {
      const answer = await load();
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
      newest[person] = answer === "200";
      await pause(20);
    }
  }

  async function load(): Promise<string> {
    try {
      const response = await fetch(url, { headers: { Cookie: cookie }, redirect: "manual" });
      const body = await response.text();
      if (response.headers.getSetCookie().some((set) => /max-age=0/i.test(set)))
        return "signed out";
      return response.status === 200 && !body.includes(expected)
        ? "wrong page"
        : `${response.status}`;
    } catch {
      return "no answer";
    }
  }

  const clicking = newest.map((_, person) => click(person));
  return {
    answers,
    isWell: () => newest.every(Boolean),
    async stop() {
      going = false;
      await Promise.all(clicking);
    },
  };
}
