/**
 * People are told of missed calls by a real mail server: of a real call at once, with the name that a customer database knows;
 * and of many, on a clock that the test turns.
 *
 * @module
 */
import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";
import { FakeCrm, say } from "../../core/crm/io/fake_crm.ts";
import type { NoticeRecipient } from "../../core/directory/mod.ts";
import { miss } from "../../features/missed/exam.ts";
import { Lab } from "../lab/lab.ts";
import { NoticeBench, person } from "../lab/notice_bench.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { MailServer } from "./mail_server.ts";
import { callAndGiveUp, CALLER, NUMBER, PROVIDER } from "./gives_up.ts";
import { RealPost } from "./real_post.ts";
import { sippPort } from "./sipp.ts";
import { realTest } from "./tool.ts";

const ION = { id: "100451", properties: { firstname: "Ion", lastname: "Popa", company: "Popa SRL" } };

realTest(
  "a missed call is told of by mail and to a program, by name, once, and written down in the customer database",
  [
    "sipp",
    "baresip",
    "smtpd",
  ],
  async () => {
    await using opened = new AsyncDisposableStack();
    const server = opened.adopt(await MailServer.start(), (server) => server.stop());
    const crm = opened.use(
      new FakeCrm(({ path }) => path.endsWith("/search") ? say({ total: 1, results: [ION] }) : say({ id: "1" }, 201)),
    );
    const program = opened.use(new FakeCrm(() => new Response(null, { status: 204 })));
    const port = sippPort();
    const box = opened.adopt(
      await Box.start({
        office: `trunks: [{ name: provider, number: "${NUMBER}", kind: peer, host: ${PROVIDER.ip}, port: ${port} }]
numbers: [{ number: "${NUMBER}", to: "101" }]
crm: [{ name: sales, kind: hubspot, url: "${crm.url}", secret: s3cret-token, log_calls: true }]
missed:
  notify:
    settle: 1
    to:
      - { to: ana@example.com, how_often: realtime, language: ro }
      - { to: "${program.url}/missed", how_often: realtime }
`,
        kontor: `smtp: { host: 127.0.0.1, port: ${server.port}, tls: "off", from: phones@example.com }\n`,
      }),
      (box) => box.stop(),
    );
    const account = { ...box.account("101", "udp"), hz: 440, answers: "manual" } as const;
    opened.adopt(await Baresip.start(account), (phone) => phone.stop());
    const result = await callAndGiveUp(box, port);
    assert.deepEqual([result.successful, result.failed], [1, 0], result.errors);
    const [mail = ""] = await server.untilTaken(1);
    assert.match(mail, /^Subject: \[Interop\] Apel pierdut: Ion Popa, Popa SRL \(0745 123 456\)$/m);
    assert.match(mail, /^Message-ID: <missed-[0-9a-f]{32}@example\.com>$/m);
    assert.match(mail, /^References: <missed-[0-9a-f]{32}@example\.com>$/m);
    assert.match(mail, /^Content-Type: multipart\/alternative;/m);
    assert.match(mail, /^Auto-Submitted: auto-generated$/m);
    await box.untilFigure("mails_waiting", 0);
    await box.untilFigure("hooks_waiting", 0);
    const told = JSON.parse(program.asked[0]?.text ?? "{}");
    assert.deepEqual([program.asked.length, told.type, told.caller, told.name, told.number], [
      1,
      "missed.call",
      CALLER,
      "Ion Popa, Popa SRL",
      NUMBER,
    ]);
    const notes = crm.asked.filter(({ path }) => path === "/crm/v3/objects/calls").map(({ text }) => JSON.parse(text));
    assert.deepEqual(notes.map(({ properties, associations }) => [properties.hs_call_title, associations[0].to.id]), [
      ["Missed call", "100451"],
    ]);
    // A box that dies and comes back has told it already, once that is on its disk: a tenth of a second later.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await box.kill();
    await box.start();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    assert.equal((await server.untilTaken(1)).length, 1);
    assert.equal(program.asked.length, 1);
  },
);

/** The nth caller of many. */
const callerOf = (nth: number) => `0722${String(nth).padStart(6, "0")}`;

const RECIPIENTS = [
  person("ana@example.com"),
  person("boss@example.com", { cadence: "daily", hour: 3, minute: 30 }),
];

/** A box on the test's clock, whose outbox hands what it sends to a real mail server. */
class MailingBox {
  readonly lab = new Lab();
  readonly bench: NoticeBench;
  readonly #post: RealPost;

  constructor(server: MailServer, at: number, recipients: readonly NoticeRecipient[] = RECIPIENTS) {
    this.#post = new RealPost(this.lab, server.port);
    this.bench = new NoticeBench({
      at: new Date(at).toISOString(),
      recipients,
      language: "ro",
      deskAt: "http://kontor.local",
      post: (posted) => this.lab.input({ type: "posted", ...posted }),
    });
  }

  /** Time passes for the notices and for the outbox. */
  async until(at: number): Promise<void> {
    const passed = at - this.bench.now;
    await this.bench.until(at);
    await this.#post.run(passed);
  }
}

