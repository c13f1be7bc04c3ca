import assert from "node:assert/strict";
import { TOTP } from "otpauth";
import { type LogLine, SeededChance, type WallTime } from "../../core/base/mod.ts";
import { HandClock } from "../../core/store/exam.ts";
import { BOX_DEFAULTS } from "../../core/config/mod.ts";
import { MemoryDisk, openMemoryStore } from "../../core/store/mod.ts";
import { Accounts } from "./accounts.ts";
import { hashOfBackupCode } from "./authenticator.ts";
import { SignInDesk } from "./desk.ts";
import type { Hasher } from "./hasher.ts";
import { OwnerResets } from "./owner_resets.ts";
import { Passkeys } from "./passkeys.ts";
import { Sessions } from "./sessions.ts";

const HERE = { address: "192.0.2.7", agent: "Firefox" };
const CLAIM = { code: "7kq2m9xd", name: "Ana", fullName: "Ana Popescu", password: "correct horse battery" };
const RIGHT = { name: "ana", password: CLAIM.password };
const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

/** Quick, and wrong for anything but tests. */
const PLAIN_HASHER: Hasher = {
  hash: (password) => Promise.resolve(`plain ${password}`),
  verify: (password, hash) => Promise.resolve(/^(plain|old) (.*)$/.exec(hash)?.[2] === password),
  isCurrent: (hash) => hash.startsWith("plain "),
  nobodys: "nobody's",
};

async function open(disk = new MemoryDisk(), clock = new HandClock()) {
  const store = openMemoryStore(clock, disk);
  const world = { clock, chance: new SeededChance(7) };
  const accounts = await Accounts.load(store.accounts);
  const sessions = await Sessions.load(store.sessions, world);
  const lines: LogLine[] = [];
  const resets = new OwnerResets({ ...world, accounts: store.accounts, audit: store.audit });
  const desk = new SignInDesk({
    ...world,
    accounts,
    sessions,
    passkeys: new Passkeys(clock),
    hasher: PLAIN_HASHER,
    audit: store.audit,
    log: { write: (line) => lines.push(line) },
    claimCode: "7KQ2-M9XD",
    resets,
    settings: BOX_DEFAULTS.signIn,
  });
  const actions = async () => (await store.audit.lines({ limit: 100 })).map(({ action }) => action);
  return { desk, resets, accounts, sessions, clock, disk, lines, actions };
}

async function claimed() {
  const opened = await open();
  assert.equal((await opened.desk.claim(CLAIM, HERE)).came, "in");
  return opened;
}

Deno.test("whoever has the code claims the box, once", async () => {
  const { desk, accounts, sessions, actions } = await open();
  assert.deepEqual(await desk.claim({ ...CLAIM, code: "7KQ2-M9XX" }, HERE), {
    came: "refused",
    field: "code",
    why: "wrong",
  });
  const weak = await desk.claim({ ...CLAIM, password: "popescu-2026!" }, HERE);
  assert.deepEqual(weak, { came: "refused", field: "password", why: "own-name" });
  const claim = await desk.claim(CLAIM, HERE);
  assert.ok(claim.came === "in");
  assert.deepEqual([claim.account.role, claim.account.name], ["owner", "ana"]);
  assert.equal((await sessions.of(claim.token))?.account, "ana");
  assert.deepEqual(await desk.claim({ ...CLAIM, name: "eve" }, HERE), { came: "claimed" });
  assert.equal(accounts.all().length, 1);
  assert.deepEqual(await actions(), ["signed-in", "box.claimed", "claim.refused"]);
});

Deno.test("the code cannot be guessed: after five tries that address waits", async () => {
  const { desk } = await open();
  for (let guess = 0; guess < 5; guess++) await desk.claim({ ...CLAIM, code: "AAAA-AAAA" }, HERE);
  assert.deepEqual(await desk.claim(CLAIM, HERE), { came: "locked", waitMs: 900_000 });
  assert.equal((await desk.claim(CLAIM, { ...HERE, address: "192.0.2.8" })).came, "in");
});

const LOST = { totp: SECRET, totpStep: 1, backupCodes: [hashOfBackupCode("abcde-fghjk")] };
const ANEW = "battery staple horse";

