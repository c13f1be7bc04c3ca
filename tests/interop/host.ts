/**
 * The machines of a test: this one on loopback, or network namespaces of its own, joined by cables and routers.
 *
 * @module
 */
import { HERE } from "./place.ts";

/** Where a program of a test runs, and under which address others know it. */
export interface Host {
  readonly ip: string;
  /** The network namespace; without one, this machine. */
  readonly namespace?: string;
}

/** This machine, on loopback. */
export const LOOPBACK: Host = { ip: HERE };

/** A command line as it runs on a host. `ip netns exec` becomes the program: its process id is the program's. */
export function commandOn(host: Host, program: string, args: readonly string[]): readonly [string, readonly string[]] {
  return host.namespace === undefined ? [program, args] : ["ip", ["netns", "exec", host.namespace, program, ...args]];
}

/** Both ways of a TCP connection. */
export interface Wire {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
  /** Call it when `readable` has come to its end. */
  close(): Promise<void>;
}

/** Both ways of a shell's own TCP: sockets of a namespace can only be opened by a process inside it. */
const CARRY = 'exec 3<>"/dev/tcp/127.0.0.1/$0"; cat <&3 & exec cat >&3';

/** Connects to a port on a host's own loopback. */
export async function connectOn(host: Host, port: number): Promise<Wire> {
  if (host.namespace === undefined) {
    const { readable, writable } = await Deno.connect({ hostname: HERE, port });
    return { readable, writable, close: () => Promise.resolve() };
  }
  const [program, args] = commandOn(host, "bash", ["-c", CARRY, String(port)]);
  const carrier = new Deno.Command(program, { args: [...args], stdin: "piped", stdout: "piped" }).spawn();
  const close = async (): Promise<void> => {
    await carrier.stdin.close();
    await carrier.status;
  };
  return { readable: carrier.stdout, writable: carrier.stdin, close };
}

async function run(...words: readonly string[]): Promise<void> {
  const [program = "", ...args] = words;
  const { success, stderr } = await new Deno.Command(program, { args }).output();
  if (!success) throw new Error(`Cannot "${words.join(" ")}": ${new TextDecoder().decode(stderr)}`);
}

async function address(namespace: string, interfaceName: string, address: string): Promise<void> {
  const family = address.includes(":") ? ["nodad"] : [];
  await run("ip", "-n", namespace, "address", "add", address, "dev", interfaceName, ...family);
  await run("ip", "-n", namespace, "link", "set", interfaceName, "up");
}

/** One end of a cable: a machine, and its address with the size of its network: `192.168.1.10/24`. */
export type End = readonly [machine: string, address: string];

/**
 * Machines and the cables between them, in namespaces that nobody else sees. An interface is named after the machine at its
 * other end. {@link Network.remove} takes everything away.
 */
export class Network {
  readonly #prefix = `kontor-${crypto.randomUUID().slice(0, 8)}`;
  readonly #machines = new Map<string, Host>();

  /** A machine that others are named by; it exists from its first cable on. */
  host(machine: string): Host {
    const host = this.#machines.get(machine);
    if (host === undefined) throw new Error(`Cannot find machine "${machine}": it has no cable`);
    return host;
  }

