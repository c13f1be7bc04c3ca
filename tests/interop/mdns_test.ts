/**
 * `kontor.local` on real networks: machines in namespaces, asked by another's resolver (python3-zeroconf).
 *
 * @module
 */
import assert from "node:assert/strict";
import { Box } from "./box.ts";
import { commandOn, type Host, Network } from "./host.ts";
import { type Need, realTest } from "./tool.ts";

const NEEDS: readonly Need[] = ["ip", "zeroconf/__init__.py", "namespaces"];

async function run(host: Host, program: string, args: readonly string[]): Promise<string> {
  const [name, all] = commandOn(host, program, args);
  const { stdout, stderr } = await new Deno.Command(name, { args: [...all] }).output();
  const said = new TextDecoder().decode(stdout).trim();
  assert.ok(said !== "", new TextDecoder().decode(stderr));
  return said;
}

/** What is heard on a machine's networks: of a host its addresses, of a service where it is. */
async function resolve(host: Host, kind: string, name: string): Promise<unknown> {
  const script = new URL("resolve.py", import.meta.url).pathname;
  return JSON.parse(await run(host, "/usr/bin/python3", [script, kind, name]));
}

const addressesOf = (host: Host, name: string) => resolve(host, "host", `${name}.`);

/** A page as a machine of the network gets it. */
function fetchOn(host: Host, url: string): Promise<string> {
  return run(host, Deno.execPath(), ["eval", `console.log((await fetch(${JSON.stringify(url)})).status)`]);
}

/** A switch with these machines around it, each of which may multicast: it has a way out. */
async function lay(network: Network, name: string, ends: readonly (readonly [string, string])[]): Promise<void> {
  await network.lan(name, ends.map(([machine, ip]) => [machine, `${ip}/24`]));
  for (const [machine] of ends) {
    if (machine !== "box" || name === "office") await network.route(machine, ends[0]![1]);
  }
}

realTest("a box tells each of its networks its address there, and where its pages are", NEEDS, async () => {
  await using opened = new AsyncDisposableStack();
  const network = opened.adopt(new Network(), (network) => network.remove());
  await lay(network, "office", [["laptop", "192.168.1.20"], ["box", "192.168.1.7"]]);
  await lay(network, "phones", [["handset", "10.9.0.20"], ["box", "10.9.0.7"]]);
  const [host, laptop, handset] = ["box", "laptop", "handset"].map((machine) => network.host(machine));
  assert.ok(host !== undefined && laptop !== undefined && handset !== undefined);
  const box = opened.adopt(await Box.start({ host, bind: ["0.0.0.0"] }), (box) => box.stop());
  await box.until(/"Found by mDNS"/);
  assert.deepEqual(await addressesOf(laptop, "kontor.local"), ["192.168.1.7"]);
  assert.deepEqual(await addressesOf(handset, "kontor.local"), ["10.9.0.7"]);
  // As root the box has the ports that need no name.
  for (const [kind, port] of [["_http._tcp.local.", 80], ["_https._tcp.local.", 443]] as const) {
    const found = await resolve(laptop, kind, `kontor.${kind}`);
    assert.deepEqual(found, { server: "kontor.local.", port, at: ["192.168.1.7"] });
  }
  assert.equal(await fetchOn(laptop, "http://192.168.1.7/healthz"), "200");
});

realTest("the second box on a network is kontor-2.local, and its certificate is for that", NEEDS, async () => {
  await using opened = new AsyncDisposableStack();
  const network = opened.adopt(new Network(), (network) => network.remove());
  await lay(network, "office", [["laptop", "192.168.1.20"], ["one", "192.168.1.7"], ["two", "192.168.1.9"]]);
  const start = async (machine: string) =>
    opened.adopt(await Box.start({ host: network.host(machine), bind: ["0.0.0.0"] }), (box) => box.stop());
  const one = await start("one");
  await one.until(/"Found by mDNS"/);
  const two = await start("two");
  await two.until(/"Found by mDNS".*kontor-2\.local/);
  const laptop = network.host("laptop");
  assert.deepEqual(await addressesOf(laptop, "kontor.local"), ["192.168.1.7"]);
  assert.deepEqual(await addressesOf(laptop, "kontor-2.local"), ["192.168.1.9"]);
  await two.until(/"Renewed the box's own certificate".*kontor-2\.local/);
});

realTest("two boxes that start at the same moment have two names", NEEDS, async () => {
  await using opened = new AsyncDisposableStack();
  const network = opened.adopt(new Network(), (network) => network.remove());
  await lay(network, "office", [["one", "192.168.1.7"], ["two", "192.168.1.9"]]);
  const start = async (machine: string) =>
    opened.adopt(await Box.start({ host: network.host(machine), bind: ["0.0.0.0"] }), (box) => box.stop());
  const boxes = await Promise.all(["one", "two"].map(start));
  const lines = await Promise.all(boxes.map((box) => box.until(/"Found by mDNS"/)));
  const names = lines.map((line) => /kontor(-\d+)?\.local/.exec(line)?.[0]);
  assert.deepEqual(names.toSorted(), ["kontor-2.local", "kontor.local"]);
});
