import { type Chance, Deadlines, type Instant, later, toBytes, toText } from "../base/mod.ts";
import { header, headers, type SipRequest } from "../sip/mod.ts";
import { PIDF_TYPE } from "./pidf.ts";
import type { Word } from "./presence_state.ts";
import { readPidf } from "./read_pidf.ts";
import { ALLOW_EVENTS, packageIn, readExpires } from "./read_subscribe.ts";
import { refused, type SubscribeAnswer } from "./subscribe_answer.ts";

/** One phone's word on its person (RFC 3903), known by its entity tag. */
interface Publication {
  readonly number: string;
  /** Changes with every word. */
  tag: string;
  word: Word;
  expiresAt: Instant;
}

/** So many of one extension: the oldest gives way. As many as it may have phones, and then some that went without a word. */
const MOST_OF_ONE = 20;

/** A document says a state and a line of text. */
const MOST_BYTES = 16_384;

/** All that phones have published of their people, until it expires. */
export class Publications {
  readonly #chance: Chance;
  readonly #byTag = new Map<string, Publication>();
  readonly #byNumber = new Map<string, Set<Publication>>();
  readonly #deadlines = new Deadlines<Publication>();

  constructor({ chance }: { readonly chance: Chance }) {
    this.#chance = chance;
  }

  get size(): number {
    return this.#byTag.size;
  }

  /** What an extension's phones say of it, in the order in which they began to. */
  wordsOf(number: string): readonly Word[] {
    return [...this.#byNumber.get(number) ?? []].map(({ word }) => word);
  }

  /**
   * A PUBLISH by a phone of the extension `number`, for it (RFC 3903 §6). `wall` is when it came by the wall clock, for own
   * words are compared over restarts.
   */
  publish(
    request: SipRequest,
    number: string,
    at: { readonly now: Instant; readonly wall: number },
  ): SubscribeAnswer {
    if (packageIn(request) !== "presence") return refused(489, undefined, [ALLOW_EVENTS]);
    const matches = headers(request, "SIP-If-Match");
    if (matches.length > 1) return refused(400, "Bad SIP-If-Match");
    const known = matches[0] === undefined ? undefined : this.#byTag.get(matches[0].trim());
    if (matches.length === 1 && known?.number !== number) return refused(412);
    const expiresS = readExpires(request);
    if (typeof expiresS === "object") return refused(expiresS.status, undefined, expiresS.headers);
    // A removal says nothing more, whatever it carries; a refresh carries nothing.
    if (expiresS === 0) return this.#removed(known);
    if (request.body.length === 0 && known === undefined) return refused(400, "Nothing is published");
    const word = request.body.length === 0 ? known!.word : readWord(request, at.wall);
    if ("status" in word) return word;
    const publication = known ?? this.#open(number, word);
    // Who says the same again has not said it later than what was said meanwhile.
    if (word.state !== publication.word.state || word.note !== publication.word.note) publication.word = word;
    publication.expiresAt = later(at.now, expiresS * 1_000);
    this.#retag(publication);
    this.#deadlines.set(publication, publication.expiresAt);
    return answered(publication.tag, expiresS);
  }

  /** An extension is no more. */
  forget(number: string): void {
    for (const publication of this.#byNumber.get(number) ?? []) this.#remove(publication);
  }

  /** Whose publication has just expired; undefined when there is none. */
  take(now: Instant): string | undefined {
    const publication = this.#deadlines.take(now);
    if (publication !== undefined) this.#remove(publication);
    return publication?.number;
  }

  /** When {@link take} is to be asked next. */
  next(): Instant | undefined {
    return this.#deadlines.next();
  }

  #open(number: string, word: Word): Publication {
    const own = this.#byNumber.get(number) ?? new Set();
    const [oldest] = own;
    if (own.size >= MOST_OF_ONE) this.#remove(oldest!);
    const publication: Publication = { number, tag: "", word, expiresAt: 0 as Instant };
    own.add(publication);
    this.#byNumber.set(number, own);
    return publication;
  }

  #retag(publication: Publication): void {
    this.#byTag.delete(publication.tag);
    publication.tag = this.#chance.token();
    this.#byTag.set(publication.tag, publication);
  }

  #removed(publication: Publication | undefined): SubscribeAnswer {
    if (publication !== undefined) this.#remove(publication);
    return answered(this.#chance.token(), 0);
  }

  #remove(publication: Publication): void {
    const { number, tag } = publication;
    this.#byTag.delete(tag);
    this.#deadlines.clear(publication);
    const own = this.#byNumber.get(number);
    if (own?.delete(publication) && own.size === 0) this.#byNumber.delete(number);
  }
}

function answered(tag: string, expiresS: number): SubscribeAnswer {
  const headers = [{ name: "SIP-ETag", value: tag }, { name: "Expires", value: String(expiresS) }];
  return { status: 200, headers };
}

function readWord(request: SipRequest, saidAt: number): Word | SubscribeAnswer {
  const type = (header(request, "Content-Type") ?? "").split(";", 1)[0]!.trim().toLowerCase();
  if (type !== PIDF_TYPE) return refused(415, undefined, [{ name: "Accept", value: PIDF_TYPE }]);
  if (request.body.length > MOST_BYTES) return refused(413);
  const said = readPidf(toText(request.body));
  if (said === undefined) return refused(400, "Bad presence document");
  const { state, note } = said;
  // A slice of the document would keep the whole of it.
  return { state, saidAt, ...(note === undefined ? {} : { note: toText(toBytes(note)) }) };
}
