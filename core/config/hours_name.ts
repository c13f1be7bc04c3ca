import { wordText } from "./names.ts";
import type { Shape } from "./shape.ts";

/** The name of one of `hours:`. */
export const hoursName: Shape<string> = {
  schema: wordText.schema,
  read(node, path, judge) {
    const name = wordText.read(node, path, judge);
    if (name !== undefined) judge.refer({ kind: "hours", id: name, from: node.from, path });
    return name;
  },
};
