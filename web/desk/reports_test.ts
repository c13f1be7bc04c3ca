import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import type { Pbx } from "../../core/directory/mod.ts";
import { QUEUE } from "../../tests/lab/queues.ts";
import { deskStage } from "./stage.ts";

Deno.test("the page of reports shows figures, a chart, and how to keep a report", async () => {
  const stage = await deskStage({ owner: "owner", auditor: "auditor" });
  const text = await (await (await stage.signedIn("owner")).get("/reports?period=last-week")).text();
  match(text, /Service level/);
  match(text, /<svg[^>]*role="img" aria-label="Calls over time"/);
  match(text, /<th scope="row">Mon 9 Jun, 09:00<\/th><td>8<\/td><td>2<\/td>/);
  match(text, /<svg[^>]*role="img" aria-label="How long it took"/);
  match(text, /class="level-10" title="Mon 09: 10"/);
  match(text, /No report is kept yet/);
  const file = await (await stage.signedIn("auditor")).get("/reports/file?format=csv&period=nonsense");
  equal(file.headers.get("content-type"), "text/csv");
  match(file.headers.get("content-disposition")!, /^attachment; filename\*=UTF-8''kontor-last-7-days\.csv$/);
  deepEqual(await file.json(), { format: "csv" });
});

Deno.test("the page of reports shows days of one's own, keeps them, and says what is wrong with them", async () => {
  const owner = await (await deskStage({ owner: "owner" })).signedIn("owner");
  const asked = "period=days&since=2025-06-02&until=2025-06-08";
  const text = await (await owner.get(`/reports?${asked}`)).text();
  match(text, /<option value="days" selected[^>]*>From a day to another<\/option>/);
  match(text, /<input [^>]*name="since"[^>]* value="2025-06-02"/);
  match(text, /<input [^>]*name="until"[^>]* value="2025-06-08"/);
  const file = await owner.get(`/reports/file?format=csv&${asked}`);
  match(file.headers.get("content-disposition")!, /kontor-2025-06-02--2025-06-08\.csv$/);
  const wrong = "period=days&since=2025-06-08&until=2025-06-02";
  const fault = await (await owner.get(`/reports?${wrong}`)).text();
  match(fault, /role="alert">“To”: “2025-06-02” is before the first day/);
  doesNotMatch(fault, /Service level<\/dt>/);
  equal((await owner.get(`/reports/file?${wrong}`)).headers.get("location"), `/reports?${wrong}`);
});

