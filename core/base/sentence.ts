/** What an error says to people, who may mend it: a taken port, a wrong file. A fault of ours is thrown on, with its stack. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof ReferenceError) throw error;
  return error.message;
}
