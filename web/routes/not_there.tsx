import type { Answer, SignedVisit } from "../page/mod.ts";

/** The page for what is asked for by name and is not there, or not for whoever asks. */
export function notThere({ words: { frame } }: SignedVisit): Answer {
  return {
    title: frame.notThere,
    status: 404,
    page: (
      <section class="card padded">
        <h1>{frame.notThere}</h1>
        <p class="soft">{frame.notThereText}</p>
      </section>
    ),
  };
}
