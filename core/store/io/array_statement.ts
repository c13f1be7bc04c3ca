/** What Deno's types do not know of a statement yet (node:sqlite, since Node 24). */
export interface ArrayStatement {
  setReturnArrays(on: boolean): void;
}
