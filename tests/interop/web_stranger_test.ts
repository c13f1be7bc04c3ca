/**
 * Octets that no browser sends, to the web server of a real box: a URL library would have tidied them up on the way.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Box } from "./box.ts";
import { realTest } from "./tool.ts";

const PATHS = [
  "/../../../../../../etc/passwd",
  "/assets/../../../../../../etc/passwd",
  "/assets/..%2f..%2f..%2f..%2fetc%2fpasswd",
  "/assets/%2e%2e/%2e%2e/%2e%2e/box.key",
  "/assets/....//....//box.key",
  "//etc/passwd",
  "/api/v1/../../box.key",
  "/recordings/..%2f..%2fbox.key/sound",
  "/voicemail/..%5c..%5cbox.key/1/sound",
  "/\\..\\..\\box.key",
  "file:///etc/passwd",
  "http://127.0.0.1:9/etc/passwd",
];

/** Sends it as it stands; all that comes back until the box hangs up. */
async function ask(port: number, request: string): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  await connection.write(new TextEncoder().encode(request));
  return await new Response(connection.readable).text();
}

realTest("no path leads out of what the web server shows", [], async () => {
  const box = await Box.start();
  try {
    for (const path of PATHS) {
      const answer = await ask(box.webPort, `GET ${path} HTTP/1.1\r\nHost: box\r\nConnection: close\r\n\r\n`);
      assert.match(answer, /^HTTP\/1\.1 (?:30[38]|40[034])/, `${path}: ${answer.slice(0, 300)}`);
      assert.doesNotMatch(answer, /root:|\/bin\/(?:ba)?sh/, path);
    }
  } finally {
    await box.stop();
  }
});

realTest("no header of an answer is the asker's, and two requests are not one", [], async () => {
  const box = await Box.start();
  try {
    const back = "/sign-in?back=%0d%0aX-Evil:%201%0d%0a%0d%0a<script>alert(1)</script>";
    const split = await ask(box.webPort, `GET ${back} HTTP/1.1\r\nHost: box\r\nConnection: close\r\n\r\n`);
    assert.doesNotMatch(split.split("\r\n\r\n")[0]!, /X-Evil/i);
    assert.doesNotMatch(split, /<script>alert/);
    const both = "POST /sign-in HTTP/1.1\r\nHost: box\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n" +
      "0\r\n\r\nGET /health HTTP/1.1\r\nHost: box\r\nConnection: close\r\n\r\n";
    const answers = await ask(box.webPort, both);
    assert.match(answers, /^HTTP\/1\.1 (?:400|403|303)/, answers.slice(0, 300));
    assert.doesNotMatch(answers, /\n\{"status":"ok"/, "a request that was hidden in another one is answered");
  } finally {
    await box.stop();
  }
});
