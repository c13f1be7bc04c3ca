import type { ConfigScalar } from "./node.ts";
import { FROM_ENVIRONMENT, type JsonSchema, type Shape } from "./shape.ts";

/** A secret as the file has it: its text, or `!kept`. The node tells where to cut it out of the text. */
export type SecretText =
  | { readonly kind: "given"; readonly text: string; readonly node: ConfigScalar }
  | { readonly kind: "kept"; readonly node: ConfigScalar };

const SHORTEST = 8;
const LONGEST = 128;

/**
 * A secret. Its faults never repeat it: they end up in logs and on screens. It stands on its own line, without anchor or alias,
 * so that the stored file can say `!kept` in its place.
 *
 * @param faultOf what is wrong with a text, in words that do not repeat it
 */
export function secretShape(plain: JsonSchema, faultOf: (text: string) => string | undefined): Shape<SecretText> {
  return {
    schema: { anyOf: [plain, FROM_ENVIRONMENT, { type: "null", description: "!kept" }, { const: "" }] },
    read(node, path, judge) {
      if (node.kind !== "scalar") return judge.say(node.from, path, `a ${node.kind} is not a secret`);
      if (node.written === "alias" || node.written === "anchored") {
        return judge.say(node.from, path, "is shared by an anchor: write every secret out");
      }
      if (node.written === "block") return judge.say(node.from, path, "is written as a block: write it on one line");
      if (node.kept && node.source === "") return { kind: "kept", node };
      if (node.kept) return judge.say(node.from, path, "has a text behind !kept: write one of them");
      if (typeof node.value === "number" || typeof node.value === "boolean") {
        return judge.say(node.from, path, "needs quotes to be a secret");
      }
      const fault = faultOf(node.value ?? "");
      return fault === undefined ? { kind: "given", text: node.value ?? "", node } : judge.say(node.from, path, fault);
    },
  };
}

/** A SIP secret. */
export const secretText: Shape<SecretText> = secretShape(
  { type: "string", minLength: SHORTEST, maxLength: LONGEST },
  (secret) => {
    if (secret === "") return `is empty: a secret has at least ${SHORTEST} characters`;
    if (secret.length < SHORTEST) return `is too short: a secret has at least ${SHORTEST} characters`;
    if (secret.length > LONGEST) return `is too long: a secret has at most ${LONGEST} characters`;
    return /\p{Cc}/u.test(secret) ? "has a control character or a line break in it" : undefined;
  },
);

/** A PIN of so many digits; `faultOf` may find one too easy to guess. */
export function pinShape(
  { from, to }: { readonly from: number; readonly to: number },
  faultOf: (pin: string) => string | undefined = () => undefined,
): Shape<SecretText> {
  const pattern = `^[0-9]{${from},${to}}$`;
  return secretShape(
    { type: "string", pattern },
    (pin) => new RegExp(pattern).test(pin) ? faultOf(pin) : `is not a PIN of ${from} to ${to} digits`,
  );
}
