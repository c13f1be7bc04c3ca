/** The fields by which a form that waits for a proof says who sends it: none of a form's own is called so. */
export const PROOF_FIELDS = { password: "proof.password", code: "proof.code" } as const;

/** Takes what was typed as a proof out of a form, so that no page sees it; undefined where nothing was. */
export function takeProof(form: FormData): { readonly password: string; readonly code: string } | undefined {
  const [password, code] = [form.get(PROOF_FIELDS.password), form.get(PROOF_FIELDS.code)];
  for (const field of Object.values(PROOF_FIELDS)) form.delete(field);
  return typeof password !== "string" ? undefined : { password, code: typeof code === "string" ? code : "" };
}

/**
 * What was sent, as fields that a page can hold until its sender has proved who he is; undefined where a file is among them,
 * which a page cannot hold.
 */
export function heldFields(form: FormData): readonly (readonly [name: string, value: string])[] | undefined {
  const sent = [...form].filter(([, value]) => typeof value === "string" || value.size > 0);
  return sent.every((field): field is [string, string] => typeof field[1] === "string") ? sent : undefined;
}
