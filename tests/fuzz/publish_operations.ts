import assert from "node:assert/strict";
import { type Chance, type Instant, later, toBytes } from "../../core/base/mod.ts";
import type { Publications } from "../../core/presence/mod.ts";
import type { Header, SipRequest } from "../../core/sip/mod.ts";
import { pidf } from "../lab/watching.ts";

interface Known {
  readonly number: string;
  readonly expiresAt: Instant;
}

const DOCUMENTS: readonly (readonly [document: string, isGood: boolean])[] = [
  [pidf("open"), true],
  [pidf("open", "away", "Back &amp; soon"), true],
  [pidf("open", "meeting"), true],
  [pidf("closed"), true],
  [pidf("open", "on-the-phone"), true],
  [pidf("open").slice(0, 40), false],
  ["<presence/>", false],
];

/** Phones that publish, refresh, change and remove what they said, with old tags, others' tags and none. */
export class PublishFuzz {
  readonly #publications: Publications;
  readonly #chance: Chance;
  /** What each tag should be good for. */
  readonly #tags = new Map<string, Known>();

  constructor(publications: Publications, chance: Chance) {
    this.#publications = publications;
    this.#chance = chance;
  }

  /** One PUBLISH of `number`; whether it was taken. Throws when it is answered otherwise than RFC 3903 §6 says. */
  operate(number: string, now: Instant): boolean {
    const all = [...this.#tags.keys()];
    const match = this.#pick([undefined, undefined, "no-such-tag", ...all.slice(-3), ...all.slice(0, 2)]);
    const expires = this.#pick(["0", "59", "60", "300", "3600"]);
    const body = this.#pick([undefined, ...DOCUMENTS]);
    const known = match === undefined ? undefined : this.#tags.get(match);
    const isKnown = known !== undefined && known.number === number && known.expiresAt > now;
    const { status, headers } = this.#publications.publish(
      publish({ number, match, expires, document: body?.[0] }),
      number,
      {
        now,
        wall: now,
      },
    );
    assert.equal(status, expected());
    if (status !== 200) return false;
    if (match !== undefined) this.#tags.delete(match);
    const tag = headers.find(({ name }) => name === "SIP-ETag")!.value;
    assert.ok(!this.#tags.has(tag), "each word has a tag of its own");
    if (expires !== "0") this.#tags.set(tag, { number, expiresAt: later(now, Number(expires) * 1_000) });
    this.#expectSize(number, now);
    return true;

    function expected(): number {
      if (match !== undefined && !isKnown) return 412;
      if (expires === "59") return 423;
      if (expires === "0") return 200;
      if (body === undefined) return isKnown ? 200 : 400;
      return body[1] ? 200 : 400;
    }
  }

  forget(number: string): void {
    for (const [tag, known] of this.#tags) if (known.number === number) this.#tags.delete(tag);
  }

  /** What was removed or has expired tells nothing any more. */
  #expectSize(number: string, now: Instant): void {
    const alive = [...this.#tags.values()].filter((known) => known.number === number && known.expiresAt > now);
    assert.equal(this.#publications.wordsOf(number).length, alive.length);
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#chance.below(list.length)]!;
  }
}

function publish(parts: {
  readonly number: string;
  readonly match: string | undefined;
  readonly expires: string;
  readonly document: string | undefined;
}): SipRequest {
  const { number, match, expires, document } = parts;
  const headers: Header[] = [{ name: "Event", value: "presence" }, { name: "Expires", value: expires }];
  if (match !== undefined) headers.push({ name: "SIP-If-Match", value: match });
  if (document !== undefined) headers.push({ name: "Content-Type", value: "application/pidf+xml" });
  return { kind: "request", method: "PUBLISH", uri: `sip:${number}@box`, headers, body: toBytes(document ?? "") };
}
