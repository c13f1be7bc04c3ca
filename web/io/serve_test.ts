import assert from "node:assert/strict";
import type { LogLine } from "../../core/base/mod.ts";
import { makeOwn } from "../../core/certificate/io/mod.ts";
import type { Certificate } from "../../core/certificate/mod.ts";
import { healthRoutes } from "../api/mod.ts";
import { type SipSocketEnds, startWeb, type WebServer, type WebSettings } from "./serve.ts";

interface Started extends AsyncDisposable {
  readonly web: WebServer;
  readonly lines: LogLine[];
  /** The next WebSocket that comes in. */
  socket(): Promise<{ socket: WebSocket; ends: SipSocketEnds }>;
  url(scheme: "http" | "https" | "ws" | "wss", path: string): string;
}

const NOTHING = { fetch: () => new Response() };
const QUIET = { log: { write: () => {} } };

async function start(settings: Partial<WebSettings>): Promise<Started> {
  const lines: LogLine[] = [];
  const came: { socket: WebSocket; ends: SipSocketEnds }[] = [];
  let wake = () => {};
  const app = healthRoutes({
    health: () => ({ status: "ok" }),
    figures: () => ({ "broken{": 1 }),
  });
  const web = await startWeb({ bind: ["127.0.0.1"], port: 0, tls: false, ...settings }, app, (socket, ends) => {
    came.push({ socket, ends });
    wake();
  }, { log: { write: (line) => lines.push(line) } });
  return {
    web,
    lines,
    socket: async () => {
      while (came.length === 0) await new Promise<void>((resolve) => wake = resolve);
      return came.shift()!;
    },
    url: (scheme, path) => {
      const secure = scheme === "https" || scheme === "wss";
      const { address } = web.listening.find((entry) => (entry.scheme === "https") === secure)!;
      return `${scheme}://127.0.0.1:${address.port}${path}`;
    },
    [Symbol.asyncDispose]: () => web.stop(),
  };
}

async function loopbackCertificate(): Promise<Certificate> {
  return (await makeOwn({ names: ["localhost"], addresses: ["127.0.0.1"] }, { now: Date.now() })).certificate;
}

/** Opens a WebSocket and waits until it is open; `closed` settles when it is not any more. */
async function open(url: string, client?: Deno.HttpClient): Promise<{ socket: WebSocket; closed: Promise<void> }> {
  const socket = new WebSocket(url, { protocols: ["sip"], ...(client && { client }) } as WebSocketOptions & string[]);
  const closed = new Promise<void>((resolve) => socket.onclose = () => resolve());
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = (event) => reject((event as ErrorEvent).error);
  });
  socket.onerror = (event) => event.preventDefault();
  return { socket, closed };
}

Deno.test("the app answers, and what it does not know is a problem", async () => {
  await using started = await start({});
  const health = await fetch(started.url("http", "/healthz"));
  assert.deepEqual([health.status, await health.json()], [200, { status: "ok" }]);
  const missing = await fetch(started.url("http", "/nothing"));
  assert.deepEqual([missing.status, (await missing.json()).status], [404, 404]);
});

Deno.test("a fault of ours is a 500 that tells nothing, and a line in the log that tells all", async () => {
  await using started = await start({});
  const response = await fetch(started.url("http", "/metrics"));
  assert.equal(response.status, 500);
  assert.match((await response.json()).detail, /the fault is ours/);
  assert.match(String(started.lines[0]?.facts?.["reason"]), /Cannot show figure "broken\{"/);
});

Deno.test("a WebSocket that speaks SIP comes in with both its ends", async () => {
  await using started = await start({});
  const phone = await open(started.url("ws", "/sip"));
  assert.equal(phone.socket.protocol, "sip");
  const { socket, ends } = await started.socket();
  assert.equal(ends.secure, false);
  assert.deepEqual(ends.local, started.web.listening[0]!.address);
  assert.equal(ends.remote.ip, "127.0.0.1");
  const heard = new Promise((resolve) => socket.onmessage = ({ data }) => resolve(data));
  phone.socket.send("hello");
  assert.equal(await heard, "hello");
  const gone = new Promise<void>((resolve) => socket.onclose = () => resolve());
  phone.socket.close();
  await Promise.all([phone.closed, gone]);
});

