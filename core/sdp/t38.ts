import { type Address, fail, ok, type Result } from "../base/mod.ts";
import { describeSelf, type LocalMedia, refuse } from "./describe.ts";
import type { Attribute, MediaSection, SessionDescription } from "./description.ts";
import { readEndpoint } from "./endpoint.ts";
import { audioIndex } from "./offer.ts";
import type { MediaPlan, T38Terms } from "./plan.ts";

/** More lines than T.38 has. */
const MOST_TERMS = 24;
const LONGEST_TERM = 200;

/** One side of a fax over UDPTL, as it describes itself. */
export interface T38Side {
  readonly remote: Address;
  readonly terms: T38Terms;
  /** Which `m=` line it is, from 0. */
  readonly mediaIndex: number;
}

/**
 * Reads an offer of fax in the place of sound (T.38 Annex D, RFC 3362). Sound that is offered beside it is for whoever
 * answers to choose first: `readOffer`. Fault: `no-t38`, `bad-sdp`.
 */
export function readT38(description: SessionDescription): Result<T38Side> {
  return readAt(description, openT38(description));
}

/** Our offer of fax to one side, in the other's terms: in the place of the sound (RFC 3264 §8.3.3). */
export function offerT38(local: LocalMedia, terms: T38Terms, after: SessionDescription): SessionDescription {
  const { media } = after;
  const before = media.findIndex(isImage);
  const place = before >= 0 ? before : audioIndex(media);
  if (place < 0) throw new Error("Cannot offer fax: expected a stream to put it in the place of");
  return describeAt(local, terms, media, place);
}

/** Our answer to an offer of fax, in the other side's terms: all else is refused. */
export function answerT38(
  local: LocalMedia,
  terms: T38Terms,
  offer: SessionDescription,
): Result<SessionDescription> {
  const place = openT38(offer);
  if (place < 0) return fail("no-t38", 'Cannot answer with fax: expected an open "m=image" over UDPTL');
  return ok(describeAt(local, terms, offer.media, place));
}

/** What his answer to our offer of fax settles. Faults: `no-t38` where he takes none, `bad-sdp`. */
export function settleT38(offer: SessionDescription, answer: SessionDescription): Result<T38Side> {
  const place = openT38(offer);
  const his = answer.media[place];
  return readAt(answer, his !== undefined && isOpenT38(his) ? place : -1);
}

/** The plan of a leg that goes over to fax: where its datagrams go, and the sound that it may come back to. */
export function planT38(plan: MediaPlan, { remote, terms }: Pick<T38Side, "remote" | "terms">): MediaPlan {
  const { srtp: _, ...before } = plan;
  return { ...before, remote, remoteRtcp: undefined, rtcpMux: false, direction: "sendrecv", t38: terms };
}

/** Whether a description of ours offers fax. */
export function offersT38(description: SessionDescription): boolean {
  return openT38(description) >= 0;
}

function openT38({ media }: SessionDescription): number {
  return media.findIndex(isOpenT38);
}

function isImage({ kind }: MediaSection): boolean {
  return kind.toLowerCase() === "image";
}

/** T.38 over TCP is left to who terminates it. */
function isOpenT38(section: MediaSection): boolean {
  return section.port !== 0 && isImage(section) && /^udptl$/i.test(section.protocol) &&
    section.formats.some((format) => /^t38$/i.test(format));
}

function readAt(description: SessionDescription, mediaIndex: number): Result<T38Side> {
  const section = description.media[mediaIndex];
  if (section === undefined) return fail("no-t38", 'Cannot find fax: expected an open "m=image" with "udptl t38"');
  const endpoint = readEndpoint(description, section);
  if (!endpoint.ok) return endpoint;
  const { remote } = endpoint.value;
  if (remote === undefined) return fail("bad-sdp", "Cannot send fax nowhere: expected an address");
  const terms = section.attributes.filter(isTerm).slice(0, MOST_TERMS);
  return ok({ remote, terms, mediaIndex });
}

/** `T38FaxVersion`, `T38FaxUdpEC` ...: some spell them in other cases, and the other side may know what we do not. */
function isTerm({ name, value = "" }: Attribute): boolean {
  return /^T38/i.test(name) && name.length + value.length <= LONGEST_TERM;
}

function describeAt(
  local: LocalMedia,
  terms: T38Terms,
  media: readonly MediaSection[],
  place: number,
): SessionDescription {
  const image: MediaSection = {
    kind: "image",
    port: local.address.port,
    protocol: "udptl",
    formats: ["t38"],
    attributes: terms,
  };
  return describeSelf(local, media.map((section, at) => at === place ? image : refuse(section)));
}
