import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Pbx } from "../../core/directory/mod.ts";
import { deskStage } from "./stage.ts";

Deno.test("the page of reports shows figures, a chart, and how to keep a report", async () => {
  const stage = await deskStage({ owner: "owner", auditor: "auditor" });
  const text = await (await (await stage.signedIn("owner")).get("/reports?period=last-week")).text();
  match(text, /Service level/);
  match(text, /<svg[^>]*role="img" aria-label="Calls over time"/);
  match(text, /<th scope="row">Mon 9 Jun, 09:00<\/th><td class="end">8<\/td><td class="end">2<\/td>/);
  match(text, /<svg[^>]*role="img" aria-label="How long it took"/);
  match(text, /class="level-10" title="Mon 09: 10"/);
  match(text, /No report is kept yet/);
  const file = await (await stage.signedIn("auditor")).get("/reports/file?format=csv&period=nonsense");
  equal(file.headers.get("content-type"), "text/csv");
  match(file.headers.get("content-disposition")!, /^attachment; filename\*=UTF-8''kontor-last-7-days\.csv$/);
  deepEqual(await file.json(), { format: "csv" });
});

/** An office that reads two other phone systems. */
const pbx = ["acme", "away"].map((name): Pbx => ({
  ...{ name, kind: "freepbx", tls: "off", everyS: 300, historyDays: 7, extensions: [], trunkChannels: [] },
  ...{ outboundPrefixes: [], groups: [], menus: [], members: [], missed: {} },
  queues: [{ id: "8001", name: "Their sales" }],
}));

Deno.test("the page of reports shows another phone system's calls, or why its rows cannot be read", async () => {
  const stage = await deskStage({ owner: "owner", employee: "employee" }, { office: { pbx } });
  const owner = await stage.signedIn("owner");
  const own = await (await owner.get("/reports")).text();
  match(own, /<option value>This box<\/option><option value="acme">acme<\/option>/);
  const acme = await (await owner.get("/reports?tenant=acme&period=last-week")).text();
  match(acme, /<option value="acme" selected[^>]*>acme<\/option>/);
  match(acme, />Their sales 8001<\/td>/);
  match(acme, /<input type="hidden" name="tenant" value="acme"/);
  deepEqual(await (await owner.get("/reports/file?format=csv&tenant=acme")).json(), { format: "csv", tenant: "acme" });
  const away = await (await owner.get("/reports?tenant=away")).text();
  match(away, /role="alert">The rows of that phone system cannot be read just now: Cannot read .*ECONNREFUSED/);
  match(away, /No report is kept yet/);
  const file = await owner.get("/reports/file?format=csv&tenant=away");
  equal(file.headers.get("location"), "/reports?period=last-7-days&tenant=away");
  // Nobody else's calls are shown in the place of those of a system that is none.
  match(
    await (await owner.get("/reports?tenant=nobody&period=last-week")).text(),
    /<dd class="value"><a [^>]*>8<\/a><\/dd>/,
  );
});

Deno.test("figures and rows of the page of reports lead to the calls that they count, where these can be shown", async () => {
  const stage = await deskStage({ owner: "owner" }, { office: { pbx } });
  const owner = await stage.signedIn("owner");
  const text = await (await owner.get("/reports?period=last-week")).text();
  const days = "since=2025-06-09&amp;until=2025-06-16";
  const links = [...text.matchAll(/href="(\/calls\?[^"]*)"/g)].map(([, link]) => link);
  deepEqual(links, [
    `/calls?direction=in&amp;outcome=answered&amp;${days}`,
    `/calls?direction=in&amp;counted=yes&amp;queue=8001&amp;${days}`,
    `/calls?direction=in&amp;counted=yes&amp;queue=8002&amp;${days}`,
  ]);
  const page = await owner.get(links[1]!.replaceAll("&amp;", "&"));
  equal(page.status, 200);
  const acme = await (await owner.get("/reports?tenant=acme&period=last-week")).text();
  ok(!acme.includes('href="/calls?'), "another phone system's calls are not the box's");
});

Deno.test("the page of health says what is to be looked at first, and what the log said", async () => {
  const stage = await deskStage({ owner: "owner" });
  const text = await (await (await stage.signedIn("owner")).get("/health")).text();
  match(text, /One thing is to be looked at\./);
  ok(text.indexOf("The disk is nearly full") < text.indexOf("The clock is right"));
  match(text, /12\.4 GB free of 64 GB/);
  match(text, /A trunk is down/);
});

Deno.test("the big screen has no frame, and counts the callers of today", async () => {
  const stage = await deskStage({ supervisor: "supervisor" });
  const browser = await stage.signedIn("supervisor");
  const text = await (await browser.get("/wallboard")).text();
  match(text, /data-island="wallboard"/);
  ok(!text.includes('class="side"'));
  deepEqual(await (await browser.get("/wallboard/missed")).json(), { missed: 3, open: 1 });
});

Deno.test("everybody chooses his own figures and their order, and finds them again", async () => {
  const stage = await deskStage({ owner: "owner", auditor: "auditor" });
  const browser = await stage.signedIn("owner");
  const titles = async (who: typeof browser) =>
    [...(await (await who.get("/reports?period=last-week")).text()).matchAll(/<dt>([^<]*)<\/dt>/g)].map(([, name]) =>
      name
    );
  const usual = await titles(browser);
  deepEqual(usual.slice(0, 3), ["Answered", "Missed", "Service level"]);
  const form = await (await browser.get("/reports/cards")).text();
  match(form, /Longest wait/);
  match(form, /value="answered" checked/);
  ok(!/value="longestWait" checked/.test(form));
  const fields = [["order", "missed"], ["order", "longestWait"], ["order", "nonsense"], [
    "show",
    "longestWait",
  ]] as const;
  const moved = await (await browser.post("/reports/cards", [...fields, ["show", "missed"], ["up", "longestWait"]]))
    .text();
  const order = [...moved.matchAll(/name="order" value="(\w+)"/g)].map(([, key]) => key);
  deepEqual(order.slice(0, 3), ["longestWait", "missed", "answered"], "moved where no script runs, and not kept yet");
  deepEqual(await titles(browser), usual);
  equal((await browser.post("/reports/cards", [...fields, ["show", "missed"]])).headers.get("location"), "/reports");
  deepEqual(await titles(await stage.signedIn("owner")), ["Missed", "Longest wait"]);
  deepEqual(await titles(await stage.signedIn("auditor")), usual);
  await browser.post("/reports/cards", [["order", "missed"]]);
  deepEqual(await titles(browser), [], "he wants none");
  await browser.post("/reports/cards", { usual: "yes" });
  deepEqual(await titles(browser), usual);
});

Deno.test("whoever sees his own rows is offered what can be added up from them", async () => {
  const stage = await deskStage({ lead: "supervisor" }, {
    accounts: { lead: { scope: ["8001"], reportCards: ["serviceLevel", "missed"] } },
  });
  const browser = await stage.signedIn("lead");
  const text = await (await browser.get("/reports?period=last-week")).text();
  deepEqual([...text.matchAll(/<dt>([^<]*)<\/dt>/g)].map(([, name]) => name), ["Missed"]);
  ok(!(await (await browser.get("/reports/cards")).text()).includes("Service level"));
});
