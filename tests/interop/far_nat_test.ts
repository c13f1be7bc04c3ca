/**
 * Phones behind a router far away: real ones, in network namespaces with a masquerading router between them and the box.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Address } from "../../core/base/mod.ts";
import { Baresip } from "./baresip.ts";
import { Box, type BoxOptions, secretOf } from "./box.ts";
import { Child } from "./child.ts";
import { layFarHomeAndBox } from "./far_home.ts";
import { Network } from "./host.ts";
import {
  answer,
  answerInside,
  audio,
  expect,
  hangingUp,
  inviting,
  pause,
  registering,
  request,
  ringing,
  scenario,
  type Step,
} from "./scenario.ts";
import { Sipp, sippPort } from "./sipp.ts";
import { realTest } from "./tool.ts";

/** What a test finds laid out; everything it starts is ended after it, the network last. */
class Stage {
  readonly network: Network;
  readonly box: Box;
  readonly #opened: AsyncDisposableStack;
  #talks = 0;

  constructor(network: Network, box: Box, opened: AsyncDisposableStack) {
    this.network = network;
    this.box = box;
    this.#opened = opened;
  }

  /** A registered baresip on a machine. */
  async phone(machine: string, user: string, hz: number, transport: "udp" | "tcp" | "tls" = "udp"): Promise<Baresip> {
    const host = this.network.host(machine);
    const options = { ...this.box.account(user, transport), host, hz, codecs: ["pcma"] } as const;
    return this.#opened.adopt(await Baresip.start(options), (phone) => phone.stop());
  }

  /** A SIPp behind the far router, which asks for no rport, as the phone of extension 101. */
  async sipp(name: string, port: number, steps: readonly (Step | readonly Step[])[]): Promise<Sipp> {
    const users = [{ number: "101", secret: secretOf("101"), calls: "102" }];
    const run = { host: this.network.host("home"), to: this.#address, port, users, calls: 1, withinS: 30 };
    const sipp = await Sipp.start({ ...run, scenario: scenario(name, steps) });
    this.#opened.defer(async () => void await sipp.stop());
    return sipp;
  }

  get #address(): Address {
    return { ip: this.box.host.ip, port: this.box.port };
  }

