import type { Codec as Format } from "../../core/sdp/mod.ts";
import type { Kernels, OpusLibrary } from "../wasm/mod.ts";
import type { Codec } from "./codec.ts";
import { makeG711 } from "./g711.ts";
import { makeG722 } from "./g722.ts";
import { makeOpus, type OpusOptions } from "./opus.ts";
import { readOpusFormat } from "./opus_format.ts";

/** What codecs work with: one of each to a media worker. */
export interface CodecTools {
  readonly kernels: Kernels;
  readonly opus: OpusLibrary;
}

/** Makes the codec of one leg. Opus does as the format's parameters ask, but for what is `wanted` otherwise. */
type Maker = (tools: CodecTools, format: Pick<Format, "parameters">, wanted: OpusOptions) => Codec;

const MAKERS: Readonly<Record<string, Maker>> = {
  pcmu: ({ kernels }) => makeG711(kernels, "PCMU"),
  pcma: ({ kernels }) => makeG711(kernels, "PCMA"),
  g722: ({ kernels }) => makeG722(kernels),
  opus: ({ kernels, opus }, { parameters = "" }, wanted) =>
    makeOpus(kernels, opus, { ...readOpusFormat(parameters), ...wanted }),
};

/**
 * A codec by its name in rtpmap, in any case; undefined where we do not speak it. Throws where the memory is full.
 *
 * @param format as the other side described it
 * @param wanted of Opus only: our own settings, which win
 */
export function codecFor(
  format: Pick<Format, "name" | "parameters">,
  tools: CodecTools,
  wanted: OpusOptions = {},
): Codec | undefined {
  const name = format.name.toLowerCase();
  return Object.hasOwn(MAKERS, name) ? MAKERS[name]?.(tools, format, wanted) : undefined;
}
