/**
 * The box in an office behind a router of its own, which leads some ports to it: phones out on the internet must be told
 * the router's outer address, phones in the office the box's own.
 *
 * @module
 */
import { Baresip } from "./baresip.ts";
import { Box, secretOf } from "./box.ts";
import { Child } from "./child.ts";
import { layFarHome } from "./far_home.ts";
import { Network } from "./host.ts";
import { answer, answerInside, audio, expect, registering, scenario } from "./scenario.ts";
import { Sipp, sippPort } from "./sipp.ts";
import { realTest } from "./tool.ts";

const OUTER_IP = "203.0.113.5";
const INNER_IP = "10.0.0.2";
const STUN_SERVER = { ip: "203.0.113.1", port: 3478 };
const RTP = [20_000, 20_099] as const;

/** The far home, the internet, and the office: the box and a phone behind a router that leads SIP and RTP to the box. */
async function layOffice(network: Network): Promise<void> {
  await layFarHome(network);
  await network.cable(["internet", "203.0.113.1/24"], ["gate", `${OUTER_IP}/24`]);
  await network.route("gate", "203.0.113.1");
  await network.lan("office", [["gate", "10.0.0.1/24"], ["box", `${INNER_IP}/24`], ["desk", "10.0.0.20/24"]]);
  await network.route("box", "10.0.0.1");
  await network.route("desk", "10.0.0.1");
  await network.masquerade("gate", "internet", { to: INNER_IP, ports: ["4000-9999", RTP.join("-")] });
}

/** How the box learns its outer address: what kontor.yml says, and what its log says when it has. */
const WAYS = [
  ["a STUN server", `advertise: auto, stun: "${STUN_SERVER.ip}:${STUN_SERVER.port}"`, /Learned the outer address/],
  ["kontor.yml", `advertise: ${OUTER_IP}`, /The box is ready/],
] as const;

for (const [teacher, sip, hasLearned] of WAYS) {
  realTest(
    `a box behind its own router that learned the outer address from ${teacher} tells far phones that, near ones its own`,
    ["baresip", "sipp", "ip", "nft", "namespaces"],
    async () => {
      await using opened = new AsyncDisposableStack();
      const network = opened.adopt(new Network(), (network) => network.remove());
      await layOffice(network);
      const stun = await startStun(network);
      opened.defer(async () => void await stun.stop());
      const host = network.host("box");
      const box = opened.adopt(await Box.start({ host, sip, rtp: RTP, extensions: 4 }), (box) => box.stop());
      await box.until(hasLearned);
      const outside = { ip: OUTER_IP, port: box.port };

      const far = opened.adopt(
        await Baresip.start({
          ...box.account("101", "udp"),
          box: { ...outside, transport: "udp" },
          host: network.host("home"),
          hz: 440,
        }),
        (phone) => phone.stop(),
      );
      const near = opened.adopt(
        await Baresip.start({ ...box.account("102", "udp"), host: network.host("desk"), hz: 660 }),
        (phone) => phone.stop(),
      );
      await far.dial(`sip:102@${OUTER_IP}:${box.port}`);
      await near.until("CALL_ESTABLISHED");
      await near.hears(440);
      await far.hears(660);
      await near.hangUp();
      await far.until("CALL_CLOSED");
      await near.dial(box.uri("101"));
      await near.until("CALL_ESTABLISHED");
      await near.hears(440, 2);
      await far.hears(660, 2);
      await near.hangUp();
      await far.until("CALL_CLOSED");

      await rings(opened, near, { number: "103", host: network.host("attic"), to: outside, told: OUTER_IP });
      const inside = { ip: INNER_IP, port: box.port };
      await rings(opened, near, { number: "104", host: network.host("desk"), to: inside, told: INNER_IP });
    },
  );
}

async function startStun(network: Network): Promise<Child> {
  const script = new URL("stun_server.ts", import.meta.url).pathname;
  const args = ["run", "--allow-net", script, STUN_SERVER.ip, String(STUN_SERVER.port)];
  const child = new Child(Deno.execPath(), { args, host: network.host("internet") });
  await child.until(/ready/);
  return child;
}

/** Registers a SIPp and has it called: its INVITE names `told` in Via, Contact and SDP. */
async function rings(
  opened: AsyncDisposableStack,
  caller: Baresip,
  phone: { number: string; host: ReturnType<Network["host"]>; to: { ip: string; port: number }; told: string },
): Promise<void> {
  const { number, host, to, told } = phone;
  const port = sippPort();
  const users = [{ number, secret: secretOf(number) }];
  const run = { host, to, port, users, calls: 1, withinS: 30 };
  await Sipp.run({ ...run, scenario: scenario("phone", registering) });
  const ip = told.replaceAll(".", "[.]");
  const named = {
    via: new RegExp(`Via: *SIP/2.0/UDP (${ip}):`),
    contact: new RegExp(`Contact: *<sip:kontor@(${ip}):`),
    media: new RegExp(`c=IN IP4 (${ip})`),
    origin: new RegExp(`o=[^ ]* [0-9]* [0-9]* IN IP4 (${ip})`),
  };
  const steps = [
    expect("INVITE", { dialog: true, keep: named }),
    answer("200 OK", { body: audio(), repeated: true }),
    expect("ACK"),
    expect("BYE"),
    answerInside("200 OK"),
  ];
  const callee = await Sipp.start({ ...run, scenario: scenario("callee", steps) });
  opened.defer(async () => void await callee.stop());
  await caller.dial(`sip:${number}@${INNER_IP}:${to.port}`);
  await caller.until("CALL_ESTABLISHED");
  await caller.hangUp();
  const { successful, errors } = await callee.end();
  if (successful !== 1) throw new Error(`Cannot see ${told} in the INVITE to ${number}: ${errors}`);
}