  /** Lays a cable. The first address of a machine is the one it is known by. */
  async cable(one: End, other: End): Promise<void> {
    const [a, b] = [await this.#machine(one), await this.#machine(other)];
    await run("ip", "link", "add", other[0], "netns", a, "type", "veth", "peer", "name", one[0], "netns", b);
    await address(a, other[0], one[1]);
    await address(b, one[0], other[1]);
  }

  /** Lays a network of several machines around a switch; their interfaces are named after it. */
  async lan(name: string, ends: readonly End[]): Promise<void> {
    const middle = await this.#machine([name, "none"]);
    await run("ip", "-n", middle, "link", "add", "switch", "type", "bridge");
    await run("ip", "-n", middle, "link", "set", "switch", "up");
    for (const end of ends) {
      const namespace = await this.#machine(end);
      await run("ip", "link", "add", name, "netns", namespace, "type", "veth", "peer", "name", end[0], "netns", middle);
      await run("ip", "-n", middle, "link", "set", end[0], "master", "switch", "up");
      await address(namespace, name, end[1]);
    }
  }

  /** Sends what a machine has no better way for to `gateway`. */
  route(machine: string, gateway: string): Promise<void> {
    const family = gateway.includes(":") ? "-6" : "-4";
    return run("ip", family, "-n", this.#namespace(machine), "route", "add", "default", "via", gateway);
  }

  /** Makes a machine pass on what is not for it. */
  forward(machine: string): Promise<void> {
    return this.setting(machine, "net.ipv4.ip_forward", 1);
  }

  /**
   * Makes a machine the router of a home: who is behind it goes out under its address towards `outside` from a port that it
   * picks anew for every peer, and from outside comes in only what answers. `open` ports of its own (UDP and TCP) lead to a
   * machine behind it, as an administrator sets it up: `5060`, `10000-10099`.
   */
  async masquerade(
    machine: string,
    outside: string,
    open: { readonly to: string; readonly ports: readonly string[] } = { to: "", ports: [] },
  ): Promise<void> {
    const ports = open.ports.join(", ");
    const forwarded = open.ports.length === 0 ? [] : [
      `iifname "${outside}" udp dport { ${ports} } dnat to ${open.to}`,
      `iifname "${outside}" tcp dport { ${ports} } dnat to ${open.to}`,
    ];
    const rules = [
      "table ip router {",
      "chain in {",
      "type nat hook prerouting priority dstnat;",
      ...forwarded,
      "}",
      "chain out {",
      "type nat hook postrouting priority srcnat;",
      `oifname "${outside}" masquerade ${open.ports.length === 0 ? "fully-random" : ""}`,
      "}",
      "chain between {",
      "type filter hook forward priority filter;",
      `iifname "${outside}" ct state established,related accept`,
      `iifname "${outside}" ct status dnat accept`,
      `iifname "${outside}" drop`,
      "}",
      "}",
    ];
    await this.#filter(machine, rules);
    await this.forward(machine);
  }

  /** Makes a router let nothing out by UDP but to one address, as networks of hotels and banks do. */
  letUdpOutTo(machine: string, outside: string, ip: string): Promise<void> {
    return this.#filter(machine, [
      "table ip guard {",
      "chain out {",
      "type filter hook forward priority filter - 1;",
      `oifname "${outside}" meta l4proto udp ip daddr != ${ip} drop`,
      "}",
      "}",
    ]);
  }

  async #filter(machine: string, rules: readonly string[]): Promise<void> {
    const path = await Deno.makeTempFile({ prefix: this.#prefix });
    try {
      await Deno.writeTextFile(path, rules.join("\n") + "\n");
      await run("ip", "netns", "exec", this.#namespace(machine), "nft", "-f", path);
    } finally {
      await Deno.remove(path);
    }
  }

  /** One of the kernel's settings, as `sysctl` names it. */
  setting(machine: string, name: string, value: number): Promise<void> {
    return run("ip", "netns", "exec", this.#namespace(machine), "sysctl", "-q", "-w", `${name}=${value}`);
  }

  /** Takes all machines away, and their cables with them. The programs on them have ended. */
  async remove(): Promise<void> {
    for (const { namespace = "" } of this.#machines.values()) await run("ip", "netns", "delete", namespace);
    this.#machines.clear();
  }

  #namespace(machine: string): string {
    return this.host(machine).namespace ?? "";
  }

  async #machine([machine, address]: End): Promise<string> {
    const known = this.#machines.get(machine)?.namespace;
    if (known !== undefined) return known;
    const namespace = `${this.#prefix}-${machine}`;
    await run("ip", "netns", "add", namespace);
    this.#machines.set(machine, { namespace, ip: address.split("/", 1)[0] ?? address });
    await run("ip", "-n", namespace, "link", "set", "lo", "up");
    return namespace;
  }
}