  /** Each hears the other's tone in the call they begin, then the caller hangs up. */
  async talk(caller: Baresip, callerHz: number, callee: Baresip, calleeHz: number): Promise<void> {
    this.#talks += 1;
    await caller.until("CALL_ESTABLISHED");
    await callee.until("CALL_ESTABLISHED");
    await caller.hears(calleeHz, this.#talks);
    await callee.hears(callerHz, this.#talks);
    await caller.hangUp();
    await callee.until("CALL_CLOSED");
    await caller.until("CALL_CLOSED");
  }
}

function farTest(
  name: string,
  run: (stage: Stage) => Promise<void>,
  options: Omit<BoxOptions, "host"> = {},
): void {
  realTest(name, ["baresip", "sipp", "ip", "nft", "namespaces"], async () => {
    await using opened = new AsyncDisposableStack();
    const network = opened.adopt(new Network(), (network) => network.remove());
    await layFarHomeAndBox(network);
    const box = opened.adopt(await Box.start({ ...options, host: network.host("box") }), (box) => box.stop());
    await run(new Stage(network, box, opened));
  });
}

for (const transport of ["udp", "tcp", "tls"] as const) {
  farTest(`a phone behind a far router calls and is called over ${transport}`, async (stage) => {
    const ana = await stage.phone("home", "101", 440, transport);
    const bob = await stage.phone("box", "102", 660);
    await ana.dial(stage.box.uri("102", transport));
    await stage.talk(ana, 440, bob, 660);
    await bob.dial(stage.box.uri("101"));
    await stage.talk(bob, 660, ana, 440);
  });
}

farTest("two phones behind one far router call each other", async (stage) => {
  const ana = await stage.phone("home", "101", 440);
  const bob = await stage.phone("attic", "102", 660);
  await ana.dial(stage.box.uri("102"));
  await stage.talk(ana, 440, bob, 660);
  await bob.dial(stage.box.uri("101"));
  await stage.talk(bob, 660, ana, 440);
});

farTest("a phone behind a far router that asks for no rport calls and is called", async (stage) => {
  const bob = await stage.phone("box", "102", 660);
  const port = sippPort();
  await went(
    await stage.sipp("far caller", port, [
      inviting(),
      ringing,
      expect(200, { dialog: true, matching: /m=audio [1-9]/ }),
      request("ACK", { cseq: 2, inDialog: true }),
      pause(500),
      hangingUp(3),
    ]),
  );
  await bob.until("CALL_ESTABLISHED");
  await bob.until("CALL_CLOSED");
  await went(await stage.sipp("far phone", port, registering));
  const callee = await stage.sipp("far callee", port, [
    expect("INVITE", { dialog: true, matching: /m=audio [1-9]/ }),
    answer("180 Ringing"),
    answer("200 OK", { body: audio(), repeated: true }),
    expect("ACK"),
    expect("BYE"),
    answerInside("200 OK"),
  ]);
  await bob.dial(stage.box.uri("101"));
  await bob.until("CALL_ESTABLISHED");
  await bob.hangUp();
  await went(callee);
});

/** Waits for a SIPp's end; throws unless its call went as its scenario says. */
async function went(sipp: Sipp): Promise<void> {
  const { successful, failed, errors } = await sipp.end();
  assert.deepEqual([successful, failed], [1, 0], errors);
}

/** What phones keep their way open with, as printf's bytes, and how the box's answer begins, in hexadecimal. */
const PINGS = [
  ["empty lines (RFC 5626 §4.4.1)", "\\r\\n\\r\\n", "0d 0a"],
  ["STUN (RFC 5626 §4.4.2)", "\\0\\1\\0\\0\\x21\\x12\\xa4\\x42kontor-test-", "01 01"],
] as const;

farTest("the keep-alives of a phone behind a far router are answered through it", async (stage) => {
  const { box, network } = stage;
  for (const [what, ping, pong] of PINGS) {
    const ask =
      `exec 3<>/dev/udp/${box.host.ip}/${box.port}; printf '${ping}' | cat >&3; timeout 5 dd bs=2 count=1 <&3 | od -An -tx1`;
    const asking = new Child("bash", { args: ["-c", ask], host: network.host("home") });
    await asking.end(10_000);
    assert.ok(asking.log.includes(pong), `${what}: ${asking.log}`);
  }
});

/** So long the router of these tests remembers a silent phone, in seconds: the usual 30 would be a long test. */
const ROUTER_FORGETS_S = 3;

async function forgetful(network: Network): Promise<void> {
  for (const timeout of ["udp_timeout", "udp_timeout_stream"]) {
    await network.setting("router", `net.netfilter.nf_conntrack_${timeout}`, ROUTER_FORGETS_S);
  }
}

farTest("the box keeps the way to a silent phone open through its router", async (stage) => {
  await forgetful(stage.network);
  const ana = await stage.phone("home", "101", 440);
  const bob = await stage.phone("box", "102", 660);
  await delay(3 * ROUTER_FORGETS_S * 1_000);
  await bob.dial(stage.box.uri("101"));
  await stage.talk(bob, 660, ana, 440);
  const figures = await stage.box.figures();
  assert.equal(figures["routers_kept_open"], 1);
  assert.ok((figures["keep_alives_answered_total"] ?? 0) >= 2 * ROUTER_FORGETS_S, JSON.stringify(figures));
}, { sip: "keep_alive: 1" });

farTest("without keep-alives a router forgets a silent phone: the test of the test", async (stage) => {
  await forgetful(stage.network);
  const ana = await stage.phone("home", "101", 440);
  const bob = await stage.phone("box", "102", 660);
  await delay(2 * ROUTER_FORGETS_S * 1_000);
  await bob.dial(stage.box.uri("101"));
  await delay(3_000);
  assert.ok(!ana.events.some(({ type }) => type === "CALL_INCOMING"));
}, { sip: "keep_alive: 0" });

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
