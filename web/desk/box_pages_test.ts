import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { CertificateStatus } from "../../core/certificate/mod.ts";
import { BOX_DEFAULTS, type BoxSettings } from "../../core/config/mod.ts";
import type { BoxDoor } from "../page/mod.ts";
import { deskStage, PASSWORD } from "./stage.ts";
import { STAGED_STATUS, stagedBox } from "./stage_box.ts";

const OWNER = { ana: "owner" } as const;
const SMTP = { host: "mail.example.com", port: 587, tls: "starttls", from: "phones@example.com" } as const;

Deno.test("everybody may fetch the box's authority and read how to trust it, signed in or not", async () => {
  const stage = await deskStage(OWNER);
  const page = await (await stage.browser().get("/trust", { "user-agent": "Mozilla/5.0 (iPhone)" })).text();
  assert.match(page, /<details open><summary>iPhone, iPad<\/summary>/);
  assert.match(page, /Switch on “Kontor at kontor.local”/);
  assert.match(page, /href="https:\/\/kontor.local:8443"/);
  const file = await stage.browser().get("/trust/kontor.crt");
  assert.equal(file.headers.get("content-type"), "application/x-x509-ca-cert");
  assert.equal(await file.text(), "ABC", "in DER");
});

Deno.test("the certificate's page says what is shown, and what is wrong with it in the reader's language", async () => {
  const fault = { code: "expired", what: "2026-01-01", text: "It was good until 2026-01-01" } as const;
  const certificates = {
    ...stagedBox().certificates,
    status: () => ({ ...STAGED_STATUS, source: "file", fault, without: ["box"] } as const),
  };
  const stage = await deskStage(OWNER, { box: stagedBox({ certificates }), accounts: { ana: { language: "ro" } } });
  const page = await (await (await stage.signedIn("ana")).get("/settings/certificate")).text();
  assert.match(page, /A fost bun până la 2026-01-01/);
  assert.match(page, /Nu este bun pentru box/);
  assert.match(page, /5F:1B:AA/);
});

Deno.test("a certificate is brought after a proof of who one is, and the audit says by whom", async () => {
  const brought: string[] = [];
  const certificates = {
    ...stagedBox().certificates,
    bring: (pem: string) => {
      brought.push(pem.trim());
      return pem.includes("PRIVATE KEY")
        ? stagedBox().certificates.bring(pem)
        : Promise.resolve({ ok: false, fault: { code: "no-key", what: "", text: "There is no private key" } } as const);
    },
  };
  const stage = await deskStage(OWNER, { box: stagedBox({ certificates }) });
  const ana = await stage.signedIn("ana");
  stage.clock.pass(3_600_000);
  const away = await ana.post("/settings/certificate/bring", { pem: "x PRIVATE KEY" });
  assert.match(await away.text(), /<form[^>]* id="held" .*name="pem" value="x PRIVATE KEY"/);
  assert.deepEqual(brought, []);
  await ana.post("/prove", { password: PASSWORD, back: "/settings/certificate/bring" });
  const wrong = await ana.post("/settings/certificate/bring", { pem: "secret" });
  const text = await wrong.text();
  assert.deepEqual([wrong.status, /There is no private key/.test(text), /secret/.test(text)], [422, true, false]);
  const good = await ana.post("/settings/certificate/bring", { pem: "x PRIVATE KEY" });
  assert.match(await good.text(), /shows the certificate of “kontor.local” from now on/);
  await ana.post("/settings/certificate/forget");
  assert.deepEqual(brought, ["secret", "x PRIVATE KEY"]);
  const lines = await stage.store.audit.lines({ limit: 10 });
  const actions = lines.map(({ action }) => action).filter((action) => action.startsWith("certificate"));
  assert.deepEqual(actions.toSorted(), ["certificate.brought", "certificate.forgotten"]);
});

Deno.test("where kontor.yml names the certificate, nobody brings another one", async () => {
  const settings = { ...BOX_DEFAULTS, web: { ...BOX_DEFAULTS.web, certificate: "/a.pem", key: "/b.pem" } };
  const stage = await deskStage(OWNER, { box: stagedBox({ settings }) });
  const answer = await (await stage.signedIn("ana")).post("/settings/certificate/bring", { pem: "x" });
  assert.equal(answer.headers.get("location"), "/settings/certificate");
});

