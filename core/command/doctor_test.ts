import assert from "node:assert/strict";
import type { WallTime } from "../base/mod.ts";
import { BOX_DEFAULTS } from "../config/mod.ts";
import { type BoxFacts, describeFindings, examine, type Finding, isSound } from "./doctor.ts";
import { ipKind } from "./ip_kind.ts";

const GIGABYTE = 1024 ** 3;
const SOUND: BoxFacts = {
  settings: BOX_DEFAULTS,
  running: false,
  ports: [{ key: "sip.udp", protocol: "udp", address: { ip: "0.0.0.0", port: 5060 }, state: "free" }],
  sound: { probed: 64, taken: [] },
  clock: {
    wall: Date.UTC(2026, 10, 21) as WallTime,
    earliest: Date.UTC(2026, 10, 1) as WallTime,
    synchronised: true,
  },
  ips: ["127.0.0.1", "192.168.1.5"],
  outside: { stun: [], turn: [] },
  options: [],
  sipModules: [],
  mail: undefined,
  lost: { mails: 0, hooks: 0 },
  disk: { path: "./data", freeBytes: 20 * GIGABYTE, totalBytes: 64 * GIGABYTE },
  openFiles: 65_536,
  folder: { path: "./data", exists: true, mode: 0o700, writable: true },
};

function found(change: Partial<BoxFacts>, about: string): Finding {
  const finding = examine({ ...SOUND, ...change }).filter((each) => each.about === about).at(-1);
  assert.ok(finding !== undefined, `nothing was found about "${about}"`);
  return finding;
}

Deno.test("a sound machine has nothing but ok, and every other finding says what to do", () => {
  const findings = examine(SOUND);
  assert.deepEqual(findings.filter(({ verdict }) => verdict !== "ok"), []);
  assert.ok(isSound(findings));
  assert.match(describeFindings(findings), /^ok +sip\.udp +UDP 0\.0\.0\.0:5060 is free\n/);
});

const sip = (change: Partial<typeof BOX_DEFAULTS.sip>): Partial<BoxFacts> => ({
  settings: { ...BOX_DEFAULTS, sip: { ...BOX_DEFAULTS.sip, ...change } },
});
const port = (state: BoxFacts["ports"][number]["state"], running = false): Partial<BoxFacts> => ({
  running,
  ports: [{ key: "sip.udp", protocol: "udp", address: { ip: "0.0.0.0", port: 5060 }, state }],
});
const stun = (ip: string, outerPort = 40_000): Partial<BoxFacts> => ({
  stun: {
    server: "stun.example:3478",
    answer: { inner: { ip: "192.168.1.5", port: 40_000 }, outer: { ip, port: outerPort } },
  },
});
const turn = (answer: BoxFacts["outside"]["turn"][number]["answer"]): Partial<BoxFacts> => ({
  outside: { stun: [], turn: [{ server: "turn:turn.example:3478", answer }] },
});
const options = (way: "inside" | "outside", back?: string): Partial<BoxFacts> => ({
  running: true,
  options: [{
    way,
    target: { ip: "192.0.2.1", port: 5060 },
    sent: "SIP/2.0/UDP 192.168.1.5:4000;branch=z9hG4bKa;rport",
    back,
  }],
});