/** 200 calls in an hour, by so many callers, and the two days that clocks change. */
async function busyHour(box: MailingBox, start: number, callers: number): Promise<void> {
  for (let nth = 0; nth < 200; nth++) {
    const at = start + nth * 17_000;
    await box.until(at);
    await box.bench.happens({ ...miss(new Date(at).toISOString()), by: callerOf(nth % callers) });
  }
  for (let hour = 1; hour <= 26; hour++) await box.until(start + hour * 3_600_000);
  await box.bench.desk.stop();
}

/** What of a mail was written in quoted-printable (RFC 2045 §6.7) or base64 by its header (RFC 2047). */
function subjectOf(mail: string): string {
  const [, folded = ""] = /^Subject: ((?:.*)(?:\r?\n[ \t].*)*)/m.exec(mail) ?? [];
  return folded.replace(/\r?\n[ \t]/g, " ").replace(/\?=\s+=\?/g, "?==?").replace(
    /=\?UTF-8\?([QB])\?([^?]*)\?=/gi,
    (_, how: string, text: string) => {
      if (how.toUpperCase() === "B") return new TextDecoder().decode(Uint8Array.fromBase64(text));
      return decodeURIComponent(text.replaceAll("_", " ").replaceAll("%", "%25").replaceAll("=", "%"));
    },
  );
}

/** 03:30 is no time on the one day and comes twice on the other; the hour of calls is before it. */
for (
  const [title, start, callers, atOnce] of [
    ["of one caller on the day that clocks go forward", "2026-03-28T22:10:00Z", 1, 12],
    ["of 200 callers on the day that they go back", "2026-10-24T21:10:00Z", 200, 51],
  ] as const
) {
  realTest(
    `200 missed calls in an hour ${title} arrive in the right number of mails, once each`,
    ["smtpd"],
    async () => {
      await using opened = new AsyncDisposableStack();
      const server = opened.adopt(await MailServer.start(), (server) => server.stop());
      const box = new MailingBox(server, Date.parse(start) - 1_000);
      await busyHour(box, Date.parse(start), callers);
      const { mails_waiting: waiting, mails_given_up: lost } = box.lab.figures();
      assert.deepEqual([waiting, lost], [0, 0]);
      assertNothingLeft(box.lab);
      const taken = await server.untilTaken(atOnce + 1);
      assert.equal(taken.length, atOnce + 1);
      assert.equal(new Set(taken.map((mail) => /^Message-ID: (.*)$/m.exec(mail)?.[1])).size, atOnce + 1);
      // Whoever wrote them has heard of each, in the server's own words.
      assert.equal(new Set(box.lab.receipts.map(({ key }) => key)).size, atOnce + 1);
      for (const { came, says } of box.lab.receipts) assert.match(`${came} ${says}`, /^sent 250 /);
      for (const mail of taken) assert.match(mail, /^List-Unsubscribe: <http:\/\/kontor\.local\/office\/missed>$/m);
      const subjects = taken.map(subjectOf);
      const digests = subjects.filter((subject) => subject.includes("ale zilei"));
      const who = callers === 1
        ? "Un apelant așteaptă să fie sunat, 1 nou"
        : "200 de apelanți așteaptă să fie sunați, 200 noi";
      assert.deepEqual(digests, [`[Cabinet Țîrlea] Apelurile pierdute ale zilei: ${who}, 0 rezolvate`]);
      const more = subjects.filter((subject) => subject.includes("Încă"));
      assert.deepEqual(more, callers === 1 ? [] : ["[Cabinet Țîrlea] Încă 150 de apeluri pierdute"]);
      const digest = taken.find((mail) => subjectOf(mail).includes("ale zilei")) ?? "";
      const [, picture = ""] = /^Content-Id: <day>[^]*?\r?\n\r?\n([A-Za-z0-9+/=\r\n]+)\r?\n--/im.exec(digest) ?? [];
      const png = Uint8Array.fromBase64(picture.replace(/\s/g, ""));
      assert.deepEqual([...png.subarray(1, 4)], [..."PNG"].map((letter) => letter.charCodeAt(0)));
      assert.ok(
        inflateSync(png.subarray(
          png.findIndex((_, at) => new TextDecoder().decode(png.subarray(at, at + 4)) === "IDAT") + 4,
          -16,
        )).length > 0,
      );
    },
  );
}

realTest(
  "an address that the mail server refuses is known as such, and the mail to it is kept with what the server said",
  ["smtpd"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const server = opened.adopt(await MailServer.start(), (server) => server.stop());
    const at = Date.parse("2026-03-02T09:00:00Z");
    const box = new MailingBox(server, at, [person("gone@elsewhere.example"), person("ana@example.com")]);
    await box.bench.happens(miss(new Date(at).toISOString()));
    for (let minute = 1; minute <= 5; minute++) await box.until(at + minute * 60_000);
    await box.bench.desk.stop();
    const [mail = ""] = await server.untilTaken(1);
    assert.match(mail, /^To: ana@example\.com$/m);
    const answer = box.lab.ask({ type: "dead-mails" });
    const lost = answer.type === "dead-mails" ? answer.mails : [];
    assert.deepEqual(lost.map(({ to, isAddress }) => [to, isAddress]), [["gone@elsewhere.example", true]]);
    assert.match(lost[0]?.why ?? "", /^550 /);
    assert.deepEqual(box.lab.receipts.map(({ came }) => came).toSorted(), ["lost", "sent"]);
  },
);
