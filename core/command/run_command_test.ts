import assert from "node:assert/strict";
import { BOX_DEFAULTS } from "../config/mod.ts";
import { OFFICE, Terminal } from "./stage.ts";
import { VERSION } from "./version.ts";

Deno.test("an office is applied, exported, changed and rolled back from the command line", async () => {
  const terminal = new Terminal();
  terminal.files.set("office.yml", OFFICE);
  assert.equal(await terminal.run("export"), 1);
  assert.equal(terminal.err, "No office has been applied yet: kontor apply office.yml\n");
  assert.equal(await terminal.run("apply office.yml"), 0);
  assert.equal(
    terminal.out,
    "Applied as revision 1, 1 extension: 1 extension added, the office's own facts changed\n",
  );
  assert.equal(await terminal.run("export"), 0);
  terminal.files.set("office.yml", terminal.out);
  assert.equal(await terminal.run("apply office.yml"), 0);
  assert.equal(terminal.out, "Nothing to change: revision 1, 1 extension\n");
  terminal.files.set("office.yml", `${OFFICE}  - { number: "102", name: Bob, secret: s3cret-102 }\n`);
  assert.equal(await terminal.run("apply office.yml --json"), 0);
  assert.equal(JSON.parse(terminal.out).revision, 2);
  assert.equal(await terminal.run("rollback 1"), 0);
  assert.equal(await terminal.run("rollback"), 0);
  assert.match(terminal.out, /^REVISION +WHEN +WHO +WHAT\n3 +2026-11-21T12:00:00\.000Z +ana +rollback to revision 1/);
});

Deno.test("a bad office is told fault by fault, and as JSON where asked", async () => {
  const terminal = new Terminal();
  terminal.files.set("bad.yml", OFFICE.replace('"101"', '"112"'));
  const fault = 'bad.yml:3:15 extensions[0].number: "112" is an emergency number in RO and cannot be anything else';
  assert.equal(await terminal.run("apply bad.yml"), 1);
  assert.equal(terminal.err, `${fault}\nCannot apply "bad.yml": it has 1 fault\n`);
  assert.equal(await terminal.run("apply bad.yml --json"), 1);
  assert.deepEqual(JSON.parse(terminal.out), { error: 'Cannot apply "bad.yml": it has 1 fault', faults: [fault] });
  assert.equal(await terminal.run("apply none.yml"), 1);
  assert.equal(terminal.err, 'Cannot read office file "none.yml": there is none\n');
});

Deno.test("status and calls are tables for people and JSON for machines", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("status"), 0);
  assert.equal(
    terminal.out,
    `Version         1.2.3
Running         1:02:03, since 2026-11-21T12:00:00.000Z
Data            ./data
Listening       udp 192.0.2.1:5060
                http 192.0.2.1:8080
Office          none applied yet
Calls           1
Phones          1

NUMBER  ADDRESS         OVER  PHONE    EXPIRES IN
101     192.0.2.9:5060  udp   baresip  59 s
`,
  );
  assert.equal(await terminal.run("status --json"), 0);
  assert.equal(JSON.parse(terminal.out).registered[0].number, "101");
  assert.equal(await terminal.run("help features"), 0);
  assert.equal(terminal.out, "FORMAȚI  PENTRU    COD\n**NUMĂR  preluați  pick-up-at\n");
  assert.equal(await terminal.run("calls"), 0);
  assert.equal(
    terminal.out,
    `CALL  DIALLED  WHO           IS             FOR
c1    102      from Ana Pop  talking        1:01
               to Bob Ion    talking, held  59 s
`,
  );
});

Deno.test("trace draws what the box has kept, and says when it has nothing", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("trace abc"), 0);
  assert.match(terminal.out, /0\.000 s +\|-+OPTIONS 1-+>\|/);
  assert.equal(await terminal.run("trace abc --json"), 0);
  assert.equal(JSON.parse(terminal.out).messages[0].remote, "192.0.2.9:5060");
  assert.equal(await terminal.run("trace other"), 1);
  assert.equal(terminal.err, 'No messages of call "other" are kept: is the id right?\n');
});

