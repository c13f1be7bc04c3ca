import assert from "node:assert/strict";
import { deskStage } from "./stage.ts";

const GOOD = `office: { name: Demo, country: RO, time_zone: Europe/Bucharest }
extensions:
  - { number: "101", name: Ana Pop, ring_for: 20, secret: a-long-secret }
  - { number: "102", name: Bob Ion, secret: a-long-secret }
groups:
  - { number: "600", name: All, members: ["101", "102"] }
`;
/** As a former version may have taken it. */
const REFUSED = GOOD.replace("ring_for: 20", "ring_for: soon").replace(', members: ["101", "102"]', "");

async function stage(refused = REFUSED) {
  const { signedIn, store } = await deskStage({ owner: "owner", eve: "auditor" }, { file: GOOD, refused });
  const document = async () => (await store.office.current())!.document;
  return { owner: await signedIn("owner"), eve: await signedIn("eve"), document, store };
}

Deno.test("what this version refuses of the office is told with its field and value, and the way to its form", async () => {
  const { owner } = await stage();
  const page = await (await owner.get("/office")).text();
  assert.match(page, /This version refuses revision 2 of the office\. The box runs with revision 1/);
  assert.match(page, /<a href="\/office\/extensions\/101">.*?Seconds it rings<\/a>: &quot;soon&quot; is not/s);
  assert.match(page, /<a href="\/office\/groups\/600">.*?Members<\/a>/s);
  const romanian = await (await owner.get("/office", { "accept-language": "ro" })).text();
  assert.match(
    romanian,
    /Această versiune refuză revizia 2 .* lucrează cu revizia 1.*Secunde cât sună<\/a>: „soon” nu este/s,
  );
  assert.match(await (await owner.get("/health")).text(), /Seconds it rings: &quot;soon&quot;/);
  assert.equal((await (await owner.get("/live/health")).json()).verdict, "bad");
});

Deno.test("what is refused is left out, and all the rest holds as it was written", async () => {
  const { owner, document } = await stage();
  const answer = await owner.post("/office-leave-out");
  assert.deepEqual([answer.status, answer.headers.get("location")], [303, "/office"]);
  assert.equal(
    await document(),
    REFUSED.replace(" ring_for: soon,", "").replace(/groups:\n.*\n/, "").replaceAll("a-long-secret", "!kept"),
  );
  assert.doesNotMatch(await (await owner.get("/office")).text(), /refuses revision/);
});

Deno.test("where nothing can be left out the rest is told, and the revision that runs can be gone back to", async () => {
  const { owner, document } = await stage(GOOD.replace("RO", "Romania"));
  const answer = await owner.post("/office-leave-out");
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /cannot be mended by leaving something out/);
  await owner.post("/office-history/1");
  assert.match(await document(), /country: RO/);
  assert.doesNotMatch(await (await owner.get("/office")).text(), /refuses revision/);
});

Deno.test("whoever only looks at the office is told of it, and changes nothing", async () => {
  const { eve, document } = await stage();
  const page = await (await eve.get("/office")).text();
  assert.match(page, /This version refuses/);
  assert.doesNotMatch(page, /office-leave-out/);
  assert.equal((await eve.post("/office-leave-out")).status, 403);
  assert.equal(await document(), REFUSED);
});
