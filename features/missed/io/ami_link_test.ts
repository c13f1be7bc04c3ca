import assert from "node:assert/strict";
import { AMI_SECRET, AmiServer, HANGUP, NEWSTATE } from "../../../tests/lab/ami_server.ts";
import { AmiLink } from "./ami_link.ts";

/** A link that is heard: what it told, and when it told something. */
function hear(port: number, more: { secret?: string; pingMs?: number } = {}) {
  const said: string[] = [];
  const [waiting, counted] = [new Set<() => void>(), { news: 0 }];
  const wake = () => {
    for (const each of waiting) each();
    waiting.clear();
  };
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise<void>((resolve) => waiting.add(resolve));
  };
  const { secret = AMI_SECRET, pingMs = 30_000 } = more;
  const link = new AmiLink({
    tenant: "acme",
    settings: { host: "127.0.0.1", port, user: "kontor", secret, tls: "off" },
    onNews: () => {
      counted.news++;
      wake();
    },
    say: (level, text) => {
      said.push(`${level}: ${text}`);
      wake();
    },
    pingMs,
    retryMs: 1,
  });
  link.start();
  return {
    said,
    news: (count: number) => until(() => counted.news >= count),
    told: (n: number) => until(() => said.length >= n),
    counted,
    stop: () => link.stop(),
  };
}

Deno.test("who hangs up is news, and so is the connection itself; the secret never goes over the wire", async () => {
  await using server = new AmiServer();
  const heard = hear(server.port);
  try {
    await heard.news(1);
    await server.tell(NEWSTATE + HANGUP.slice(0, 100));
    await server.tell(HANGUP.slice(100));
    await heard.news(2);
    await server.tell("Event: Cdr\r\nPrivilege: cdr,all\r\nSource: 0745123456\r\n\r\n");
    await heard.news(3);
    const [login] = await server.heard("Login");
    assert.doesNotMatch(login!, new RegExp(AMI_SECRET));
    assert.match(login!, /^Events: call,cdr,agent\r$/m);
    assert.deepEqual([heard.counted.news, heard.said], [3, []]);
  } finally {
    await heard.stop();
    await heard.stop();
  }
});

Deno.test("a link that is cut comes back, tells it once, and looks for what it has not heard", async () => {
  await using server = new AmiServer();
  const heard = hear(server.port);
  try {
    await heard.news(1);
    server.cut();
    await heard.news(2);
    server.cut();
    await heard.news(3);
    await server.heard("Login", 3);
    assert.deepEqual(heard.said.map((text) => text.replace(/:\d+/, "").replace(/(: [^:]*: ).*/, "$1...")), [
      'warn: Cannot hear the Asterisk of tenant "acme" at 127.0.0.1: ...',
      'info: Hearing the Asterisk of tenant "acme" at 127.0.0.1 again',
    ]);
  } finally {
    await heard.stop();
  }
});

Deno.test("a wrong secret is told, and not tried again and again", async () => {
  await using server = new AmiServer();
  const heard = hear(server.port, { secret: "guessed-wrong" });
  try {
    await heard.told(1);
    assert.match(heard.said[0]!, /: it says "Authentication failed"$/);
    assert.equal((await server.heard("Login")).length, 1);
    assert.equal(heard.counted.news, 0);
  } finally {
    await heard.stop();
  }
});

Deno.test("what is no Asterisk is told by name", async () => {
  await using server = new AmiServer({ greeting: "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n" });
  const heard = hear(server.port);
  try {
    await heard.told(1);
    assert.match(heard.said[0]!, /: it is no manager interface of an Asterisk$/);
  } finally {
    await heard.stop();
  }
});

Deno.test("a link on which nothing comes asks whether anybody is there", async () => {
  await using server = new AmiServer();
  const heard = hear(server.port, { pingMs: 20 });
  try {
    await server.heard("Ping", 3);
    assert.deepEqual(heard.said, []);
  } finally {
    await heard.stop();
  }
});

Deno.test("nobody at the address is a fault that is told once", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  const heard = hear(port);
  await heard.told(1);
  await heard.stop();
  assert.match(heard.said.join(), /^warn: Cannot hear the Asterisk of tenant "acme" at 127\.0\.0\.1:\d+: .*refused/i);
});
