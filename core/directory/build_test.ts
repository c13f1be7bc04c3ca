import assert from "node:assert/strict";
import { buildDirectory, type DirectorySource } from "./build.ts";
import { pinKey } from "./disa.ts";
import { hasLamp } from "./has_lamp.ts";

const OFFICE = { name: "Demo Office", country: "RO", timeZone: "Europe/Bucharest", language: "en" };

function extension(number: string, secret: string): DirectorySource["extensions"][number] {
  return { number, name: `Phone ${number}`, secret, ringForS: 25, callLimit: 4, phones: 5, srtp: "allowed" };
}

Deno.test("a directory holds the office, its extensions and the country's emergency numbers", () => {
  const directory = buildDirectory({ office: OFFICE, extensions: [extension("101", "s3cret-101")] }, {
    revision: 7,
    realm: "kontor",
  });
  assert.equal(directory.revision, 7);
  assert.equal(directory.realm, "kontor");
  assert.deepEqual(directory.office, OFFICE);
  assert.deepEqual(directory.extensions.get("101"), {
    number: "101",
    name: "Phone 101",
    keys: {
      sha256: "ffe5829aad18887ebd9b52bab5fd6f823fd4629b750504afc7c295d7a2516158",
      md5: "3931978a3992ad0a16f020ef66f8cabf",
    },
    ringForMs: 25_000,
    callLimit: 4,
    contactLimit: 5,
    srtp: "allowed",
    pickupGroups: ["office"],
    mayCall: "national",
  });
  assert.ok(directory.emergencyNumbers.has("112"));
});

Deno.test("the keys are those of RFC 7616's own example", () => {
  const directory = buildDirectory({ office: OFFICE, extensions: [extension("Mufasa", "Circle of Life")] }, {
    revision: 1,
    realm: "http-auth@example.org",
  });
  // RFC 7616 §3.9.1 gives the responses; these are the HA1 from which they follow.
  assert.deepEqual(directory.extensions.get("Mufasa")?.keys, {
    sha256: "7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232",
    md5: "3d78807defe7de2157e2b0b6573a855f",
  });
});

Deno.test("a directory cannot be changed, and no secret is in it", () => {
  const directory = buildDirectory({ office: OFFICE, extensions: [extension("101", "s3cret-101")] }, {
    revision: 1,
    realm: "kontor",
  });
  assert.ok(Object.isFrozen(directory) && Object.isFrozen(directory.office));
  assert.ok(Object.isFrozen(directory.extensions.get("101")));
  assert.ok(!JSON.stringify([...directory.extensions]).includes("s3cret"));
});

Deno.test("an extension has its own order of codecs, or else the office's", () => {
  const own = { ...extension("102", "s3cret-102"), codecs: ["pcmu"] } as const;
  const { extensions, office } = buildDirectory(
    { office: { ...OFFICE, codecs: ["opus", "g722"] }, extensions: [extension("101", "s3cret-101"), own] },
    { revision: 1, realm: "kontor" },
  );
  assert.deepEqual([...extensions.values()].map(({ codecs }) => codecs), [["opus", "g722"], ["pcmu"]]);
  assert.deepEqual(office.codecs, ["opus", "g722"]);
});

Deno.test("an office of 10,000 extensions is built whole", () => {
  const extensions = Array.from({ length: 10_000 }, (_, at) => extension(String(100_000 + at), `s3cret-${at}`));
  const directory = buildDirectory({ office: OFFICE, extensions }, { revision: 1, realm: "kontor" });
  assert.equal(directory.extensions.size, 10_000);
});

Deno.test("what has a name is found by it, and by its number where it has one; no PIN is in the directory", () => {
  const directory = buildDirectory({
    office: OFFICE,
    extensions: [extension("101", "s3cret-101")],
    announcements: [{ name: "closed", number: "650", says: [], times: 1 }],
    menus: [{ name: "main", says: [], keys: {}, direct: true, firstS: 6, nextS: 3, tries: 3 }],
    hours: [{ name: "office", number: "600", times: [], holidays: [], open: { kind: "dial", id: "101" }, night: "1" }],
    disa: [{ name: "home", number: "680", pin: "739154", extension: "101" }],
  }, { revision: 1, realm: "kontor" });
  assert.deepEqual(directory.numbers.get("650"), { kind: "announcement", id: "closed" });
  assert.deepEqual(directory.numbers.get("600"), { kind: "hours", id: "office" });
  assert.deepEqual(directory.numbers.get("680"), { kind: "disa", id: "home" });
  assert.ok(directory.menus.has("main") && ![...directory.numbers.values()].some(({ kind }) => kind === "menu"));
  assert.ok(!JSON.stringify([...directory.disa.values()]).includes("739154"));
  assert.equal(directory.disa.get("home")!.pinKey, pinKey("home", "739154"));
  assert.deepEqual(["*27", "*271", "*272", "650"].map((number) => hasLamp(directory, number)), [
    true,
    true,
    false,
    true,
  ]);
});
