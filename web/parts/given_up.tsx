import type { VNode } from "preact";
import { Moment, type MomentParts } from "./moment.tsx";

/** Something that was to be told elsewhere, and was given up. */
export interface GivenUpRow {
  readonly id: string;
  /** Wall clock of the box, ms. */
  readonly at: number;
  readonly to: string;
  readonly subject: string;
  readonly why: string;
  /** What is wrong with where it was to go. */
  readonly tag?: string;
}

export interface GivenUpWords {
  readonly title: string;
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly why: string;
  readonly acts: string;
  readonly retry: string;
  readonly drop: string;
  readonly text: string;
}

export interface GivenUpParts {
  /** Of its heading, and as tests find it. */
  readonly id: string;
  readonly rows: readonly GivenUpRow[];
  readonly words: GivenUpWords;
  readonly timeZone: string;
  readonly language: MomentParts["language"];
  /** Below which each is sent again and dropped: `/settings/mail/lost`; undefined for who only looks. */
  readonly path: string | undefined;
}

/** What was given up: to whom and why, and what may be done with each. Nothing where all have arrived. */
export function GivenUp({ id, rows, words, timeZone, language, path }: GivenUpParts): VNode | null {
  if (rows.length === 0) return null;
  return (
    <section class="card wide" tabindex={0} aria-labelledby={id} data-given-up={id}>
      <header>
        <h2 id={id}>{words.title}</h2>
      </header>
      <table class="table stacks">
        <thead>
          <tr>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.to}</th>
            <th scope="col">{words.subject}</th>
            <th scope="col">{words.why}</th>
            {path !== undefined && <th scope="col">{words.acts}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td data-label={words.at}>
                <Moment at={row.at} timeZone={timeZone} language={language} />
              </td>
              <td data-label={words.to}>
                {row.to} {row.tag !== undefined && <span class="tag bad">{row.tag}</span>}
              </td>
              <td data-label={words.subject}>{row.subject}</td>
              <td data-label={words.why} class="soft">{row.why}</td>
              {path !== undefined && (
                <td>
                  <form class="acts" method="post">
                    <button class="button small" type="submit" formAction={actOf(path, row.id, "retry")}>
                      {words.retry}
                    </button>
                    <button class="button small danger" type="submit" formAction={actOf(path, row.id, "drop")}>
                      {words.drop}
                    </button>
                  </form>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="soft inset">{words.text}</p>
    </section>
  );
}

function actOf(path: string, id: string, act: "retry" | "drop"): string {
  return `${path}/${encodeURIComponent(id)}/${act}`;
}