Deno.test("an owner who has lost all comes by the code of the machine, once, with a new password and nothing else", async () => {
  const { desk, resets, accounts, sessions, actions } = await claimed();
  const passkeys = [{ id: "a2V5", publicKey: "", counter: 0, transports: [], name: "key", addedAt: 0 as WallTime }];
  await accounts.put({ ...accounts.get("ana")!, ...LOST, passkeys });
  assert.equal(desk.awaitsOwner, false);
  const asked = await resets.ask(" Ana ", "root");
  assert.ok(asked.ok && desk.awaitsOwner);
  const { code } = asked.value;
  const weak = await desk.resetOwner({ code, password: "popescu-2026!" }, HERE);
  assert.deepEqual(weak, { came: "refused", field: "password", why: "own-name" });
  const came = await desk.resetOwner({ code: code.toLowerCase(), password: ANEW }, HERE);
  assert.ok(came.came === "in");
  const { totp, totpStep, ...left } = accounts.get("ana")!;
  assert.deepEqual([totp, totpStep, left.passkeys, left.backupCodes], [undefined, undefined, [], []]);
  assert.deepEqual(sessions.ofAccount("ana").map(({ hash }) => hash), [(await sessions.of(came.token))?.hash]);
  assert.equal((await desk.signIn({ ...RIGHT, password: ANEW }, HERE)).came, "in");
  assert.equal((await desk.signIn(RIGHT, HERE)).came, "refused");
  assert.deepEqual(await desk.resetOwner({ code, password: ANEW }, HERE), { came: "refused", field: "code" });
  assert.equal(desk.awaitsOwner, false);
  const told = (await actions()).toReversed().slice(2);
  assert.deepEqual(told, [
    "owner.reset-asked",
    "owner.reset",
    "signed-in",
    "signed-in",
    "sign-in.refused",
    "claim.refused",
  ]);
});

Deno.test("the code of an owner is good for an hour, the newest alone, and cannot be guessed", async () => {
  const { desk, resets, accounts, clock } = await claimed();
  const codeOf = async () => {
    const asked = await resets.ask("ana", "root");
    assert.ok(asked.ok);
    assert.equal(asked.value.until, clock.wall() + 3_600_000);
    return asked.value.code;
  };
  const came = async (code: string, address = HERE.address) =>
    (await desk.resetOwner({ code, password: ANEW }, { ...HERE, address })).came;
  const [first, second] = [await codeOf(), await codeOf()];
  assert.equal(await came(first), "refused");
  clock.pass(3_600_000);
  assert.equal(await came(second), "refused");
  const third = await codeOf();
  for (let guess = 0; guess < 5; guess++) await came("AAAA-AAAA", "192.0.2.9");
  assert.equal(await came(third, "192.0.2.9"), "locked");
  await accounts.put({ ...accounts.get("ana")!, role: "admin" });
  assert.equal(await came(third, "192.0.2.10"), "refused", "he is no owner any more");
  await accounts.put({ ...accounts.get("ana")!, role: "owner" });
  assert.deepEqual(await Promise.all([came(third), came(third)]), ["in", "refused"]);
});