for (
  const [name, headers, detail] of [
    ["no WebSocket", {}, /expected a WebSocket, with subprotocol "sip"/],
    ["another subprotocol", { upgrade: "websocket", "sec-websocket-protocol": "chat, soap" }, /offers "chat, soap"/],
    ["no subprotocol", { upgrade: "websocket" }, /expected subprotocol "sip"/],
    ["no key", { upgrade: "websocket", "sec-websocket-protocol": "sip" }, /Cannot open "\/sip"/],
  ] as const
) {
  Deno.test(`/sip refuses ${name} with a clear text`, async () => {
    await using started = await start({});
    const { hostname, port } = new URL(started.url("http", "/sip"));
    using conn = await Deno.connect({ hostname, port: Number(port) });
    const lines = Object.entries(headers).map(([key, value]) => `${key}: ${value}\r\n`).join("");
    const connection = "upgrade" in headers ? "Upgrade, close" : "close";
    const head = `GET /sip HTTP/1.1\r\nhost: box\r\nconnection: ${connection}\r\n${lines}\r\n`;
    await conn.write(new TextEncoder().encode(head));
    let answer = "";
    for await (const chunk of conn.readable.pipeThrough(new TextDecoderStream())) {
      answer += chunk;
      if (answer.endsWith("}")) break;
    }
    assert.match(answer, /^HTTP\/1.1 400 /);
    assert.match(answer.replaceAll("\\", ""), detail);
  });
}

Deno.test("HTTPS serves with the certificate, and starts again with a new one on the same port", async () => {
  const [first, second] = [await loopbackCertificate(), await loopbackCertificate()];
  await using started = await start({ port: false, tls: 0, certificate: first });
  const url = started.url("https", "/healthz");
  using client = Deno.createHttpClient({ caCerts: [first.certPem] });
  assert.equal((await (await fetch(url, { client })).json()).status, "ok");
  const phone = await open(started.url("wss", "/sip"), client);
  const { socket, ends } = await started.socket();
  assert.equal(ends.secure, true);
  const gone = new Promise<void>((resolve) => socket.onclose = () => resolve());
  await assert.rejects(started.web.renewCertificate({ certPem: "no", keyPem: "no" }));
  await started.web.renewCertificate(second);
  await Promise.all([gone, phone.closed]);
  using renewed = Deno.createHttpClient({ caCerts: [second.certPem] });
  assert.equal(started.url("https", "/healthz"), url);
  assert.equal((await (await fetch(url, { client: renewed })).json()).status, "ok");
});

Deno.test("the app is told where a request comes from", async () => {
  const app = { fetch: (_: Request, { address }: { readonly address: string }) => new Response(address) };
  const web = await startWeb({ bind: ["::"], port: 0, tls: false }, app, () => {}, { log: { write: () => {} } });
  try {
    const told = await fetch(`http://127.0.0.1:${web.listening[0]!.address.port}/`);
    assert.equal(await told.text(), "127.0.0.1");
  } finally {
    await web.stop();
  }
});

Deno.test("HTTPS waits for a certificate", async () => {
  await using started = await start({ tls: 0 });
  assert.deepEqual(started.web.listening.map(({ scheme }) => scheme), ["http"]);
  await started.web.renewCertificate(await loopbackCertificate());
  assert.deepEqual(started.web.listening.map(({ scheme }) => scheme), ["http", "https"]);
});

Deno.test("a port that is taken is named, and nothing stays open", async () => {
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  await assert.rejects(start({ bind: ["127.0.0.2", "127.0.0.1"], port: taken.addr.port }), {
    message: `Cannot listen on http "127.0.0.1:${taken.addr.port}": another program has the port`,
  });
});

Deno.test("both wildcards together are one server that hears both families", async () => {
  await using started = await start({ bind: ["0.0.0.0", "::"] });
  assert.equal(started.web.listening.length, 1);
  const phone = await open(started.url("ws", "/sip"));
  const { socket, ends } = await started.socket();
  assert.equal(ends.remote.ip, "127.0.0.1");
  const gone = new Promise<void>((resolve) => socket.onclose = () => resolve());
  phone.socket.close();
  await Promise.all([phone.closed, gone]);
});

Deno.test("stopping lets a running answer finish and is quiet the second time", async () => {
  const answering = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const app = {
    fetch: async () => {
      asked.resolve();
      await answering.promise;
      return new Response("late but whole");
    },
  };
  const log = { write: () => {} };
  const web = await startWeb({ bind: ["127.0.0.1"], port: 0, tls: false }, app, () => {}, { log });
  const response = fetch(`http://127.0.0.1:${web.listening[0]!.address.port}/`);
  await asked.promise;
  const stopped = Promise.all([web.stop(), web.stop()]);
  answering.resolve();
  assert.equal(await (await response).text(), "late but whole");
  await stopped;
});

