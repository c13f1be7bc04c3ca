const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * A text as it may stand in an element or an attribute. XML 1.0 §2.2 has no control characters at all, not even escaped; a
 * line end becomes a space, so that no line of a document is anybody's but ours.
 */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (each) => ENTITIES[each]!).replace(/[\t\r\n]+/g, " ")
    // deno-lint-ignore no-control-regex -- they are what is looked for
    .replace(/[\0-\x1f\ufffe\uffff]/g, "");
}

/** The SIP URI of a number in a document. */
export function uriIn(host: string, number: string): string {
  return escapeXml(`sip:${encodeURIComponent(number.toWellFormed())}@${host}`);
}