Deno.test("serve gets the settings that were chosen: the option before the file before the default", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("serve"), 0);
  terminal.files.set("kontor.yml", "data: ${DATA}\n");
  assert.equal(await terminal.run("serve"), 0);
  assert.equal(await terminal.run("serve --data /tmp/box"), 0);
  assert.deepEqual(terminal.served.map(({ data }) => data), [BOX_DEFAULTS.data, "/srv/kontor", "/tmp/box"]);
  terminal.files.set("kontor.yml", "dta: x\n");
  assert.equal(await terminal.run("serve"), 1);
  assert.equal(terminal.err, 'kontor.yml:1:1 dta: "dta" is not known here: did you mean "data"?\n');
  assert.equal(await terminal.run("serve --config other.yml"), 1);
  assert.equal(terminal.err, 'Cannot read configuration "other.yml": there is no such file\n');
  assert.equal(terminal.served.length, 3);
});

Deno.test("exit codes tell what went wrong", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("staus"), 2);
  assert.equal(terminal.err, 'Unknown command "staus": did you mean "status"?\nTry "kontor --help"\n');
  assert.equal(await terminal.run("status --data /elsewhere"), 3);
  assert.equal(terminal.err, 'No box is running on data folder "/elsewhere"\n');
  assert.equal(await terminal.run("doctor"), 1);
  assert.match(terminal.out, /bad +clock/);
  assert.equal(await terminal.run("version"), 0);
  assert.equal(terminal.out, `kontor ${VERSION}\n`);
  assert.equal(await terminal.run("export --schema kontor"), 0);
  assert.equal(JSON.parse(terminal.out).title, "kontor.yml: the box");
});

Deno.test("whoever checks the record sees its days, and hears by the exit code that one was changed", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("check-record"), 1);
  assert.match(terminal.out, /^2026-11-20 +12345 +as it was written +0123456789abcdef$/m);
  assert.match(terminal.out, /^2026-11-21 +1 +CHANGED +f{16}\n\nChanged since it was written: 1 day$/m);
  assert.equal(await terminal.run("check-record 1999-01-01"), 1);
  assert.match(terminal.err, /^Cannot check "1999-01-01": the record has no events of that day$/m);
  assert.equal(await terminal.run("check-record yesterday"), 2);
  assert.match(terminal.err, /^Cannot check day "yesterday": expected a date as in 2026-11-21$/m);
});

Deno.test("a key is written once, listed without itself, and taken back", async () => {
  const terminal = new Terminal();
  assert.equal(await terminal.run("keys"), 0);
  assert.equal(terminal.out, "No keys\n");
  assert.equal(await terminal.run("add-key crm --scopes calls:read"), 0);
  const key = terminal.out.trim();
  assert.match(key, /^kontor_[0-9a-f]{64}$/);
  assert.equal(await terminal.run("add-key crm --scopes calls:read"), 1);
  assert.equal(terminal.err, 'Cannot make key "crm": there is one of that name, remove it first\n');
  assert.equal(await terminal.run("keys"), 0);
  assert.match(terminal.out, /^crm +calls:read +everybody +2026-11-21T12:00:00.000Z +ana$/m);
  assert.ok(!terminal.out.includes(key.slice(8)));
  assert.equal(await terminal.run("remove-key crm"), 0);
  assert.equal(await terminal.run("remove-key crm"), 1);
  assert.equal(terminal.err, 'Cannot remove key "crm": there is none of that name\n');
  assert.equal(await terminal.run("add-key crm --scopes everything"), 2);
  assert.match(terminal.err, /^Cannot allow "everything": known are calls:read, calls:dial, calls:steer, /m);
});
