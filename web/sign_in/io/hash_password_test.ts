import assert from "node:assert/strict";
import type { PasswordScheme } from "../../../core/config/mod.ts";
import { hashPassword, verifyPassword } from "./hash_password.ts";

import { WorkerHasher } from "./worker_hasher.ts";

const SCHEMES = ["argon2id", "pbkdf2-sha256"] as const satisfies readonly PasswordScheme[];
for (const scheme of SCHEMES) {
  Deno.test(`a password kept by ${scheme} is known again, and no other is taken for it`, async () => {
    const phc = await hashPassword("correct horse", scheme);
    assert.ok(phc.startsWith(`$${scheme}$`), phc);
    assert.notEqual(phc, await hashPassword("correct horse", scheme));
    assert.deepEqual([await verifyPassword("correct horse", phc), await verifyPassword("correct hors", phc)], [
      true,
      false,
    ]);
  });
}

Deno.test("PBKDF2 agrees with the vector of RFC 7914 §11", async () => {
  const key = "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56" +
    "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d";
  const inB64 = Uint8Array.fromHex(key).toBase64({ omitPadding: true });
  assert.equal(await verifyPassword("Password", `$pbkdf2-sha256$i=80000$TmFDbA$${inB64}`), true);
});

for (const phc of ["", "plain", "$argon2id$", "$pbkdf2-sha256$i=x$a$b", "$argon2id$v=19$m=1,t=1,p=1$a"]) {
  Deno.test(`a hash that makes no sense, "${phc}", fits no password`, async () => {
    assert.equal(await verifyPassword("x", phc), false);
  });
}

Deno.test("no password at all is a wrong one", async () => {
  for (const scheme of SCHEMES) assert.equal(await verifyPassword("", await hashPassword("x", scheme)), false);
});

Deno.test("hashes are made in a worker that goes when it is not wanted", async () => {
  const hasher = new WorkerHasher("argon2id");
  const phc = await hasher.hash("correct horse battery");
  assert.deepEqual(
    await Promise.all([hasher.verify("correct horse battery", phc), hasher.verify("wrong", phc)]),
    [true, false],
  );
  hasher.stop();
});

Deno.test("when too many wait, nobody else does", async () => {
  const hasher = new WorkerHasher("argon2id");
  const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => hasher.verify("x", "no hash")));
  assert.equal(outcomes.filter(({ status }) => status === "rejected").length, 10);
  hasher.stop();
});

for (const scheme of SCHEMES) {
  Deno.test(`whoever keeps passwords by ${scheme} knows which are, and takes nobody for somebody`, async () => {
    const hasher = new WorkerHasher(scheme);
    const current = await Promise.all(SCHEMES.map(async (each) => hasher.isCurrent(await hashPassword("x", each))));
    assert.deepEqual(current, SCHEMES.map((each) => each === scheme));
    assert.equal(hasher.isCurrent("$argon2id$v=19$m=4096,t=2,p=1$a$b"), false, "it takes less work than now");
    assert.ok(hasher.isCurrent(hasher.nobodys));
    assert.equal(await hasher.verify("", hasher.nobodys), false);
    hasher.stop();
  });
}
