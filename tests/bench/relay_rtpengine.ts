/**
 * Debian's rtpengine-daemon as a peer of the relay bench: started in user space, told of calls by its NG protocol
 * (bencoded dictionaries over UDP).
 */
const PHONE_PORT = 30000;
const NG_PORT = 22222;

type Bencoded = string | number | readonly Bencoded[] | { readonly [key: string]: Bencoded };

/** Bencode, as BitTorrent defined it: lengths in octets, keys in order. */
function bencode(value: Bencoded): string {
  if (typeof value === "number") return `i${value}e`;
  if (typeof value === "string") return `${new TextEncoder().encode(value).length}:${value}`;
  if (Array.isArray(value)) return `l${value.map(bencode).join("")}e`;
  const entries = Object.entries(value as { readonly [key: string]: Bencoded }).sort(([a], [b]) => a < b ? -1 : 1);
  return `d${entries.map(([key, inner]) => bencode(key) + bencode(inner)).join("")}e`;
}

function describe(port: number): string {
  return ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0", `m=audio ${port} RTP/AVP 0`, ""]
    .join("\r\n");
}

export interface Rtpengine {
  readonly pid: number;
  /** The relay's port for each phone, in the order of the phones. */
  readonly ports: readonly number[];
  close(): Promise<void>;
}

/** Starts it with so many calls between phones at 127.0.0.1:30000 and up; undefined when it is not installed. */
export async function startRtpengine(calls: number): Promise<Rtpengine | undefined> {
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command("rtpengine", {
      args: [
        "--config-file=none",
        "--table=-1",
        "--interface=127.0.0.1",
        `--listen-ng=127.0.0.1:${NG_PORT}`,
        "--port-min=40000",
        "--port-max=59999",
        "--foreground",
        "--log-stderr",
        "--log-level=0",
      ],
      stdout: "null",
      stderr: "null",
    }).spawn();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  const socket = Deno.listenDatagram({ transport: "udp", hostname: "127.0.0.1", port: 0 });
  const ports: number[] = [];
  for (let call = 0; call < calls; call++) {
    const base = { "call-id": `call-${call}`, "from-tag": "a", ICE: "remove", "rtcp-mux": ["demux"] };
    const offer = { ...base, command: "offer", sdp: describe(PHONE_PORT + 2 * call) };
    const answer = { ...base, command: "answer", "to-tag": "b", sdp: describe(PHONE_PORT + 2 * call + 1) };
    // What the callee is told is the port that faces him, and the other way round.
    const facesCallee = await ask(socket, offer, `${call}o`);
    ports.push(await ask(socket, answer, `${call}a`), facesCallee);
  }
  socket.close();
  return {
    pid: child.pid,
    ports,
    async close() {
      child.kill("SIGKILL");
      await child.status;
    },
  };
}

/** Asks, again while the daemon starts, and takes the audio port out of the answer's SDP. */
async function ask(socket: Deno.DatagramConn, question: Bencoded, cookie: string): Promise<number> {
  const packet = new TextEncoder().encode(`${cookie} ${bencode(question)}`);
  // One receive for all attempts: one left over from an earlier attempt would take the answer away.
  let pending: Promise<string> | undefined;
  let last = "";
  for (let attempt = 0; attempt < 50; attempt++) {
    pending ??= receiveText(socket);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const timeout = setTimeout(() => resolve(undefined), 200);
    await socket.send(packet, { transport: "udp", hostname: "127.0.0.1", port: NG_PORT }).catch(() => promise);
    const text = await Promise.race([pending, promise]);
    clearTimeout(timeout);
    if (text === undefined) continue;
    pending = undefined;
    last = text;
    const port = /m=audio (\d+)/.exec(text)?.[1];
    if (text.startsWith(`${cookie} `) && port !== undefined) return Number(port);
  }
  throw new Error(`Cannot open call "${cookie}" in rtpengine: the last answer was "${last}"`);
}

/** The next answer; an ICMP error of a send to a daemon that is not there yet is none. */
async function receiveText(socket: Deno.DatagramConn): Promise<string> {
  for (;;) {
    try {
      return new TextDecoder().decode((await socket.receive())[0]);
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
    }
  }
}
