/**
 * Whatever stands in the place of a name in a path, of the interface and of the desk, to the octet: nothing is answered that is
 * not shown, nothing becomes a header, nothing is written where the box keeps nothing, and nothing is our fault.
 *
 * @module
 */
import assert from "node:assert/strict";
import { API_SCOPES } from "../../core/store/mod.ts";
import { ROUTES } from "../../web/routes/mod.ts";
import { wavOf } from "../lab/sound_files.ts";
import { Box } from "./box.ts";
import { askRaw, type RawAnswer, rawRequest } from "./raw_web.ts";
import { realTest } from "./tool.ts";

/** Nothing else on this machine is called so. */
const MARK = crypto.randomUUID().slice(0, 8);
/** What is asked for in the place of a name: by what a reader of a failure calls it. */
const NAMES: Readonly<Record<string, string>> = {
  "the folder above": "..",
  "the folder above, written otherwise": "%2e%2e%2f",
  "a file of the machine": "..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
  "the key of the box": "..%2f..%2fbox.key",
  "a file beside the data": `..%2f..%2f..%2f${MARK}.wav`,
  "the way that Windows writes it": "..%5c..%5c..%5cbox.key",
  "an end of text": `${MARK}%00.opus`,
  "a header of his": "x%0d%0aX-Evil:%20yes%0d%0a%0d%0a<b>",
  "4 KB": "a".repeat(4_096),
  "half of a letter": "%ed%a0%80",
  "half of a letter, as it stands": "\xed\xa0\x80",
  "an escape that is none": "%zz",
};
/** What is there: so that a name in another place is looked at, too. */
const THERE: Readonly<Record<string, string>> = {
  ...{ box: "101", extension: "101", agent: "101", number: "101", item: "101", id: "101" },
  ...{ section: "extensions", kind: "own", name: "ana", message: "m-1", what: "presence", act: "drop" },
};
/** Of the sounds that the owner keeps. */
const KINDS_OF_SOUNDS = "announcement";
const SOUND = wavOf(Int16Array.from({ length: 40_000 }, (_, at) => 8_000 * Math.sin(at / 6)));

interface Question {
  readonly method: string;
  /** `/api/v1/accounts/:name` */
  readonly path: string;
  readonly type: string;
  readonly body?: Uint8Array;
}

/** A path for each place in which the name may stand, what is there in the others; and with it in all of them. */
function pathsWith(path: string, name: string): readonly string[] {
  const places = [...path.matchAll(/:\w+/g)].map(([place]) => place);
  const there = (place: string) =>
    place === ":kind" && path.includes("sounds") ? KINDS_OF_SOUNDS : THERE[place.slice(1)] ?? "x";
  const ways = places.map((evil) => path.replaceAll(/:\w+/g, (place) => place === evil ? name : there(place)));
  return [...new Set([...ways, path.replaceAll(/:\w+/g, name)])];
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
}

/** All of the interface that has a name in its path, as it says itself. */
async function ofTheInterface(box: Box): Promise<readonly Question[]> {
  const document = await (await fetch(`http://${box.host.ip}:${box.webPort}/api/v1/openapi.json`)).json();
  const paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> = document.paths;
  return Object.entries(paths).filter(([path]) => path.includes("{")).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { requestBody }]) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{(\w+)\}/g, ":$1"),
      ...bodyOf(Object.keys(requestBody?.content ?? {})[0]),
    }))
  );
}

function bodyOf(type: string | undefined): Pick<Question, "type" | "body"> {
  if (type === undefined) return { type: "" };
  return { type, body: type === "audio/wav" ? SOUND : new TextEncoder().encode("{}") };
}

const OF_THE_DESK: readonly Question[] = ROUTES.filter(({ path }) => path.includes(":")).flatMap((
  { path, get, post },
) => [
  ...get === undefined ? [] : [{ method: "GET", path, type: "" }],
  ...post === undefined
    ? []
    : [{ method: "POST", path, type: "application/x-www-form-urlencoded", body: new TextEncoder().encode("x=x") }],
]);