const CASES: readonly [string, Partial<BoxFacts>, string, Finding["verdict"], RegExp][] = [
  ["a port that another program has", port("taken"), "sip.udp", "bad", /taken by another program/],
  ["a port that the running box has", port("taken", true), "sip.udp", "ok", /is listened on/],
  [
    "a port that the running box should have",
    port("free", true),
    "sip.udp",
    "bad",
    /does not listen on UDP 0\.0\.0\.0:5060/,
  ],
  ["a port for root", port("forbidden"), "sip.udp", "bad", /may not be taken by this user/],
  ["an address of elsewhere", port("no-such-address"), "sip.udp", "bad", /is not an address of this machine/],
  [
    "taken ports for sound",
    { sound: { probed: 64, taken: [10_156] } },
    "rtp",
    "warn",
    /1 of 64 ports tried .* 10156 first/,
  ],
  [
    "a clock without battery",
    { clock: { ...SOUND.clock, wall: 0 as WallTime } },
    "clock",
    "bad",
    /before this version was made/,
  ],
  [
    "a clock nobody keeps",
    { clock: { ...SOUND.clock, synchronised: false } },
    "clock",
    "warn",
    /no time server confirms it/,
  ],
  [
    "a cable that is out",
    { ips: ["127.0.0.1", "::1", "169.254.3.4"] },
    "addresses",
    "bad",
    /no address that a phone could reach/,
  ],
  [
    "a machine in the open",
    { ips: ["127.0.0.1", "8.8.8.8"] },
    "addresses",
    "warn",
    /8\.8\.8\.8 can be reached from the whole Internet/,
  ],
  [
    "an advertised address that is private",
    sip({ advertise: "10.0.0.9" }),
    "sip.advertise",
    "warn",
    /10\.0\.0\.9 is a private address/,
  ],
  ["an advertised address that is public", sip({ advertise: "8.8.8.8" }), "sip.advertise", "ok", /are told 8\.8\.8\.8/],
  [
    "an office that this version refuses",
    { refused: { revision: 7, runs: 5, faults: ["revision 7:2:3 codes.redial: 7 is not a code"] } },
    "office",
    "bad",
    /Revision 7 of the office is refused.* runs with revision 5: .*codes\.redial: 7/,
  ],
  ["a silent STUN server", { stun: { server: "s:1", answer: undefined } }, "nat", "warn", /"s:1" does not answer/],
  ["a router that keeps ports", stun("8.8.8.8"), "nat", "ok", /outer address is 8\.8\.8\.8, and it keeps ports/],
  ["a router that changes ports", stun("8.8.8.8", 1024), "nat", "warn", /it changes ports/],
  ["a provider's NAT", stun("100.64.1.1"), "nat", "bad", /itself behind another router/],
  ["no router at all", stun("192.168.1.5"), "nat", "ok", /No NAT/],
  [
    "a STUN server for phones in browsers that is silent",
    { outside: { stun: [{ server: "s:1", answer: undefined }], turn: [] } },
    "browser_phones.stun",
    "warn",
    /"s:1" does not answer/,
  ],
  ["a silent TURN server", turn(undefined), "browser_phones.turn", "warn", /does not answer/],
  [
    "a TURN server that knows another secret",
    turn({ came: "refused", code: 401, text: "Unauthorized" }),
    "browser_phones.turn",
    "warn",
    /refuses: 401 Unauthorized/,
  ],
  [
    "a TURN server that carries",
    turn({ came: "allocated", relayed: { ip: "192.0.2.9", port: 49_160 } }),
    "browser_phones.turn",
    "ok",
    /carries sound at 192\.0\.2\.9/,
  ],
  [
    "a request that comes back untouched",
    options("inside", "SIP/2.0/UDP 192.168.1.5:4000;branch=z9hG4bKa;received=192.168.1.5;rport=4000"),
    "sip alg",
    "ok",
    /untouched/,
  ],
  [
    "a SIP ALG",
    options("outside", "SIP/2.0/UDP 8.8.8.8:4000;branch=z9hG4bKa;rport=4000"),
    "sip alg",
    "bad",
    /somebody rewrote Via/,
  ],
  ["a router that cannot be asked from inside", options("outside"), "sip alg", "ok", /cannot be asked from inside/],
  ["a box that does not answer", options("inside"), "sip alg", "bad", /does not answer OPTIONS/],
  [
    "a kernel that rewrites SIP",
    { sipModules: ["nf_nat_sip"] },
    "sip alg",
    "warn",
    /kernel rewrites SIP in passing: nf_nat_sip/,
  ],
  [
    "a disk that fills",
    { disk: { path: "d", freeBytes: GIGABYTE / 2, totalBytes: GIGABYTE } },
    "disk",
    "warn",
    /512 MiB of 1\.0 GiB/,
  ],
  ["a full disk", { disk: { path: "d", freeBytes: 1024, totalBytes: GIGABYTE } }, "disk", "bad", /0 MiB/],
  ["few files", { openFiles: 4096 }, "open files", "warn", /enough for about 768 calls/],
  ["hardly any files", { openFiles: 1024 }, "open files", "bad", /enough for about 0 calls/],
  ["a folder for all to read", { folder: { ...SOUND.folder, mode: 0o755 } }, "data", "warn", /mode 755/],
  ["a folder of somebody else", { folder: { ...SOUND.folder, writable: false } }, "data", "bad", /cannot be written/],
  ["a folder that is not there yet", { folder: { ...SOUND.folder, exists: false } }, "data", "ok", /will be made/],
  [
    "a mail server that wants another password",
    { mail: { server: "mail.example.com:587", why: "535 not you" } },
    "smtp",
    "warn",
    /mail\.example\.com:587 .*: 535 not you/,
  ],
  ["mails that were given up", { lost: { mails: 21, hooks: 0 } }, "smtp", "warn", /21 (mails were|de e-mailuri)/],
  [
    "a webhook that took nothing",
    { lost: { mails: 0, hooks: 1 } },
    "webhooks",
    "warn",
    /1 (message to a webhook was|mesaj)/,
  ],
];
for (const [what, change, about, verdict, text] of CASES) {
  Deno.test(`doctor finds ${what} ${verdict}`, () => {
    const finding = found(change, about);
    assert.equal(finding.verdict, verdict, finding.text);
    assert.match(finding.text, text);
    assert.equal(finding.advice === undefined, verdict === "ok");
  });
  Deno.test(`doctor tells of ${what} in Romanian, too`, () => {
    const [english, romanian] = (["en", "ro"] as const).map((language) =>
      examine({ ...SOUND, ...change }, language).filter((each) => each.about === about).at(-1)!
    );
    assert.equal(romanian!.verdict, english!.verdict);
    assert.notEqual(romanian!.text, english!.text);
    assert.equal(romanian!.advice === undefined, english!.advice === undefined);
    // Its own quotation marks, and the letters of today.
    assert.doesNotMatch(`${romanian!.text} ${romanian!.advice ?? ""}`, /["şţŞŢ]/);
  });
}

const KINDS: readonly [string, ReturnType<typeof ipKind>][] = [
  ["127.8.8.8", "loopback"],
  ["169.254.1.1", "link-local"],
  ["172.15.255.255", "public"],
  ["172.16.0.0", "private"],
  ["172.31.255.255", "private"],
  ["172.32.0.0", "public"],
  ["100.63.255.255", "public"],
  ["100.127.255.255", "carrier"],
  ["::1", "loopback"],
  ["fe80::1", "link-local"],
  ["fd00::1", "private"],
  ["2001:db8::1", "public"],
];
for (const [ip, kind] of KINDS) Deno.test(`${ip} is a ${kind} address`, () => assert.equal(ipKind(ip), kind));
