import assert from "node:assert/strict";
import { type Command, COMMANDS } from "./command.ts";
import { helpText } from "./help.ts";
import { parseArguments } from "./parse_arguments.ts";

const GOOD: readonly [string, Command][] = [
  ["", { name: "help" }],
  ["--help", { name: "help" }],
  ["help apply", { name: "help", about: "apply" }],
  ["apply --help", { name: "help", about: "apply" }],
  ["--version", { name: "version", json: false }],
  ["version --json", { name: "version", json: true }],
  ["serve", { name: "serve" }],
  ["serve --config k.yml --data=/var/lib/kontor --office o.yml", {
    name: "serve",
    config: "k.yml",
    data: "/var/lib/kontor",
    office: "o.yml",
  }],
  ["apply office.yml", { name: "apply", file: "office.yml", force: false, json: false }],
  ["apply --force --json --data d -", { name: "apply", file: "-", force: true, json: true, data: "d" }],
  ["apply -- --odd.yml", { name: "apply", file: "--odd.yml", force: false, json: false }],
  ["export", { name: "export", json: false }],
  ["export --schema office", { name: "export", json: false, schema: "office" }],
  ["rollback", { name: "rollback", json: false }],
  ["rollback 12", { name: "rollback", json: false, revision: 12 }],
  ["status --json", { name: "status", json: true }],
  ["calls", { name: "calls", json: false }],
  ["features --json", { name: "features", json: true }],
  ["queues --json", { name: "queues", json: true }],
  ["recordings", { name: "recordings", json: false }],
  ["report", { name: "report", json: false }],
  [
    "report weekly --period last-week --format csv --tenant acme --to a.csv",
    { name: "report", report: "weekly", period: "last-week", format: "csv", tenant: "acme", to: "a.csv", json: false },
  ],
  [
    "recordings recordings/2026-11-21/cx-1 call.opus",
    { name: "recordings", json: false, copy: { path: "recordings/2026-11-21/cx-1", to: "call.opus" } },
  ],
  ["help features", { name: "features", json: false }],
  ["trace 1a2b@192.0.2.1", { name: "trace", call: "1a2b@192.0.2.1", json: false }],
  [
    "add-key crm --scopes calls:read",
    { name: "add-key", key: "crm", scopes: ["calls:read"], extensions: [], json: false },
  ],
  [
    "add-key crm --scopes calls:dial --extensions 101,102",
    { name: "add-key", key: "crm", scopes: ["calls:dial"], extensions: ["101", "102"], json: false },
  ],
  ["missed", { name: "missed", action: "list", json: false }],
  ["missed list --json", { name: "missed", action: "list", json: true }],
  ["missed done c1", { name: "missed", action: "done", entry: "c1", note: "", json: false }],
  ["missed done c1 sent-a-mail", { name: "missed", action: "done", entry: "c1", note: "sent-a-mail", json: false }],
  ["remove-key crm --json", { name: "remove-key", key: "crm", json: true }],
  ["webhooks", { name: "webhooks", json: false }],
  ["webhooks retry all", { name: "webhooks", json: false, change: { action: "retry" } }],
  ["webhooks drop crm.7", { name: "webhooks", json: false, change: { action: "drop", letter: "crm.7" } }],
  ["check-record 2026-11-21", { name: "check-record", day: "2026-11-21", json: false }],
  ["doctor --config k.yml", { name: "doctor", config: "k.yml", json: false }],
  ["demo", { name: "demo", json: false }],
];
for (const [typed, command] of GOOD) {
  Deno.test(`"kontor ${typed}" is understood`, () => {
    assert.deepEqual(parseArguments(typed.split(" ").filter((word) => word !== "")), { ok: true, value: command });
  });
}

const BAD: readonly [string, string][] = [
  ["aply office.yml", 'Unknown command "aply": did you mean "apply"?'],
  ["fly", `Unknown command "fly": known are ${Object.keys(COMMANDS).join(", ")}`],
  ["help fly", `Unknown command "fly": known are ${Object.keys(COMMANDS).join(", ")}`],
  ["apply", 'Command "apply" needs "FILE": office.yml, or - for standard input'],
  ["apply a.yml b.yml", 'Unexpected "b.yml" behind "apply"'],
  ["apply a.yml --froce", 'Unknown option "--froce" of "apply": did you mean "--force"?'],
  ["status --force", 'Unknown option "--force" of "status": known are --config, --data, --json'],
  ["serve --data", 'Option "--data" needs a value: "--data DIR"'],
  ["serve --data --office", 'Option "--data" needs a value: "--data DIR"'],
  ["serve --data=", 'Option "--data" needs a value: "--data DIR"'],
  ["serve --data a --data b", 'Option "--data" is given twice'],
  ["status --json=yes", 'Option "--json" takes no value: "--json=yes"'],
  ["rollback ten", 'Cannot roll back to revision "ten": expected a number from 1'],
  ["webhooks forget crm.7", 'Cannot "webhooks forget": expected "webhooks retry" or "webhooks drop"'],
  ["webhooks drop", 'Command "webhooks drop" needs "ID", or "all"'],
  ["rollback 0", 'Cannot roll back to revision "0": expected a number from 1'],
  ["export --schema people", 'Cannot write schema "people": expected "office" or "kontor"'],
];
for (const [typed, text] of BAD) {
  Deno.test(`"kontor ${typed}" is refused by name`, () => {
    const parsed = parseArguments(typed.split(" "));
    assert.equal(parsed.ok ? undefined : parsed.fault.text, text);
  });
}

Deno.test("help lists every command, and each command every option of its own", () => {
  for (const [name, spec] of Object.entries(COMMANDS)) {
    assert.ok(helpText().includes(`  ${name} `) && helpText().includes(spec.about));
    const parsed = parseArguments([name, "--help"]);
    assert.ok(parsed.ok && parsed.value.name === "help");
    const text = helpText(parsed.value.about);
    for (const option of spec.options) assert.ok(text.includes(option.flag) && text.includes(option.about));
  }
});
