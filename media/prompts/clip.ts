/** A piece of what is spoken: one of the box's clips by its name, or a pause. */
export type Clip =
  | { readonly type: "prompt"; readonly name: string }
  | { readonly type: "silence"; readonly ms: number };

export function clip(name: string): Clip {
  return { type: "prompt", name };
}

export function pause(ms: number): Clip {
  return { type: "silence", ms };
}
