type Library = typeof import("fflate");

/**
 * A ZIP archive with some of its files written anew, piece by piece, so that no file is ever whole in memory. All files are
 * said to be of one moment: the same report is the same octets.
 */
export function repack(
  { strFromU8, strToU8, unzipSync, Zip, ZipDeflate }: Library,
  archive: Uint8Array,
  { renew, at }: {
    readonly renew: ReadonlyMap<string, (text: string) => Iterable<string>>;
    readonly at: number;
  },
): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  const packed = new Zip((error, piece) => {
    if (error !== null) throw error;
    pieces.push(piece);
  });
  const mtime = onEveryWall(at);
  for (const [name, octets] of Object.entries(unzipSync(archive))) {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = mtime;
    packed.add(file);
    const made = renew.get(name);
    if (made === undefined) file.push(octets, true);
    else {
      for (const text of made(strFromU8(octets))) file.push(strToU8(text));
      file.push(new Uint8Array(0), true);
    }
  }
  packed.end();
  return joined(pieces);
}

/** ZIP knows no time zones, and its writer asks the machine's clock: this shows the same on all of them. */
function onEveryWall(at: number): Date {
  const first = Math.max(at, Date.UTC(1980, 0, 2));
  return new Date(first + new Date(first).getTimezoneOffset() * 60_000);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