Deno.test("of a table with many rows the page of reports shows the first, and all of them when asked", async () => {
  const owner = await (await deskStage({ owner: "owner" })).signedIn("owner");
  const shown = async (page: string) => {
    const text = await (await owner.get(page)).text();
    return { text, numbers: text.match(/>\+402130010\d\d<\/a>/g)?.length };
  };
  const first = await shown("/reports?period=last-month");
  equal(first.numbers, 50);
  match(first.text, /href="\/reports\?period=last-month&amp;rows=all#rows-numbers">All 51 rows<\/a>/);
  const all = await shown("/reports?period=last-month&rows=all");
  equal(all.numbers, 51);
  doesNotMatch(all.text, /rows=all/);
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
  match(acme, />Their sales 8001<\/a><\/td>/);
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

Deno.test("the page of reports tells of one queue, number, line or person, and so does the file", async () => {
  const stage = await deskStage({ owner: "owner", lead: "supervisor" }, {
    accounts: { lead: { scope: ["8001"] } },
    office: {
      queues: [{ ...QUEUE, number: "8001", name: "Sales" }],
      inbound: [{ number: "+40213001000", to: { kind: "queue", id: "8001" } }],
    },
  });
  const owner = await stage.signedIn("owner");
  const all = await (await owner.get("/reports?period=last-week")).text();
  match(
    all,
    /<legend>Queues<\/legend><label><input type="checkbox" name="of" value="queue:8001"\/> Sales 8001<\/label>/,
  );
  match(all, /<legend>Our numbers<\/legend><label><input [^>]*value="number:\+40213001000"\/> \+40213001000<\/label>/);
  match(all, /<span class="text">All calls<\/span>/);
  const one = await (await owner.get("/reports?period=last-week&of=queue:8001")).text();
  match(one, /<title>Reports: Sales 8001/);
  match(one, /<h1>Reports: Sales 8001<\/h1>/);
  match(one, /<input [^>]*value="queue:8001" checked\/> Sales 8001<\/label>/);
  match(one, /<input type="hidden" name="of" value="queue:8001"/);
  match(one, /<dd class="value"><a href="\/calls\?queue=8001&amp;direction=in&amp;outcome=answered&amp;[^"]*">3<\/a>/);
  deepEqual(await (await owner.get("/reports/file?format=csv&of=trunk:digi,orange")).json(), {
    ...{ format: "csv", of: { trunk: ["digi", "orange"] } },
  });
  const two = await (await owner.get("/reports?period=last-week&of=queue:8001,8002")).text();
  match(two, /<input [^>]*value="queue:8002" checked\/> 8002<\/label>/);
  const lists = [...two.matchAll(/href="\/calls\?([^"]*)"/g)].map(([, query]) => query!);
  ok(lists.every((query) => query.includes("visited=")), "the page of calls shows those of one queue at a time");
  const lead = await (await (await stage.signedIn("lead")).get("/reports?of=queue:8002")).text();
  ok(!lead.includes("8002"), "whoever sees one queue asks of no other");
});

Deno.test("several queues, numbers, lines and people are chosen at once, as a form sends them, and the file is of the same", async () => {
  const stage = await deskStage({ owner: "owner" }, {
    office: { queues: [{ ...QUEUE, number: "8001", name: "Sales" }, { ...QUEUE, number: "8002", name: "Help" }] },
  });
  const owner = await stage.signedIn("owner");
  const query = "period=last-week&of=queue:8002&of=queue:8001&of=queue:8001&of=trunk:digi&of=nothing:1&of=queue:";
  const text = await (await owner.get(`/reports?${query}`)).text();
  match(text, /<h1>Reports: Help 8002, Sales 8001; digi<\/h1>/);
  const checked = [...text.matchAll(/name="of" value="([^"]*)" checked/g)].map(([, value]) => value);
  deepEqual(checked, ["queue:8001", "queue:8002", "trunk:digi"]);
  const [, kept] = /<input type="hidden" name="of" value="([^"]*)"/.exec(text) ?? [];
  equal(kept, "queue:8002,8001;trunk:digi");
  deepEqual(await (await owner.get(`/reports/file?format=csv&${new URLSearchParams({ of: kept! })}`)).json(), {
    ...{ format: "csv", of: { queue: ["8002", "8001"], trunk: ["digi"] } },
  });
});

Deno.test("figures and rows of the page of reports lead to the calls that they count, where these can be shown", async () => {
  const stage = await deskStage({ owner: "owner" }, { office: { pbx } });
  const owner = await stage.signedIn("owner");
  const text = await (await owner.get("/reports?period=last-week")).text();
  const days = "since=2025-06-09&amp;until=2025-06-16";
  const all = [...text.matchAll(/href="(\/calls\?[^"]*)"/g)].map(([, link = ""]) => link);
  for (const link of all) equal((await owner.get(link.replaceAll("&amp;", "&"))).status, 200, link);
  const links = all.filter((link) => !link.includes("hour="));
  deepEqual(links, [
    `/calls?direction=in&amp;outcome=answered&amp;${days}`,
    `/calls?direction=in&amp;outcome=missed&amp;${days}`,
    `/calls?direction=in&amp;outcome=judged&amp;${days}`,
    `/calls?direction=in&amp;outcome=answered&amp;waited_within=20&amp;${days}`,
    `/calls?direction=in&amp;outcome=answered&amp;waited_over=20&amp;${days}`,
    `/calls?direction=in&amp;outcome=abandoned&amp;waited_within=20&amp;${days}`,
    `/calls?direction=in&amp;outcome=abandoned&amp;waited_over=20&amp;${days}`,
    `/calls?direction=in&amp;outcome=lost&amp;${days}`,
    `/calls?direction=in&amp;visited=8001&amp;left=answered&amp;${days}`,
    `/calls?direction=in&amp;visited=8001&amp;left=timeout&amp;${days}`,
    `/calls?direction=in&amp;counted=yes&amp;queue=8001&amp;${days}`,
    `/calls?direction=in&amp;counted=yes&amp;queue=8002&amp;${days}`,
  ]);
  const hours = [...text.matchAll(/<a href="\/calls\?([^"]*)"[^>]*>(?:<rect[^>]*><title>)?(\d\d)/g)]
    .filter(([, query = ""]) => query.includes("hour=") && !query.includes("weekday="))
    .map(([, query, hour]) => `${hour} ${query}`);
  deepEqual([...new Set(hours)], [`09 direction=in&amp;counted=yes&amp;hour=9&amp;${days}`]);
  equal(hours.length, 2, "in the picture, and in its table");
  match(text, /left=timeout[^>]*>[^<]*<\/a><span class="soft"> then brought to queue 8002 \(1\)</);
  const week = [...text.matchAll(/href="\/calls\?([^"]*weekday=[^"]*)"/g)].map(([, query]) => query);
  deepEqual(week, [`direction=in&amp;counted=yes&amp;weekday=1&amp;hour=9&amp;${days}`]);
  const misses = [...text.matchAll(/href="(\/missed\?[^"]*)"[^>]*>([^<]*)</g)].map(([, link, said]) => [said, link]);
  deepEqual(misses.slice(0, 2), [
    ["called back", "/missed?state=all&amp;ended=returned&amp;missed_since=2025-06-09&amp;missed_until=2025-06-16"],
    ["got through later", misses[1]![1]],
  ]);
  equal(misses.length, 5);
  for (const [, link = ""] of misses) equal((await owner.get(link.replaceAll("&amp;", "&"))).status, 200, link);
  const acme = await (await owner.get("/reports?tenant=acme&period=last-week")).text();
  ok(!acme.includes('href="/missed?state='), "nor are its missed calls listed here");
  ok(!acme.includes('href="/calls?'), "another phone system's calls are not the box's");
  ok(acme.includes(`href="/tenants/acme/calls?direction=in&amp;counted=yes&amp;queue=8001&amp;${days}"`));
});

