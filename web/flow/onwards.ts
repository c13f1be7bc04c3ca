import type { Flow } from "./graph.ts";

/** What calls come to from one thing on (`menus/main`, as {@link FlowNode.at} has it); all of it where there is no such thing. */
export function onwards(flow: Flow, at: string): Flow {
  const { nodes, edges } = flow;
  const reached = new Set(nodes.filter((node) => node.at === at).map(({ id }) => id));
  if (reached.size === 0) return flow;
  // What is added meanwhile is looked at, too.
  for (const id of reached) {
    for (const { from, to } of edges) if (from === id) reached.add(to);
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return {
    // The first one first: of a circle that is where it is entered.
    nodes: [...reached].flatMap((id) => byId.get(id) ?? []),
    edges: edges.filter(({ from }) => reached.has(from)),
  };
}
