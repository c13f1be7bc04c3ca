import { CODEC_NAMES, type CodecName } from "../directory/mod.ts";
import { closest } from "./closest.ts";
import { describeNode } from "./node.ts";
import { choice, list, type Shape } from "./shape.ts";

const KNOWN = CODEC_NAMES.join(", ");
const names = list(choice(CODEC_NAMES), CODEC_NAMES.length);

/** Codecs in order of preference: at least one, and none twice. */
export const codecList: Shape<readonly CodecName[]> = {
  schema: { ...names.schema, minItems: 1, uniqueItems: true },
  read(node, path, judge) {
    if (node.kind !== "list") return judge.say(node.from, path, `${describeNode(node)} is not a list of ${KNOWN}`);
    if (node.items.length === 0) return judge.say(node.from, path, `is an empty list: name at least one of ${KNOWN}`);
    const codecs: CodecName[] = [];
    for (const [at, item] of node.items.entries()) {
      const given = item?.kind === "scalar" ? item.value : undefined;
      const codec = CODEC_NAMES.find((known) => known === given);
      if (item === undefined) continue;
      const place = `${path}[${at}]`;
      if (codec === undefined) {
        const meant = closest(String(given ?? ""), CODEC_NAMES);
        const hint = meant === undefined ? `known are ${KNOWN}` : `did you mean "${meant}"?`;
        judge.say(item.from, place, `${describeNode(item)} is not a codec that can be chosen: ${hint}`);
      } else if (codecs.includes(codec)) judge.say(item.from, place, `"${codec}" is named twice: once is enough`);
      else codecs.push(codec);
    }
    return codecs.length === node.items.length ? Object.freeze(codecs) : undefined;
  },
};
