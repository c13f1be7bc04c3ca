import type { VNode } from "preact";

/** What an island is given: plain values only, since they travel in the page. */
export type IslandProps = Readonly<Record<string, unknown>>;

/**
 * A component that lives on in the browser: rendered here, and taken over there by `web/islands/client.ts` under its name.
 * Its props stand behind it as JSON: a quarter shorter than in an attribute, where each quote takes six characters.
 */
export function island<Props extends object>(
  name: string,
  Component: (props: Props) => VNode,
): (props: Props) => VNode {
  return function Island(props: Props): VNode {
    return (
      <>
        <div class="island" data-island={name}>
          <Component {...props} />
        </div>
        <script type="application/json" dangerouslySetInnerHTML={{ __html: jsonInPage(props) }} />
      </>
    );
  };
}

/** What no page takes for its own: the end of the script that it stands in, or the begin of a comment. */
function jsonInPage(props: object): string {
  return JSON.stringify(props).replaceAll("<", "\\u003c");
}
