import { deepEqual, doesNotMatch, match } from "node:assert/strict";
import type { ExtensionSource } from "../../core/directory/mod.ts";
import type { DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";
import { deskStage } from "./stage.ts";

const extension = (at: number): ExtensionSource => ({
  ...{ number: String(1_000 + at), name: at === 500 ? "Ștefania Țurcanu" : `Person ${at}`, secret: "x" },
  ...{ ringForS: 20, callLimit: 4, phones: 5, srtp: "off" as const },
});

function ask(command: DeskCommand): DeskAnswer | undefined {
  if (command.type !== "presence") return undefined;
  const { number } = command;
  return { type: "presence", person: { number, name: `named ${number}`, presence: "away" } };
}

const stageOf = (count: number) =>
  deskStage({ ana: "owner", emil: "employee", sonia: "supervisor" }, {
    ask,
    office: { extensions: Array.from({ length: count }, (_, at) => extension(at)) },
    accounts: { sonia: { scope: ["1001", "1002"] } },
  });

Deno.test("an office too large to show everybody says so on Now, and finds whom one looks for", async () => {
  const stage = await stageOf(501);
  const ana = await stage.signedIn("ana");
  const page = await (await ana.get("/")).text();
  match(page, /<p [^>]*data-only-in-calls[^>]*>With more than 500 extensions only those in a call stand here/);
  const found = async (name: string, query: string) => {
    const answer = await (await stage.signedIn(name)).get(`/live/people?${new URLSearchParams({ q: query })}`);
    return (await answer.json()).map(({ number }: { readonly number: string }) => number);
  };
  deepEqual(await found("ana", "stefania"), ["1500"]);
  deepEqual(await found("emil", "1042"), ["1042"]);
  deepEqual(await found("ana", " "), [], "nobody is looked for");
  deepEqual((await found("ana", "person")).length, 40, "nobody reads further");
  deepEqual(await found("sonia", "person"), ["1001", "1002"], "only those within one's scope");
});

Deno.test("an office of 500 shows everybody, and has nothing to say of it", async () => {
  const ana = await (await stageOf(500)).signedIn("ana");
  doesNotMatch(await (await ana.get("/")).text(), /data-only-in-calls/);
});
