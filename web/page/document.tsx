import type { ComponentChildren, VNode } from "preact";
import type { Words } from "../words/mod.ts";
import { htmlOf } from "./html_of.ts";
import type { DeskWorld } from "./world.ts";

export interface DocumentParts {
  readonly title: string;
  readonly words: Words;
  readonly assets: DeskWorld["assets"];
  readonly body: ComponentChildren;
}

/** A whole HTML page. */
export function documentOf({ title, words, assets, body }: DocumentParts): string {
  const page: VNode = (
    <html lang={words.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <title>{`${title} · Kontor`}</title>
        <link rel="icon" type="image/svg+xml" href={assets.url("kontor.svg")} />
        <link rel="stylesheet" href={assets.url("desk.css")} />
        <script src={assets.url("theme.js")} />
        <script type="module" src={assets.url("client.js")} />
      </head>
      <body>{body}</body>
    </html>
  );
  return `<!doctype html>${htmlOf(page)}`;
}
