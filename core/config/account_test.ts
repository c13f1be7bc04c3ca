import assert from "node:assert/strict";
import { buildDirectory } from "../directory/mod.ts";
import { formatFault } from "./fault.ts";
import { readOffice } from "./read_office.ts";

const OFFICE = "office: { name: Demo Office, country: RO, time_zone: Europe/Bucharest }\n";
const ANA = 'extensions: [{ number: "101", name: Ana, secret: secret-101, account_code: required }]\n';
const TRUNKS = "trunks: [{ name: one, kind: peer, host: 192.0.2.1 }]\n";
const read = (text: string) => readOffice(OFFICE + text, { fileName: "office.yml", environment: {} });

function faultsOf(text: string): readonly string[] {
  const judged = read(text);
  return judged.ok ? [] : judged.faults.map(formatFault).map((fault) => fault.replace(/^[^ ]+ /, ""));
}

Deno.test("account codes are read, and no code enters the directory", () => {
  const judged = read(
    `${ANA}account_codes: [{ name: Client A, code: "4711" }, { name: Client B, code: "0815" }]\n` +
      `${TRUNKS}routes: [{ match: "00.", trunks: [one], account_code: required }, { match: "0.", trunks: [one] }]\n`,
  );
  assert.ok(judged.ok, JSON.stringify(judged));
  const { accounts, extensions, routes } = judged.value;
  assert.deepEqual(accounts.map(({ name, code }) => [name, code]), [["Client A", "4711"], ["Client B", "0815"]]);
  assert.equal(extensions[0]?.accountCode, "required");
  assert.deepEqual(routes.map(({ accountCode }) => accountCode), ["required", undefined]);
  const directory = buildDirectory(judged.value, { revision: 1, realm: "kontor" });
  assert.deepEqual(directory.accounts.map(({ name }) => name), ["Client A", "Client B"]);
  assert.ok(!/4711|0815/.test(JSON.stringify(directory.accounts)));
});

Deno.test("codes and names stand once, and no fault repeats a code", () => {
  const entries = ['{ name: A, code: "4711" }', '{ name: A, code: "12ab" }', '{ name: B, code: "1" }'];
  const wrong = faultsOf(`account_codes: [${entries}]\n`);
  assert.deepEqual(wrong, [
    "account_codes[1].code: is not a code of 2 to 12 digits",
    "account_codes[2].code: is not a code of 2 to 12 digits",
  ]);
  const twice = faultsOf('account_codes: [{ name: A, code: "4711" }, { name: A, code: "4711" }]\n');
  assert.deepEqual(twice, [
    'account_codes[1].name: "A" is the name of another account already',
  ]);
  assert.deepEqual(faultsOf('account_codes: [{ name: A, code: "4711" }, { name: B, code: "4711" }]\n'), [
    'account_codes[1].code: is the code of "A" already',
  ]);
});

Deno.test("a code is kept as secrets are, and a kept one that the box does not have is asked for", () => {
  const text = `${OFFICE}${ANA}account_codes: [{ name: Client A, code: !kept }]\n`;
  const at = { fileName: "office.yml", environment: {} };
  const judged = readOffice(text, {
    ...at,
    kept: (key) => key === "account_codes/Client A/code" ? "4711" : "secret-101",
  });
  assert.ok(judged.ok);
  assert.deepEqual(judged.value.accounts, [{ name: "Client A", code: "4711" }]);
  assert.deepEqual(faultsOf("account_codes: [{ name: Client A, code: !kept }]\n"), [
    'account_codes[0].code: the box has kept no code for "Client A": write one',
  ]);
});

Deno.test("a code that must be given is one that there is", () => {
  assert.deepEqual(faultsOf(ANA), [
    "extensions[0].account_code: is required, but account_codes has none to give",
  ]);
  assert.deepEqual(faultsOf(`${TRUNKS}routes: [{ match: "0.", trunks: [one], account_code: required }]\n`), [
    "routes[0].account_code: is required, but account_codes has none to give",
  ]);
});
