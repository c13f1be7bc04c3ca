import type { VNode } from "preact";
import { lostMailsOf, refusedAddresses } from "../../health/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { Told } from "../../parts/mod.ts";

interface RefusedParts {
  readonly visit: SignedVisit;
  /** What the office says of the thing that is shown. */
  readonly value: unknown;
}

/** Says which addresses of what is shown the mail server refuses: whoever is to be told there hears nothing. */
export function RefusedAddresses({ visit, value }: RefusedParts): VNode | null {
  const { words: { office: words }, world } = visit;
  const refused = refusedAddresses(lostMailsOf(world));
  if (refused.size === 0) return null;
  const { extensions } = world.directory();
  const named = textsIn(value).flatMap(([key, text]) => {
    // Who is told of missed calls may be named by his extension.
    const address = key === "to" ? extensions.get(text)?.mailbox?.email ?? text : text;
    return refused.has(address.toLowerCase()) ? [address] : [];
  });
  if (named.length === 0) return null;
  return (
    <Told kind="warn">
      <ul data-refused>
        {[...new Set(named)].map((address) => (
          <li key={address}>
            <a href="/settings/mail">{words.addressRefused(address, refused.get(address.toLowerCase()) ?? "")}</a>
          </li>
        ))}
      </ul>
    </Told>
  );
}

/** All that is said in a value, each under the key that it stands at. */
function textsIn(value: unknown, key = ""): readonly (readonly [key: string, text: string])[] {
  if (typeof value === "string") return [[key, value]];
  if (Array.isArray(value)) return value.flatMap((each) => textsIn(each, key));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => textsIn(each, name));
}
