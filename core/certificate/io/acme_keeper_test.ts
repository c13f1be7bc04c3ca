import assert from "node:assert/strict";
import type { AcmeOutcome } from "../acme.ts";
import { CertificateStage, DAY_MS, signedFor, TODAY } from "./stage.ts";
import { AcmeKeeper, type AcmeSettings, type AcmeWorld } from "./acme_keeper.ts";
import { readRetryAfter } from "./acme_order.ts";
import { runDnsHook } from "./dns_hook.ts";

const HOUR_MS = 3_600_000;
const NAMES = ["phones.example.com"];
const SETTINGS: AcmeSettings = { directory: "https://acme.example/directory", challenge: "http-01" };
const CHALLENGE = { name: "phones.example.com", token: "t0ken", answer: "t0ken.key" };

/** A keeper whose authority answers so, one answer after the other; gives what it was asked. */
function keeperOf(
  stage: CertificateStage,
  answers: (AcmeOutcome | Promise<AcmeOutcome>)[],
  more: Partial<AcmeSettings> = {},
) {
  const asked: Parameters<NonNullable<AcmeWorld["order"]>>[] = [];
  const given = Promise.withResolvers<void>();
  const keeper = new AcmeKeeper({ settings: { ...SETTINGS, ...more }, names: NAMES }, {
    ...stage.world,
    vault: stage.vault,
    order: async (...wish) => {
      asked.push(wish);
      return await (answers.shift() ?? Promise.reject(new Error("Asked once too often")));
    },
  }, () => given.resolve());
  return { keeper, asked, given: given.promise, [Symbol.asyncDispose]: () => keeper.stop() };
}

/** Until the keeper has written down what came of it. */
async function untilTold(stage: CertificateStage, lines: number): Promise<void> {
  while (stage.lines.length < lines) await new Promise((resolve) => setTimeout(resolve, 1));
}

async function given(now: number): Promise<AcmeOutcome> {
  return { ok: true, certificate: (await signedFor(NAMES, now)).certificate, accountKey: "account" };
}

Deno.test("a certificate is asked for at once, kept over a restart, and renewed with the same account", async () => {
  await using stage = await CertificateStage.open();
  {
    await using first = keeperOf(stage, [given(TODAY)]);
    await first.keeper.load();
    first.keeper.look();
    await first.given;
    assert.deepEqual(first.asked[0]?.[0], { directory: SETTINGS.directory, names: NAMES, kind: "http-01" });
  }
  stage.wall += 250 * DAY_MS;
  await using next = keeperOf(stage, [given(TODAY + 265 * DAY_MS)]);
  await next.keeper.load();
  const before = next.keeper.certificate;
  assert.ok(before !== undefined);
  next.keeper.look();
  assert.equal(next.asked.length, 0, "two thirds of its life are not over");
  stage.wall += 15 * DAY_MS;
  next.keeper.look();
  await next.given;
  assert.equal(next.asked[0]?.[0].accountKey, "account");
  assert.notEqual(next.keeper.certificate?.certPem, before.certPem);
});

Deno.test("where an authority refuses, the box rests an hour, then longer; its owner may ask at once", async () => {
  await using stage = await CertificateStage.open();
  await using asking = keeperOf(stage, [
    { ok: false, why: "no such name" },
    { ok: false, why: "no such name" },
    given(TODAY),
  ]);
  const { keeper, asked } = asking;
  keeper.look();
  await untilTold(stage, 1);
  assert.equal(keeper.status().asked?.why, "no such name");
  stage.wall += HOUR_MS - 1;
  keeper.look();
  assert.equal(asked.length, 1);
  stage.wall += 1;
  keeper.look();
  await untilTold(stage, 2);
  assert.equal(keeper.status().next, stage.wall + 2 * HOUR_MS);
  keeper.askNow();
  await asking.given;
  assert.deepEqual([asked.length, keeper.status().isAsking], [3, true]);
});

Deno.test("an authority that wants to be left alone is, whoever asks", async () => {
  await using stage = await CertificateStage.open();
  await using asking = keeperOf(stage, [{ ok: false, why: "too often", retryAfterS: 86_400 }]);
  asking.keeper.look();
  await untilTold(stage, 1);
  asking.keeper.askNow();
  assert.deepEqual([asking.asked.length, asking.keeper.status().isBarred], [1, true]);
  assert.equal(asking.keeper.status().next, TODAY + DAY_MS);
});

Deno.test("a challenge is answered while the authority looks, and not after", async () => {
  await using stage = await CertificateStage.open();
  const outcome = Promise.withResolvers<AcmeOutcome>();
  await using asking = keeperOf(stage, [outcome.promise]);
  asking.keeper.look();
  await asking.asked[0]![1].challenge(CHALLENGE);
  assert.equal(asking.keeper.answer("t0ken"), "t0ken.key");
  asking.asked[0]![1].over(CHALLENGE);
  assert.equal(asking.keeper.answer("t0ken"), undefined);
  outcome.resolve(await given(TODAY));
  await asking.given;
});

Deno.test("a private authority whose own certificate is not there is a failure like others", async () => {
  await using stage = await CertificateStage.open();
  await using asking = keeperOf(stage, [], { authorities: `${stage.folder}/none.pem` });
  asking.keeper.look();
  await untilTold(stage, 1);
  assert.match(asking.keeper.status().asked?.why ?? "", /No such file/);
});

Deno.test("the DNS hook is told what to put where, and what it says when it fails is told", async () => {
  await using stage = await CertificateStage.open();
  const hook = `${stage.folder}/hook.sh`;
  await Deno.writeTextFile(
    hook,
    `#!/bin/sh\necho "$@" >>"$0.said"\n[ "$1" = present ] || { echo "no zone" >&2; exit 3; }\n`,
  );
  await Deno.chmod(hook, 0o755);
  await runDnsHook(hook, "present", CHALLENGE);
  await assert.rejects(runDnsHook(hook, "cleanup", CHALLENGE), /hook.sh" ended with 3: no zone/);
  const said = (await Deno.readTextFile(`${hook}.said`)).split("\n");
  assert.equal(said[0], "present _acme-challenge.phones.example.com. t0ken.key");
  await Deno.writeTextFile(hook, "#!/bin/sh\nexec sleep 60\n");
  await assert.rejects(runDnsHook(hook, "present", CHALLENGE, 50), /took longer than 0.05 s/);
  await assert.rejects(runDnsHook(`${stage.folder}/none`, "present", CHALLENGE), Deno.errors.NotFound);
});

Deno.test("Retry-After is read as seconds and as a date", () => {
  assert.deepEqual([readRetryAfter("120", 0), readRetryAfter("", 0), readRetryAfter("soon", 0)], [
    120,
    undefined,
    undefined,
  ]);
  assert.equal(readRetryAfter("Mon, 01 Jun 2026 00:10:00 GMT", TODAY), 600);
});
