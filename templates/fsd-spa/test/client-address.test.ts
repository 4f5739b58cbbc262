import { describe, expect, test } from "vitest";
import { proxies as list } from "~/env/proxies";
import { clientAddress } from "~/http/client-address";

const nobody = list.parse("");
const proxies = list.parse("10.0.0.0/8, 2001:db8::/32, 203.0.113.7, loopback");

describe("the address of the client", () => {
  test.each([
    ["without proxies it is the socket's", "198.51.100.1", "6.6.6.6", nobody, "198.51.100.1"],
    ["a stranger's claim is not heard", "198.51.100.1", "6.6.6.6", proxies, "198.51.100.1"],
    ["a proxy is believed", "10.1.1.1", "198.51.100.1", proxies, "198.51.100.1"],
    ["only its last word", "10.1.1.1", "6.6.6.6, 198.51.100.1", proxies, "198.51.100.1"],
    [
      "through several",
      "127.0.0.1",
      "6.6.6.6, 198.51.100.1, 203.0.113.7, 10.9.9.9",
      proxies,
      "198.51.100.1",
    ],
    ["over IPv6", "2001:db8::1", "2001:4860::8888", proxies, "2001:4860::8888"],
    ["IPv4 in IPv6", "::ffff:10.1.1.1", "::ffff:198.51.100.1", proxies, "198.51.100.1"],
    ["with ports", "10.1.1.1", "[2001:4860::8888]:443", proxies, "2001:4860::8888"],
    ["with a port on IPv4", "10.1.1.1", "198.51.100.1:1234", proxies, "198.51.100.1"],
    ["nonsense ends the list", "10.1.1.1", "198.51.100.1, <script>", proxies, "10.1.1.1"],
    ["no list", "10.1.1.1", null, proxies, "10.1.1.1"],
    ["only proxies", "127.0.0.1", "10.2.2.2", proxies, "10.2.2.2"],
  ])("%s", (_, socket, header, trusted, expected) => {
    expect(clientAddress(socket, header, trusted)).toBe(expected);
  });

  test.each(["example.com", "10.0.0.0/8/9", "10.0.0.0/", "10.0.0.0/99", "*"])(
    "%s is no proxy",
    (written) => {
      expect(list.safeParse(written).success).toBe(false);
    },
  );
});
