import { openAuthenticator } from "./authenticator.ts";

/** Sends JSON, as the browser of the person who has the device. */
type Post = (path: string, body: unknown) => Promise<{ status: number; body: string }>;

/** A device that adds a passkey to the account that is signed in, and then signs in with it. */
export function openDevice(address: string, post: Post) {
  const device = openAuthenticator(address);

  async function call(path: string, body: unknown = {}) {
    const response = await post(`/api/auth/passkey${path}`, body);
    if (response.status === 200) return JSON.parse(response.body);
    throw new Error(`/api/auth/passkey${path} returned ${response.status}: ${response.body}`);
  }

  return {
    async addPasskey() {
      const { passkey, response } = device.create(await call("/add/begin"));
      await call("/add", { response });
      return passkey;
    },
    async signInWith(passkey: Parameters<typeof device.use>[0]) {
      const response = device.use(passkey, await call("/sign-in/begin"));
      await call("/sign-in", { response });
    },
  };
}