Deno.test("a test mail says in words what became of it", async () => {
  const sent: string[] = [];
  const stage = await deskStage(OWNER, {
    box: stagedBox({
      settings: { ...BOX_DEFAULTS, smtp: SMTP },
      tryMail: ({ to }) => {
        sent.push(to);
        return Promise.resolve(to.startsWith("ana") ? { came: "sent" } : { came: "never", why: "550 no such user" });
      },
    }),
  });
  const ana = await stage.signedIn("ana");
  const wrong = await ana.post("/settings/mail/try", { to: "nobody" });
  assert.deepEqual([wrong.status, /That is no e-mail address/.test(await wrong.text())], [422, true]);
  assert.match(await (await ana.post("/settings/mail/try", { to: "ana@example.com" })).text(), /has taken the mail/);
  assert.match(
    await (await ana.post("/settings/mail/try", { to: "bob@example.com" })).text(),
    /refuses it for good: 550 no such user/,
  );
  assert.deepEqual(sent, ["ana@example.com", "bob@example.com"]);
});

Deno.test("a box without a mail server says so", async () => {
  const stage = await deskStage(OWNER);
  assert.match(await (await (await stage.signedIn("ana")).get("/settings/mail")).text(), /No mail server/);
});

Deno.test("the mail server is chosen at the desk, judged as kontor.yml is, and its password is shown to nobody", async () => {
  const chosen: unknown[] = [];
  const mailServer: { isNamed: boolean; now: BoxSettings["smtp"]; choose: BoxDoor["mailServer"]["choose"] } = {
    ...{ isNamed: false, now: undefined },
    choose: (settings) => {
      chosen.push(settings);
      mailServer.now = settings;
      return Promise.resolve();
    },
  };
  const stage = await deskStage({ ...OWNER, otto: "auditor" }, { box: stagedBox({ mailServer }) });
  const ana = await stage.signedIn("ana");
  const send = async (more: Readonly<Record<string, string>>) => {
    const form = {
      ...{ host: "mail.example.com", port: "465", tls: "tls" },
      ...{ user: "phones", from: SMTP.from },
      ...more,
    };
    const answer = await ana.post("/settings/mail/server", form);
    return [answer.status, await answer.text()] as const;
  };
  for (const [language, text] of [["en", /"mail:25" is not a host/], ["ro", /„mail:25” nu este un server/]] as const) {
    await ana.post("/me/language", { language });
    const [status, page] = await send({ host: "mail:25", from: "phones", password: "s3cret" });
    assert.equal(status, 422);
    assert.match(/<span class="fault" id="host-fault">[^<]*/.exec(page.replaceAll("&quot;", '"'))?.[0] ?? "", text);
    assert.match(page, /id="from-fault"/);
    assert.doesNotMatch(page, /s3cret/);
  }
  await ana.post("/me/language", { language: "en" });
  assert.match((await send({ host: "" }))[1], /id="host-fault"/);
  assert.match((await send({ password: "s3cret" }))[1], /through this server from now on/);
  await send({ from: "desk@example.com" });
  await send({ host: "elsewhere.example" });
  const smtp = { host: "mail.example.com", port: 465, tls: "tls", user: "phones", from: SMTP.from } as const;
  assert.deepEqual(chosen.map((each) => ({ ...each as object })), [
    { ...smtp, password: "s3cret" },
    { ...smtp, password: "s3cret", from: "desk@example.com" },
    { ...smtp, host: "elsewhere.example" },
  ], "a password goes to no server that it was not typed for");
  assert.match(await (await (await stage.signedIn("otto")).get("/settings/mail")).text(), /elsewhere\.example:465/);
  await ana.post("/settings/mail/server", { none: "yes" });
  assert.equal(mailServer.now, undefined);
  const audited = (await stage.store.audit.lines({ limit: 3 })).map(({ action, facts }) => [action, facts["name"]]);
  assert.deepEqual(audited.filter(([action]) => action !== "signed-in"), [
    ["mail.server-forgotten", undefined],
    ["mail.server-chosen", "elsewhere.example:465"],
  ]);
});

Deno.test("where kontor.yml names the mail server, nobody chooses another one", async () => {
  const box = stagedBox({ settings: { ...BOX_DEFAULTS, smtp: SMTP } });
  const ana = await (await deskStage(OWNER, { box })).signedIn("ana");
  assert.doesNotMatch(await (await ana.get("/settings/mail")).text(), /action="\/settings\/mail\/server"/);
  const answer = await ana.post("/settings/mail/server", { host: "elsewhere.example", from: SMTP.from });
  assert.equal(answer.headers.get("location"), "/settings/mail");
});