Deno.test("calls of another phone system are listed, each with the rows that tell of it, for who may see its reports", async () => {
  const people = { owner: "owner", lead: "supervisor", employee: "employee" } as const;
  const stage = await deskStage(people, { office: { pbx }, accounts: { lead: { scope: ["8001"] } } });
  const owner = await stage.signedIn("owner");
  const days = "since=2025-06-09&until=2025-06-09";
  const list = await (await owner.get(`/tenants/acme/calls?${days}`)).text();
  equal([...list.matchAll(/data-call=/g)].length, 50);
  match(list, /Their sales/);
  const [, older = ""] = /href="(\/tenants\/acme\/calls\?[^"]*before=[^"]*)"/.exec(list) ?? [];
  equal([...(await (await owner.get(older.replaceAll("&amp;", "&"))).text()).matchAll(/data-call=/g)].length, 10);
  const narrowed = `/tenants/acme/calls?${days}&direction=outside&outcome=missed&waited_over=20&queue=8001`;
  equal([...(await (await owner.get(narrowed)).text()).matchAll(/data-call=/g)].length, 30);
  match(await (await owner.get(`${narrowed}&waited_within=10`)).text(), /No call is like that/);
  const [, link = ""] = /href="(\/tenants\/acme\/calls\/[^"]*)"/.exec(list) ?? [];
  const one = await (await owner.get(link)).text();
  match(one, /<th scope="col">uniqueid<\/th><th scope="col">lastapp<\/th><\/tr>/);
  match(one, /<td>&lt;b>Queue<\/td>/);
  equal((await owner.get(link.replace(/calls\/[^?]*/, "calls/none"))).status, 404);
  for (const path of ["/tenants/away/calls", "/tenants/away/calls/1?at=2025-06-09T08:00:00Z"]) {
    match(await (await owner.get(path)).text(), /cannot be read just now: Cannot read the rows: ECONNREFUSED/);
  }
  equal((await owner.get("/tenants/nobody/calls")).headers.get("location"), "/reports");
  equal((await (await stage.signedIn("lead")).get("/tenants/acme/calls")).headers.get("location"), "/reports");
  ok(!(await (await (await stage.signedIn("employee")).get("/tenants/acme/calls")).text()).includes("data-call"));
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
  const lines = await stage.store.audit.lines({ limit: 9, action: "report-cards.chosen" });
  deepEqual(lines.map(({ facts }) => facts["cards"]), [undefined, "", "missed, longestWait"]);
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

Deno.test("whoever sees his own rows takes them with him as a file, and nothing of the others", async () => {
  const stage = await deskStage({ lead: "supervisor" }, { accounts: { lead: { scope: ["8001"] } } });
  const browser = await stage.signedIn("lead");
  const page = await (await browser.get("/reports")).text();
  match(page, /<form[^>]* action="\/reports\/file"/);
  ok(!page.includes("No report is kept yet"), "those that are kept tell of the whole office");
  const file = await browser.get("/reports/file?report=weekly&period=last-week&format=csv&tenant=acme");
  equal(file.headers.get("content-disposition"), "attachment; filename*=UTF-8''kontor-last-week.csv");
  deepEqual(await file.json(), { format: "csv", parts: ["queues", "extensions"], only: ["8001"] });
});