Deno.test("no code is made for who is no owner, and the owners are named", async () => {
  const { resets, accounts, actions } = await claimed();
  await accounts.put({ ...accounts.get("ana")!, name: "bob", role: "admin" });
  const asked = await resets.ask("bob", "root");
  assert.ok(!asked.ok);
  assert.equal(asked.fault.text, 'Cannot reset owner "bob": owners are ana');
  const nobodys = await (await open()).resets.ask("ana", "root");
  assert.match(nobodys.ok ? "" : nobodys.fault.text, /^Cannot reset owner "ana": the box is nobody's yet/);
  assert.ok(!(await actions()).includes("owner.reset-asked"));
});

Deno.test("a wrong password and an unknown name look the same, and five of them lock", async () => {
  const { desk, clock, lines } = await claimed();
  assert.deepEqual(await desk.signIn({ name: "eve", password: "x" }, HERE), { came: "refused" });
  for (let guess = 0; guess < 4; guess++) {
    assert.deepEqual(await desk.signIn({ ...RIGHT, password: "x" }, HERE), { came: "refused" });
  }
  assert.equal((await desk.signIn(RIGHT, HERE)).came, "locked");
  assert.deepEqual(lines.map(({ text }) => text), ["Somebody guesses how to sign in"]);
  clock.pass(900_000);
  assert.equal((await desk.signIn({ ...RIGHT, name: " ANA " }, HERE)).came, "in");
});

Deno.test("with an authenticator the password is half of it, and no code is good twice", async () => {
  const { desk, accounts, clock } = await claimed();
  await accounts.put({ ...accounts.get("ana")!, totp: SECRET, backupCodes: [hashOfBackupCode("abcde-fghjk")] });
  const code = new TOTP({ secret: SECRET }).generate({ timestamp: clock.wall() });
  const half = async () => {
    const came = await desk.signIn(RIGHT, HERE);
    assert.ok(came.came === "half");
    return came.step;
  };
  const wrong = code === "000000" ? "000001" : "000000";
  assert.equal((await desk.signInByCode({ step: await half(), code: wrong }, HERE)).came, "refused");
  const step = await half();
  assert.equal((await desk.signInByCode({ step, code: ` ${code} ` }, HERE)).came, "in");
  assert.equal((await desk.signInByCode({ step, code }, HERE)).came, "refused", "the step is used up");
  assert.equal((await desk.signInByCode({ step: await half(), code }, HERE)).came, "refused", "the code is used up");
  assert.equal((await desk.signInByCode({ step: await half(), code: "ABCDE FGHJK" }, HERE)).came, "in");
  assert.equal((await desk.signInByCode({ step: await half(), code: "abcdefghjk" }, HERE)).came, "refused");
  const late = await half();
  clock.pass(300_000);
  assert.equal((await desk.signInByCode({ step: late, code: "abcdefghjk" }, HERE)).came, "refused");
});

Deno.test("who is signed in stays so over a restart, until he is away for a day", async () => {
  const { desk, disk, clock } = await claimed();
  const came = await desk.signIn(RIGHT, HERE);
  assert.ok(came.came === "in");
  clock.pass(23 * 3_600_000);
  const next = await open(disk, clock);
  assert.equal((await next.sessions.of(came.token))?.account, "ana");
  clock.pass(23 * 3_600_000);
  assert.equal((await next.sessions.of(came.token))?.account, "ana", "he was here a day ago less an hour");
  clock.pass(24 * 3_600_000);
  assert.equal(await next.sessions.of(came.token), undefined);
  assert.equal(disk.sessions.has(came.token), false, "the token itself is nowhere");
});

Deno.test("a proof of who one is is good for ten minutes", async () => {
  const { desk, sessions, clock } = await claimed();
  const came = await desk.signIn(RIGHT, HERE);
  assert.ok(came.came === "in");
  const session = async () => (await sessions.of(came.token))!;
  assert.equal(sessions.hasProof(await session()), true);
  clock.pass(600_000);
  assert.equal(sessions.hasProof(await session()), false);
  assert.deepEqual(await desk.prove(await session(), { password: "wrong", code: "" }, HERE), { came: "refused" });
  const proof = await desk.prove(await session(), { ...RIGHT, code: "" }, HERE);
  assert.ok(proof.came === "in");
  assert.equal(sessions.hasProof((await sessions.of(proof.token))!), true);
});

Deno.test("with a proof the session goes on under another token, and the old one is good for what was open alone", async () => {
  const { desk, sessions, disk } = await claimed();
  const came = await desk.signIn(RIGHT, HERE);
  assert.ok(came.came === "in");
  const tokens = [came.token];
  const begun = (await sessions.of(came.token))!;
  for (let times = 0; times < 2; times++) {
    const proof = await desk.prove((await sessions.of(tokens.at(-1)!))!, { ...RIGHT, code: "" }, HERE);
    assert.ok(proof.came === "in");
    tokens.push(proof.token);
  }
  assert.equal(new Set(tokens).size, 3);
  const [first, second, last] = tokens as [string, string, string];
  assert.deepEqual([await sessions.of(first), await sessions.of(second)], [undefined, undefined]);
  const session = (await sessions.of(last))!;
  assert.deepEqual([await sessions.later(begun), await sessions.later(session)], [session, session]);
  assert.equal(await sessions.later({ hash: "another" }), undefined);
  assert.equal(disk.sessions.size, 2, "his claim, and this one");
  await desk.signOut(session, HERE);
  assert.equal(await sessions.later(begun), undefined, "signed out, nothing stays open");
});

Deno.test("signing out ends that session; a new password ends all others", async () => {
  const { desk, sessions } = await claimed();
  const [one, other] = [await desk.signIn(RIGHT, HERE), await desk.signIn(RIGHT, HERE)];
  assert.ok(one.came === "in" && other.came === "in");
  await desk.signOut((await sessions.of(one.token))!, HERE);
  assert.equal(await sessions.of(one.token), undefined);
  const kept = (await sessions.of(other.token))!;
  await sessions.endAll("ana", kept.hash);
  assert.deepEqual(sessions.ofAccount("ana"), [kept]);
});

Deno.test("a password that was kept otherwise is known, and kept as others are from then on", async () => {
  const { desk, accounts } = await claimed();
  const kept = () => accounts.get("ana")!.password;
  await accounts.put({ ...accounts.get("ana")!, password: `old ${RIGHT.password}` });
  assert.equal((await desk.signIn({ ...RIGHT, password: "wrong" }, HERE)).came, "refused");
  assert.equal(kept(), `old ${RIGHT.password}`);
  assert.equal((await desk.signIn(RIGHT, HERE)).came, "in");
  assert.equal(kept(), `plain ${RIGHT.password}`);
  assert.equal((await desk.signIn(RIGHT, HERE)).came, "in");
});

const NO_KEY = { id: "x", rawId: "x", type: "public-key", response: {}, clientExtensionResults: {} } as never;
const PARTY = { id: "box.example", origin: "https://box.example", name: "Office" };
/** Every way of guessing, and under which name it is counted. */
const GUESSES: Readonly<Record<string, readonly [string, (desk: SignInDesk, asker: typeof HERE) => Promise<unknown>]>> =
  {
    "a password": ["ana", (desk, asker) => desk.signIn({ ...RIGHT, password: "x" }, asker)],
    "a name": ["eve", (desk, asker) => desk.signIn({ name: "eve", password: "x" }, asker)],
    "a passkey": ["", (desk, asker) => desk.signInByPasskey(NO_KEY, PARTY, asker)],
  };
for (const [what, [name, guess]] of Object.entries(GUESSES)) {
  Deno.test(`whoever guesses at ${what} is told to the firewall once he is locked out, by where he comes from`, async () => {
    const { desk, lines, actions } = await claimed();
    const asker = { ...HERE, address: "2001:db8:1:2:3:4:5:6" };
    for (let guesses = 0; guesses < 4; guesses++) await guess(desk, asker);
    assert.deepEqual(lines, []);
    await guess(desk, asker);
    const facts = { event: "sign-in-guessing", source: "2001:db8:1:2", address: asker.address, name, locked: true };
    assert.deepEqual(lines, [{ level: "warn", text: "Somebody guesses how to sign in", facts }]);
    await guess(desk, asker);
    assert.equal(lines.length, 1, "who is locked out is not heard");
    assert.equal((await actions()).filter((action) => action === "sign-in.refused").length, 5);
    assert.equal(
      (await desk.signIn(RIGHT, { ...HERE, address: "2001:db8:1:2::9" })).came,
      "locked",
      "his neighbour is he",
    );
  });
}

Deno.test("tries that come at once count one after the other: five of twenty are looked at, whoever's they are", async () => {
  for (const names of [["ana"], ["ana", "eve", "ion"]]) {
    const { desk } = await claimed();
    const tries = Array.from(
      { length: 20 },
      (_, nth) => ({ name: names[nth % names.length]!, password: `guess ${nth}` }),
    );
    tries[19] = RIGHT;
    const came = await Promise.all(tries.map(async (each) => (await desk.signIn(each, HERE)).came));
    assert.deepEqual(Object.groupBy(came, (each) => each).refused?.length, 5);
    assert.equal(came[19], "locked", "a right one among them, too");
  }
});

Deno.test("a code that comes twice at once is good once, and what was typed elsewhere meanwhile is not undone", async () => {
  const { desk, accounts, clock } = await claimed();
  const backupCodes = ["abcde-fghjk", "bcdef-ghjkm"].map(hashOfBackupCode);
  await accounts.put({ ...accounts.get("ana")!, totp: SECRET, backupCodes });
  const code = new TOTP({ secret: SECRET }).generate({ timestamp: clock.wall() });
  const steps = await Promise.all([0, 1, 2, 3].map(async () => {
    const came = await desk.signIn(RIGHT, HERE);
    assert.ok(came.came === "half");
    return came.step;
  }));
  const codes = [code, code, "abcdefghjk", "bcdefghjkm"];
  const came = await Promise.all(steps.map((step, at) => desk.signInByCode({ step, code: codes[at]! }, HERE)));
  assert.deepEqual(came.map(({ came }) => came), ["in", "refused", "in", "in"]);
  assert.deepEqual(accounts.get("ana")!.backupCodes, []);
});

Deno.test("whoever comes when too many wait is told so, and nobody is locked by it", async () => {
  const { desk } = await claimed();
  const came = await Promise.all(Array.from({ length: 40 }, () => desk.signIn(RIGHT, HERE)));
  assert.deepEqual(came.map(({ came }) => came), [...Array(30).fill("in"), ...Array(10).fill("busy")]);
  assert.equal((await desk.signIn(RIGHT, HERE)).came, "in");
});