const ORIGINS: readonly (readonly [origin: string, opens: boolean])[] = [
  ["http://127.0.0.1:PORT", true],
  ["https://crm.example", true],
  ["https://evil.example", false],
  ["http://127.0.0.1:1", false],
  ["http://crm.example", false],
  ["null", false],
];
for (const [from, opens] of ORIGINS) {
  Deno.test(`a page of ${from} ${opens ? "may" : "may not"} speak SIP`, async () => {
    await using started = await start({ origins: ["https://crm.example"] });
    const url = started.url("ws", "/sip");
    const origin = from.replace("PORT", new URL(url).port);
    const headers: Record<string, string> = { origin };
    const socket = new WebSocket(url, { protocols: ["sip"], headers } as WebSocketOptions & string[]);
    const came = await new Promise<boolean>((resolve) => {
      socket.onopen = () => resolve(true);
      socket.onerror = () => resolve(false);
    });
    assert.equal(came, opens);
    const closed = new Promise<void>((resolve) => socket.onclose = () => resolve());
    if (opens) {
      socket.close();
      await closed;
    }
  });
}

/** Opens a WebSocket with these fields, and gives what its taker learnt; the app vouches for one cookie. */
async function openedWith(headers: Record<string, string>): Promise<string | undefined> {
  const asked: string[] = [];
  const came = Promise.withResolvers<SipSocketEnds>();
  const app = {
    fetch: (request: Request) => {
      asked.push(new URL(request.url).pathname);
      return request.headers.get("cookie") === "kontor=ana"
        ? new Response(new ReadableStream(), { headers: { "kontor-extension": "101" } })
        : Response.redirect("http://x/");
    },
  };
  const web = await startWeb({ bind: ["127.0.0.1"], port: 0, tls: false }, app, (_, ends) => came.resolve(ends), {
    log: { write: () => {} },
  });
  const { port } = web.listening[0]!.address;
  const socket = new WebSocket(
    `ws://127.0.0.1:${port}/sip`,
    { protocols: ["sip"], headers } as WebSocketOptions & string[],
  );
  const closed = new Promise<void>((resolve) => socket.onclose = () => resolve());
  await new Promise<void>((resolve) => socket.onopen = () => resolve());
  const { vouched } = await came.promise;
  socket.close();
  await closed;
  await web.stop();
  assert.deepEqual(asked, headers["cookie"] === undefined ? [] : ["/sip"]);
  return vouched;
}

Deno.test("the app says as whom a browser may speak SIP that is signed in, and is not asked for others", async () => {
  assert.equal(await openedWith({ cookie: "kontor=ana" }), "101");
  assert.equal(await openedWith({ cookie: "kontor=somebody" }), undefined);
  assert.equal(await openedWith({}), undefined);
});

Deno.test("a phone in the browser is closed once nobody vouches for it, and the one who leaves first is not asked for", async () => {
  const vouches: ReadableStreamDefaultController<Uint8Array>[] = [];
  const left = Promise.withResolvers<void>();
  const app = {
    fetch: () => {
      const body = new ReadableStream<Uint8Array>({
        start: (vouch) => void vouches.push(vouch),
        cancel: () => left.resolve(),
      });
      return new Response(body, { headers: { "kontor-extension": "101" } });
    },
  };
  const web = await startWeb({ bind: ["127.0.0.1"], port: 0, tls: false }, app, () => {}, QUIET);
  const { port } = web.listening[0]!.address;
  const opens = async () => {
    const headers: Readonly<Record<string, string>> = { cookie: "kontor=ana" };
    const socket = new WebSocket(
      `ws://127.0.0.1:${port}/sip`,
      { protocols: ["sip"], headers } as WebSocketOptions & string[],
    );
    const closed = new Promise<CloseEvent>((resolve) => socket.onclose = resolve);
    await new Promise<void>((resolve) => socket.onopen = () => resolve());
    return { socket, closed };
  };
  const [stays, leaves] = [await opens(), await opens()];
  leaves.socket.close();
  await Promise.all([leaves.closed, left.promise]);
  vouches[0]!.close();
  const { code, reason } = await stays.closed;
  assert.deepEqual([code, reason], [4_001, "Signed out"]);
  await web.stop();
});

Deno.test("what is open to this machine alone is at no other port", async () => {
  await using started = await start({ short: true });
  assert.equal(started.web.listening.length, 1);
  assert.deepEqual(started.lines, []);
});

Deno.test("a port that another program has, or that the machine keeps, is no fault of the box", async () => {
  const first = await startWeb({ bind: ["0.0.0.0"], port: 0, tls: false, short: true }, NOTHING, () => {}, QUIET);
  const second = await startWeb({ bind: ["0.0.0.0"], port: 0, tls: false, short: true }, NOTHING, () => {}, QUIET);
  try {
    const [own] = second.listening;
    assert.equal(await (await fetch(`http://127.0.0.1:${own!.address.port}/`)).text(), "");
    assert.equal(second.listening.length, 1, "the first has port 80, or nobody may have it");
  } finally {
    await first.stop();
    await second.stop();
  }
});
