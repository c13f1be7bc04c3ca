import { type Destination, DESTINATION_KINDS, parseDestination } from "../directory/mod.ts";
import { closest } from "./closest.ts";
import { describeNode } from "./node.ts";
import type { Shape } from "./shape.ts";

const KINDS = Object.keys(DESTINATION_KINDS);
const EXAMPLES = '"101" (as dialled), "group 600", "hang-up busy"';

/**
 * Where a call goes. What it names is looked for once the whole file is read, so that it may stand further down; see
 * `Judge.refer`.
 */
export const destination: Shape<Destination> = {
  schema: {
    type: "string",
    description: `Where to: ${EXAMPLES}; kinds are ${KINDS.join(", ")}`,
    pattern: `^([0-9*#+][0-9*#]*|(${KINDS.join("|")})( +\\S+)?)$`,
  },
  read(node, path, judge) {
    if (node.kind !== "scalar" || node.kept || typeof node.value === "boolean" || node.value === null) {
      return judge.say(node.from, path, `${describeNode(node)} is not a destination as in ${EXAMPLES}`);
    }
    // A number without quotes is what was meant, unless YAML reads it as another one: 0101 is 101 to it.
    const text = String(node.value);
    if (typeof node.value === "number" && node.source !== text) {
      return judge.say(node.from, path, `${node.source} needs quotes to be a number to dial: write "${node.source}"`);
    }
    const found = parseDestination(text);
    if (found === undefined) {
      const reason = { is: "no-destination", value: text } as const;
      return judge.say(node.from, path, `"${text}" is not a destination: ${hint(text)}`, reason);
    }
    judge.refer({ ...found, from: node.from, path });
    return found;
  },
};

function hint(text: string): string {
  const [kind = ""] = text.split(/ +/);
  const meant = KINDS.includes(kind) ? kind : closest(kind, KINDS);
  if (meant === undefined) return `write it as in ${EXAMPLES}`;
  const takes: string = DESTINATION_KINDS[meant as keyof typeof DESTINATION_KINDS];
  return takes === "nothing" ? `did you mean "${meant}"?` : `write "${meant}" and its ${takes} behind it`;
}
