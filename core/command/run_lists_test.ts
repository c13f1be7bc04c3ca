import assert from "node:assert/strict";
import { RECORDING, Terminal } from "./stage.ts";

Deno.test("kontor missed lists who waits to be called back, and crosses him out once that is done", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("missed"), 0);
  assert.match(
    terminal.out,
    /^c1 +\+40745123456 +\+40376443311 +2 +2026-11-21T12:00:00.000Z +IVR → 1 → Sales +101 102$/m,
  );
  assert.equal(await terminal.run("missed done c1 called"), 0);
  assert.equal(await terminal.run("missed list"), 0);
  assert.equal(terminal.out, "Nobody is waiting to be called back\n");
  assert.equal(await terminal.run("missed done c1"), 1);
  assert.equal(terminal.err, 'Cannot cross out "c1": no entry of that name is open\n');
  assert.equal(await terminal.run("missed done"), 2);
  assert.match(terminal.err, /^Command "missed" needs "ENTRY": as kontor missed lists it$/m);
  assert.equal(await terminal.run("missed dome c1"), 2);
  assert.match(terminal.err, /^Cannot "missed dome": did you mean "done"\?$/m);
});

Deno.test("missed replay plays a file on the defaults beside it, on those it is told, or on none", async () => {
  const terminal = new Terminal();
  terminal.files.set("rows/day.json", "[]").set("rows/defaults.json", "beside").set("other.json", "other");
  assert.equal(await terminal.run("missed replay rows/day.json"), 0);
  assert.deepEqual(JSON.parse(terminal.out), { scenarios: "[]", defaults: "beside" });
  assert.equal(await terminal.run("missed replay rows/day.json --defaults other.json"), 0);
  assert.deepEqual(JSON.parse(terminal.out), { scenarios: "[]", defaults: "other" });
  terminal.files.delete("rows/defaults.json");
  assert.equal(await terminal.run("missed replay rows/day.json"), 0);
  assert.deepEqual(JSON.parse(terminal.out), { scenarios: "[]", defaults: null });
});

Deno.test("missed replay says what it could not read", async () => {
  const terminal = new Terminal();
  terminal.files.set("bad.json", "{");
  const refused = async (line: string) => [await terminal.run(line), terminal.err.split("\n")[0]];
  assert.deepEqual(await refused("missed replay bad.json"), [1, "Cannot read the scenarios"]);
  const none = 'Cannot read scenarios "none.json": there is no such file';
  assert.deepEqual(await refused("missed replay none.json"), [1, none]);
  const noDefaults = 'Cannot read defaults "none.json": there is no such file';
  assert.deepEqual(await refused("missed replay bad.json --defaults none.json"), [1, noDefaults]);
  assert.deepEqual(await refused("missed list bad.json"), [2, 'Unexpected "bad.json" behind "missed list"']);
  const needs = 'Command "missed" needs "FILE": one scenario or a list of them, in JSON, or - for standard input';
  assert.deepEqual(await refused("missed replay"), [2, needs]);
});

Deno.test("kontor queues shows who waits where, and what the agents do", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("queues"), 0);
  assert.equal(
    terminal.out,
    "8001 Sales: 2 waiting, 1 of them for too long, 1 talking\n" +
      "PLACE  CALLER      FOR   IS                 RINGS AT\n" +
      "1      0722123456  1:01  ringing            101\n" +
      "2      hidden      9 s   to be called back\n" +
      "AGENT  NAME     IS\n101    Ana Pop  ringing\n",
  );
});

Deno.test("kontor recordings lists them, and writes one into a file", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("recordings"), 0);
  assert.match(terminal.out, /^recordings\/2026-11-21\/c1-1 {2}2026-11-21T12:00:00.000Z {2}1:01 {2}184$/m);
  assert.equal(await terminal.run(`recordings ${RECORDING.path} call.opus`), 0);
  assert.deepEqual(terminal.copied, [["./data", RECORDING.path, "call.opus"]]);
  assert.equal(await terminal.run(`recordings ${RECORDING.path} taken`), 1);
  assert.match(terminal.err, /Cannot write "recordings\/.*" into "taken": there is such a file/);
  assert.equal(await terminal.run(`recordings ${RECORDING.path}`), 2);
  assert.equal(await terminal.run("recordings recordings/../box.key x"), 2);
});

Deno.test("kontor webhooks shows who is told and what was given up, and has that sent once more or thrown away", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("webhooks"), 0);
  assert.match(terminal.out, /^crm {6}crm\.example\.com {2}3 {8}12 {6}1 {9}it says 503$/m);
  assert.match(terminal.out, /^wall {5}10\.0\.0\.9:8080 {4}0 .* taken$/m);
  assert.match(terminal.out, /^crm\.7\.x {3}2026-11-21T12:00:00\.000Z {2}it says 410$/m);
  assert.equal(await terminal.run("webhooks retry all"), 0);
  assert.match(terminal.out, /^retry all$/m);
  assert.equal(await terminal.run("webhooks drop gone"), 1);
  assert.match(terminal.err, /There is none/);
});

Deno.test("kontor owner writes a code for an owner, and names the owners to who is none", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("owner ana"), 0);
  assert.equal(
    terminal.out,
    "7KQ2-M9XD\nhttp://192.0.2.1:8080/claim?code=7KQ2-M9XD\n" +
      'A new password for "ana", once, until 2026-11-21T12:00:00.000Z\n',
  );
  assert.equal(await terminal.run("owner bob"), 1);
  assert.equal(terminal.err, 'Cannot reset owner "bob": owners are ana\n');
  assert.equal(await terminal.run("owner"), 2);
  assert.match(terminal.err, /^Command "owner" needs "NAME": what he signs in with/m);
});

Deno.test("kontor report lists the reports, and makes one into a file", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("report"), 0);
  assert.match(terminal.out, /^weekly {2}last-week {2}pdf {5}0 8 \* \* MON {2}ana@example.com$/m);
  assert.equal(await terminal.run("report weekly --period yesterday --format xlsx"), 0);
  assert.match(terminal.out, /^weekly\.xlsx$/m);
  assert.equal(await terminal.run("report weekly --to taken"), 1);
  assert.match(terminal.err, /Cannot write report "weekly" into "taken": there is such a file/);
  assert.equal(await terminal.run("report yearly"), 1);
  assert.match(terminal.err, /Cannot make "yearly"/);
  assert.equal(await terminal.run("report weekly --period last-weak"), 2);
  assert.match(terminal.err, /Unknown period "last-weak": did you mean "last-week"\?/);
  assert.equal(await terminal.run("report weekly --format doc"), 2);
});