/** Claims the box, and gives the cookie of its owner. */
async function claimed(box: Box): Promise<string> {
  const site = `http://${box.host.ip}:${box.webPort}`;
  const code = /\/claim\?code=([\w-]+)/.exec(box.log)![1]!;
  const body = new URLSearchParams({ code, fullName: "Ana", name: "ana", password: "correct horse battery" });
  const headers = { origin: site, "sec-fetch-site": "same-origin" };
  const answer = await fetch(`${site}/claim`, { method: "POST", redirect: "manual", headers, body });
  await answer.body?.cancel();
  return answer.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
}

/** Whoever calls may be called anything: of these one asks without knowing whether he ever did. */
const isAnybody = (path: string): boolean => path.endsWith("/:caller") || path === "/api/v1/callers/:number";

function judge({ status, head, text }: RawAnswer, what: string, isThere: boolean): void {
  assert.ok(status >= (isThere ? 200 : 300) && status < 500, `${what}: ${text.slice(0, 600)}`);
  // He who asks may ask: he is not turned away before the name is looked at.
  assert.ok(status !== 401 && !/^location: \/(?:sign-in|prove)/im.test(head), `${what}: ${head}`);
  assert.equal(text.match(/^HTTP\/1\.1 /gm)?.length, 1, `${what} is answered twice: ${text.slice(0, 600)}`);
  assert.doesNotMatch(head, /^X-Evil/im, what);
  assert.doesNotMatch(text, /root:x?:0:|PRIVATE KEY|secret-101/, what);
  assert.doesNotMatch(head, /^content-type: (?:audio|application\/octet)/im, what);
}

/** Every file of the box's folder but its data, and whatever lies beside the folders above it. */
function filesOutside(data: string): readonly string[] {
  const top = data.slice(0, data.lastIndexOf("/"));
  const found: string[] = [];
  const walk = (folder: string) => {
    for (const { name, isDirectory } of Deno.readDirSync(folder)) {
      const path = `${folder}/${name}`;
      if (path === data) continue;
      found.push(path);
      if (isDirectory) walk(path);
    }
  };
  walk(top);
  for (let above = top; above !== ""; above = above.slice(0, above.lastIndexOf("/"))) {
    const names = [...Deno.readDirSync(above.slice(0, above.lastIndexOf("/")) || "/")].map(({ name }) => name);
    found.push(...names.filter((name) => name.includes(MARK)));
  }
  return found.toSorted();
}

realTest(
  "no name in a path of the interface or the desk leads anywhere, says a header or is our fault",
  [],
  async () => {
    const box = await Box.start({ extension: 'voicemail: { pin: "4711" }' });
    try {
      const key = (await box.command("add-key", "all", "--scopes", API_SCOPES.join())).trim();
      const cookie = await claimed(box);
      await Deno.writeFile(`${box.data}/../${MARK}.wav`, SOUND);
      const before = filesOutside(box.data);
      const site = `http://127.0.0.1:${box.webPort}`;
      const questions = [
        ...(await ofTheInterface(box)).map((each) => ({
          ...each,
          as: { authorization: `Bearer ${key}`, "if-match": "*" },
        })),
        ...OF_THE_DESK.map((each) => ({ ...each, as: { cookie, origin: site, "sec-fetch-site": "same-origin" } })),
      ];
      assert.ok(questions.length > 130, `${questions.length} are few`);
      for (const { method, path, type, body, as } of questions) {
        const headers = { ...as, ...type === "" ? {} : { "content-type": type } };
        for (const [what, name] of Object.entries(NAMES)) {
          await Promise.all(
            pathsWith(path, name).map(async (place) => {
              const parts = body === undefined ? { headers } : { headers, body };
              const answer = await askRaw(box.webPort, rawRequest(method, place, parts));
              judge(answer, `${method} ${place.slice(0, 200)} (${what})`, isAnybody(path));
            }),
          );
        }
      }
      assert.deepEqual(filesOutside(box.data), before);
      assert.doesNotMatch(box.log, /Cannot answer a web request/);
    } finally {
      await box.stop();
    }
  },
);
