import { deflateSync, inflateSync, strToU8 } from "fflate";

/**
 * What entries and lines of the journal look like: a text is packed to where it differs from this. Never changed, for what was
 * packed by it is unpacked by it. By fflate, as Deno's node:zlib takes no heed of a dictionary.
 */
const ALIKE = strToU8([
  `{"action":"cleared","at":179,"actor":"1","reason":"answered_later: call c","entry":"[\\"own\\",\\"c\\",\\"+40\\"]",`,
  `"knownAt":179}[{"tenant":"own","callerKey":"anonymous","did":"+40","state":"cleared","attempts":[{"call":"c","at":179,`,
  `"endedAt":179},{"call":"c","at":179,"endedAt":179}],"attemptsSinceOpen":1,"clearedBy":"expired","closedByExt":"1",`,
  `"closedAt":179,"note":"","reopenedCount":0,"route":"Voicemail → Ext 1","rang":["1"],"audit":[{"action":"created",`,
  `"at":179,"actor":"system","reason":"call c"},{"action":"incremented","at":179,"actor":"system","reason":"call c"},`,
  `{"action":"reopened","at":179,"actor":"system","reason":"call c"},{"action":"notified","at":179,"actor":"system",`,
  `"reason":""},{"action":"callback_attempted","at":179,"actor":"1","reason":"call c"},{"action":"cleared","at":179,`,
  `"actor":"system","reason":"expired"},{"action":"cleared","at":179,"actor":"1","reason":"manual"},{"action":"cleared",`,
  `"at":179,"actor":"1","reason":"returned: call c"}],"isErased":false}][{"tenant":"own","callerKey":"+40","did":"+40",`,
  `"state":"open","attempts":[{"call":"c","at":179,"endedAt":179}],"attemptsSinceOpen":1,"reopenedCount":0,"route":"",`,
  `"rang":["1"],"audit":[{"action":"created","at":179,"actor":"system","reason":"call c"}],"isErased":false}`,
  `{"action":"created","at":179,"actor":"system","reason":"call c","entry":"[\\"own\\",\\"c\\",\\"+40\\"]","knownAt":179}`,
].join(""));

/** A value in few octets: two entries differ in their numbers and times. */
export function packed(value: unknown): Uint8Array {
  return deflateSync(strToU8(JSON.stringify(value)), { dictionary: ALIKE, mem: 0 });
}

const DECODER = new TextDecoder();
/** Where it is not told where to put it, fflate makes room for 128 KB each time: that took four fifths of the work. */
const ROOM = new Uint8Array(65_536);

function inflated(octets: Uint8Array): Uint8Array {
  const found = inflateSync(octets, { dictionary: ALIKE, out: ROOM });
  return found.length < ROOM.length ? found : inflateSync(octets, { dictionary: ALIKE });
}

export function unpacked<T>(octets: unknown): T {
  if (!(octets instanceof Uint8Array)) throw new Error("Cannot unpack what is kept of missed calls: it is no octets");
  return JSON.parse(DECODER.decode(inflated(octets)));
}
