import type { VNode } from "preact";

/** What an island is given: plain values only, since they travel in the page. */
export type IslandProps = Readonly<Record<string, unknown>>;

/**
 * A component that lives on in the browser: rendered here, and taken over there by `web/islands/client.ts` under its name.
 * Its props stand in the page as JSON.
 */
export function island<Props extends object>(
  name: string,
  Component: (props: Props) => VNode,
): (props: Props) => VNode {
  return function Island(props: Props): VNode {
    return (
      <div class="island" data-island={name} data-props={JSON.stringify(props)}>
        <Component {...props} />
      </div>
    );
  };
}
