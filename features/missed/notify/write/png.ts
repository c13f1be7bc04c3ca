/** A picture of a few colours: each pixel is the place of its colour in the palette (PNG, ISO/IEC 15948 §11.2). */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** `#rrggbb` */
  readonly palette: readonly string[];
  /** Row by row, one octet a pixel. */
  readonly pixels: Uint8Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const INDEXED = 3;

/** What packs octets and sums them up, as node:zlib does: zlib's form (RFC 1950), and CRC-32. */
export interface Packer {
  pack(octets: Uint8Array): Uint8Array;
  sum(octets: Uint8Array): number;
}

/** Writes a picture as mail programs show it. */
export function writePng({ width, height, palette, pixels }: Picture, packer: Packer): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, INDEXED, 0, 0, 0], 8);
  const colours = Uint8Array.from(
    palette.flatMap((colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16))),
  );
  // Each row begins with its filter: none.
  const rows = new Uint8Array((width + 1) * height);
  for (let row = 0; row < height; row++) {
    rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  const chunks = [
    Uint8Array.from(SIGNATURE),
    chunk(packer, "IHDR", header),
    chunk(packer, "PLTE", colours),
    chunk(packer, "IDAT", packer.pack(rows)),
    chunk(packer, "IEND", new Uint8Array()),
  ];
  const all = new Uint8Array(chunks.reduce((length, each) => length + each.length, 0));
  let at = 0;
  for (const each of chunks) {
    all.set(each, at);
    at += each.length;
  }
  return all;
}

function chunk({ sum }: Packer, type: string, data: Uint8Array): Uint8Array {
  const octets = new Uint8Array(12 + data.length);
  const view = new DataView(octets.buffer);
  view.setUint32(0, data.length);
  octets.set(new TextEncoder().encode(type), 4);
  octets.set(data, 8);
  view.setUint32(8 + data.length, sum(octets.subarray(4, 8 + data.length)));
  return octets;
}
