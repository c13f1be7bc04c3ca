import { emergencyNumbersOf } from "../directory/mod.ts";
import type { Judge } from "./judge.ts";
import type { ConfigMap, ConfigNode, ConfigScalar } from "./node.ts";

/** The path key of an extension's secret: by number and not by place, for lists are re-ordered. */
export function secretKey(number: string): string {
  return `extensions/${number}/secret`;
}

interface CheckOptions {
  readonly judge: Judge;
  readonly kept: (path: string) => string | undefined;
}

/**
 * What one extension cannot know of the others, of the country and of the box. It looks at the nodes themselves, so that
 * its faults stand beside those of the shape and not behind them.
 */
export function checkOffice(root: ConfigNode, options: CheckOptions): void {
  if (root.kind !== "map") return;
  const office = root.entries.get("office")?.value;
  const country = office?.kind === "map" ? textAt(office, "country")?.value ?? "" : "";
  const checks = new ExtensionChecks(String(country), options);
  const list = root.entries.get("extensions")?.value;
  if (list?.kind !== "list") return;
  for (const [at, item] of list.items.entries()) if (item?.kind === "map") checks.look(item, `extensions[${at}]`);
}

class ExtensionChecks {
  readonly #country: string;
  readonly #emergency: ReadonlySet<string>;
  readonly #options: CheckOptions;
  readonly #first = new Map<string, { readonly path: string; readonly offset: number }>();

  constructor(country: string, options: CheckOptions) {
    this.#country = country;
    this.#emergency = emergencyNumbersOf(country);
    this.#options = options;
  }

  look(item: ConfigMap, path: string): void {
    const number = textAt(item, "number");
    if (typeof number?.value !== "string") return;
    this.#checkNumber(number.value, `${path}.number`, number.from);
    this.#checkSecret(item, number.value, `${path}.secret`);
  }

  #checkNumber(number: string, path: string, offset: number): void {
    const { judge } = this.#options;
    if (this.#emergency.has(number)) {
      const where = this.#country === "" ? "" : ` in ${this.#country}`;
      judge.say(offset, path, `"${number}" is an emergency number${where} and cannot be an extension`);
    }
    const first = this.#first.get(number);
    if (first === undefined) this.#first.set(number, { path, offset });
    else judge.say(offset, path, `"${number}" is taken already by ${first.path} in ${judge.lineOf(first.offset)}`);
  }

  #checkSecret(item: ConfigMap, number: string, path: string): void {
    const secret = textAt(item, "secret");
    if (secret?.kept !== true || this.#options.kept(secretKey(number)) !== undefined) return;
    this.#options.judge.say(secret.from, path, `the box has kept no secret for "${number}": write one`);
  }
}

function textAt(map: ConfigMap, key: string): ConfigScalar | undefined {
  const value = map.entries.get(key)?.value;
  return value?.kind === "scalar" ? value : undefined;
}
