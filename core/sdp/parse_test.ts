import assert from "node:assert/strict";
import { toBytes } from "../base/mod.ts";
import { attribute } from "./description.ts";
import { parseSdp } from "./parse.ts";

const HEAD = "v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=-\r\nc=IN IP4 10.0.0.1\r\nt=0 0\r\n";

for (
  const [ending, name] of [["\r\n", "CRLF"], ["\n", "LF"], ["\r", "CR"], ["\r\n\r\n", "empty lines between"]] as const
) {
  Deno.test(`parseSdp() reads lines that end in ${name}`, () => {
    const read = parseSdp(
      toBytes((HEAD + "m=audio 4000/2 RTP/AVP 0 8\r\na=ptime:20\r\na=sendonly").replaceAll("\r\n", ending)),
    );
    assert(read.ok);
    const [section] = read.value.media;
    assert.equal(section?.port, 4000);
    assert.deepEqual(section.formats, ["0", "8"]);
    assert.equal(attribute(section.attributes, "ptime"), "20");
    assert.equal(attribute(section.attributes, "sendonly"), "");
    assert.equal(attribute(section.attributes, "inactive"), undefined);
  });
}

Deno.test("parseSdp() passes over lines that it does not know", () => {
  const read = parseSdp(toBytes(HEAD + "X-nonsense\r\ny=later\r\n=\r\nk=clear:1\r\nm=audio 1 RTP/AVP 0\r\n"));
  assert(read.ok);
  assert.equal(read.value.media.length, 1);
});

Deno.test("parseSdp() keeps what belongs to the session apart from what belongs to a section", () => {
  const read = parseSdp(
    toBytes(HEAD + "a=inactive\r\nm=audio 1 RTP/AVP 0\r\nc=IN IP6 ::1\r\nm=video 2 RTP/AVP 96\r\na=mid:1\r\n"),
  );
  assert(read.ok);
  assert.deepEqual(read.value.attributes, [{ name: "inactive" }]);
  assert.deepEqual(read.value.media.map((section) => section.connection), ["::1", undefined]);
  assert.deepEqual(read.value.media[1]?.attributes, [{ name: "mid", value: "1" }]);
});

for (
  const [what, sdp] of [
    ["an empty body", ""],
    ["another version", HEAD.replace("v=0", "v=1")],
    ["something else altogether", "<xml/>"],
    ["no o= line", "v=0\r\ns=-\r\n"],
    ["an o= line cut short", "v=0\r\no=- 1 1 IN\r\n"],
    ["a session id that is no number", "v=0\r\no=- x 1 IN IP4 10.0.0.1\r\n"],
    ["a c= line of another network", HEAD + "c=ATM NSAP 47\r\n"],
    ["an m= line without formats", HEAD + "m=audio 1 RTP/AVP\r\n"],
    ["a port above 65535", HEAD + "m=audio 65536 RTP/AVP 0\r\n"],
    ["a negative port", HEAD + "m=audio -1 RTP/AVP 0\r\n"],
    ["a NUL byte", HEAD + "a=x:\0\r\n"],
    ["too many sections", HEAD + "m=audio 1 RTP/AVP 0\r\n".repeat(33)],
    ["too many formats", HEAD + `m=audio 1 RTP/AVP${" 0".repeat(129)}\r\n`],
    ["too many lines", HEAD + "a=x\r\n".repeat(1000)],
    ["too many bytes", HEAD + `a=x:${"x".repeat(65_536)}\r\n`],
  ] as const
) {
  Deno.test(`parseSdp() refuses ${what}`, () => {
    const read = parseSdp(toBytes(sdp));
    assert(!read.ok);
    assert.equal(read.fault.code, "bad-sdp");
    assert(read.fault.text.length < 200);
  });
}
