import assert from "node:assert/strict";
import { concat, toBytes, toText } from "../base/mod.ts";
import { type Frame, frameWebSocket, StreamFramer } from "./framing.ts";
import { LIMITS } from "./limits.ts";

const ONE = "OPTIONS sip:a SIP/2.0\r\nVia: x\r\nContent-Length: 3\r\n\r\nabc";
const TWO = "SIP/2.0 200 OK\r\nl :\r\n  0\r\n\r\n";

/** One word a frame: the first of a message, or what else it is. */
function words(frames: readonly Frame[]): string {
  return frames.map((frame) => {
    if (frame.type === "message") return toText(frame.bytes).split(" ")[0];
    return frame.type === "fault" ? frame.fault.code : frame.type;
  }).join(" ");
}

function push(...chunks: readonly string[]): string {
  const framer = new StreamFramer();
  return words(chunks.flatMap((chunk) => [...framer.push(toBytes(chunk))]));
}

const CASES: readonly [string, readonly string[], string][] = [
  ["two messages in one chunk", [ONE + TWO], "OPTIONS SIP/2.0"],
  ["a message in two chunks", [ONE.slice(0, 30), ONE.slice(30)], "OPTIONS"],
  ["a message byte by byte", [...ONE + TWO], "OPTIONS SIP/2.0"],
  ["a message that is torn in the end of its head", [TWO.slice(0, -3), TWO.slice(-3)], "SIP/2.0"],
  ["no message before its body is there", [ONE.slice(0, -1)], ""],
  ["a ping", ["\r\n\r\n"], "ping"],
  ["a pong", ["\r\n"], "pong"],
  ["a ping between messages", [`${ONE}\r\n\r\n${TWO}`], "OPTIONS ping SIP/2.0"],
  ["a torn ping", ["\r\n", "\r\n"], "pong ping"],
  ["a ping torn four times", [..."\r\n\r\n"], "pong ping"],
  ["two pongs with a message between", ["\r\n", ONE, "\r\n"], "pong OPTIONS pong"],
  [
    "a message without a Content-Length as one without a body",
    ["OPTIONS sip:a SIP/2.0\r\nVia: x\r\n\r\n", TWO],
    "OPTIONS SIP/2.0",
  ],
  ["a fault in what is not SIP", ["\x16\x03\x01"], "not-sip"],
  ["nothing after a fault", ["\0", ONE], "not-sip"],
  ["a fault in a bare LF", ["OPTIONS sip:a SIP/2.0\nVia: x"], "bad-line"],
  ["a fault in a CR between messages", ["\rx"], "bad-line"],
  [
    "a head that can be answered, and a fault, for two lengths",
    [`${ONE.replace("Via: x", "l: 4")}`],
    "OPTIONS bad-length",
  ],
  ["the same for a length that is no number", [ONE.replace("3", "-3")], "OPTIONS bad-length"],
  ["the same for a length beyond the limit", [ONE.replace("3", "65536")], "OPTIONS bad-length"],
  ["a fault in a head without end", [`OPTIONS ${"x".repeat(40_000)}`, "x".repeat(40_000)], "too-large"],
];

for (const [what, chunks, expected] of CASES) {
  Deno.test(`StreamFramer gives ${what}`, () => assert.equal(push(...chunks), expected));
}

Deno.test("StreamFramer holds nothing between messages, and no more than one message ever", () => {
  const framer = new StreamFramer();
  const largest = LIMITS.messageBytes - 60;
  const message = toBytes(`OPTIONS sip:a SIP/2.0\r\nl: ${largest}\r\n\r\n${"x".repeat(largest)}`);
  const stream = concat(Array.from({ length: 8 }, () => message));
  let most = 0;
  let count = 0;
  for (let at = 0; at < stream.length; at += 1000) {
    count += framer.push(stream.subarray(at, at + 1000)).length;
    most = Math.max(most, framer.waiting);
  }
  assert.equal(count, 8);
  assert.equal(framer.waiting, 0);
  assert.ok(most <= LIMITS.messageBytes);
  assert.equal(framer.push(stream).length, 8);
});

Deno.test("a frame's bytes are nobody else's", () => {
  const chunk = toBytes(ONE);
  const [frame] = new StreamFramer().push(chunk);
  chunk.fill(0);
  assert.ok(frame?.type === "message" && toText(frame.bytes) === ONE);
});

for (
  const [data, type] of [["\r\n\r\n", "ping"], ["\r\n", "pong"], [ONE, "message"], [
    "x".repeat(65_537),
    "fault",
  ]] as const
) {
  Deno.test(`frameWebSocket() takes ${JSON.stringify(data.slice(0, 10))} as a ${type}`, () => {
    assert.equal(frameWebSocket(toBytes(data)).type, type);
  });
}