Deno.test("the network's page says where the box listens and how it is seen; passwords are on no page", async () => {
  const settings = {
    ...BOX_DEFAULTS,
    sip: { ...BOX_DEFAULTS.sip, tcp: false, advertise: "203.0.113.9" },
    smtp: { ...SMTP, user: "phones", password: "s3cret" },
  } as const;
  const stage = await deskStage(OWNER, { box: stagedBox({ settings }) });
  const ana = await stage.signedIn("ana");
  const page = await (await ana.get("/settings/network")).text();
  assert.match(page, /203\.0\.113\.9/);
  assert.match(page, /192\.168\.1\.7\/24/);
  assert.match(
    page,
    /SIP over TCP<div class="number soft">sip.tcp<\/div><\/th><td data-label="Port" class="number"><span class="tag">off/,
  );
  assert.doesNotMatch(page + await (await ana.get("/settings/mail")).text(), /s3cret/);
});

Deno.test("the time's page shows the office's zone and what the doctor says of the clock", async () => {
  const stage = await deskStage(OWNER);
  const page = await (await (await stage.signedIn("ana")).get("/settings/time")).text();
  assert.match(page, /Europe\/Bucharest/);
  assert.match(page, /Sunday,? 15 June 2025/);
});

Deno.test("the log is narrowed by weight, and downloaded as it was written", async () => {
  const stage = await deskStage(OWNER);
  const ana = await stage.signedIn("ana");
  assert.match(await (await ana.get("/health?level=warn")).text(), /A trunk is down/);
  assert.doesNotMatch(await (await ana.get("/health?level=error")).text(), /A trunk is down/);
  const file = await ana.get("/health/log?level=warn");
  assert.match(file.headers.get("content-disposition")!, /kontor-log\.ndjson/);
  const { level, text, trunk } = JSON.parse(await file.text());
  assert.deepEqual([level, text, trunk], ["warn", "A trunk is down", "digi"]);
});

for (
  const [name, status, verdict, text] of [
    ["is good", {}, "ok", /good for 380 days yet/],
    ["runs out, and is the owner's to renew", { source: "brought", notAfter: "2025-07-01" }, "warn", /in time/],
    ["ran out", { notAfter: "2025-06-01" }, "bad", /not good any more/],
    [
      "could not be had",
      { asked: { at: STAGED_STATUS.served!.notBefore, why: "no such name" } },
      "warn",
      /no such name/,
    ],
  ] as const
) {
  Deno.test(`health tells when the certificate ${name}`, async () => {
    const { source = "own", notAfter, asked } = status as {
      source?: "own" | "brought";
      notAfter?: string;
      asked?: { at: WallTime; why: string };
    };
    const served = STAGED_STATUS.served!;
    const certificates = {
      ...stagedBox().certificates,
      status: (): CertificateStatus => ({
        ...STAGED_STATUS,
        source,
        served: { ...served, notAfter: notAfter === undefined ? served.notAfter : Date.parse(notAfter) as WallTime },
        ...asked === undefined ? {} : {
          acme: {
            ...{ directory: "https://acme.example/", challenge: "http-01", names: ["a"], isAsking: false, asked },
            ...{ next: served.notAfter, isBarred: false },
          },
        },
      }),
    };
    const stage = await deskStage(OWNER, { box: stagedBox({ certificates }) });
    const page = await (await (await stage.signedIn("ana")).get("/health")).text();
    const finding =
      /<li><span class="tag (?:good|warn|bad)">([^<]+)<\/span><div><b>[^<]+<\/b> <span class="number soft">web.tls<\/span>(.*?)<\/li>/
        .exec(page);
    assert.equal(finding?.[1], { ok: "well", warn: "look at this", bad: "bad" }[verdict]);
    assert.match(finding?.[2] ?? "", text);
  });
}

Deno.test("while an authority is asked the page says that it goes on, and asks whether it is over", async () => {
  const acme = { directory: "https://acme.example/", challenge: "http-01", names: ["a"], isBarred: false } as const;
  let isAsking = true;
  const certificates = {
    ...stagedBox().certificates,
    status: () => ({ ...STAGED_STATUS, acme: { ...acme, isAsking, next: STAGED_STATUS.renewal! } }),
  };
  const ana = await (await deskStage(OWNER, { box: stagedBox({ certificates }) })).signedIn("ana");
  const page = async () => await (await ana.get("/settings/certificate")).text();
  const isOver = async () => (await (await ana.get("/settings/certificate/asking")).json()).isOver;
  assert.match(await page(), /data-island="progress"/);
  assert.equal(await isOver(), false);
  isAsking = false;
  assert.doesNotMatch(await page(), /data-island="progress"/);
  assert.equal(await isOver(), true);
});
