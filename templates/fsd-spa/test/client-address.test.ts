import { describe, expect, test } from "vitest";
import { proxies as list } from "~/env/proxies";
import { clientAddress, isProxy } from "~/http/client-address";

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

  test.each([
    ["loopback", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"]],
    ["private", ["10.1.1.1", "172.31.0.1", "192.168.1.1", "fd12::1", "fdaa:0:1::3"]],
    // Railway, Tailscale; then addresses of a network that gives out none.
    ["private", ["100.64.0.1", "100.127.255.254", "169.254.1.1", "fe80::1%eth0"]],
    ["::ffff:10.0.0.0/104", ["10.200.0.1", "::ffff:10.200.0.1"]],
    ["10.0.0.0/8", ["::ffff:10.1.1.1", "::ffff:a01:101"]],
    ["2400:cb00::/32", ["2400:cb00::1"]],
  ])("%s has %j", (written, addresses) => {
    const trusted = list.parse(written);
    for (const address of addresses) {
      expect([address, isProxy(address, trusted)]).toEqual([address, true]);
      expect(clientAddress(address, "198.51.100.1", trusted)).toBe("198.51.100.1");
    }
    for (const address of [
      "8.8.8.8",
      "100.128.0.1",
      "172.32.0.1",
      "2001:db8::1",
      "::ffff:8.8.8.8",
    ]) {
      expect([address, isProxy(address, trusted)]).toEqual([address, false]);
    }
  });

  test.each(["::ffff:10.0.0.0/64", "example.com", "10.0.0.0/8/9", "10.0.0.0/", "10.0.0.0/99", "*"])(
    "%s is no proxy",
    (written) => {
      expect(list.safeParse(written).success).toBe(false);
    },
  );
});
