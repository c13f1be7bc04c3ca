/**
 * An outsider who wants to hear or to be heard: sprays RTP of a tone of its own to every port of a range, and counts what
 * comes back. A process of its own, so that its rate holds up nobody else: `deno run outsider.ts FROM TO PORTS SECONDS`.
 *
 * @module
 */

/** What it says. */
export const OUTSIDER_HZ = 800;

/** One RTP packet of 20 ms PCMA: a square wave in the loudest values of A-law. */
function packet(sequence: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(172);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x8008);
  view.setUint16(2, sequence & 0xffff);
  view.setUint32(4, sequence * 160);
  view.setUint32(8, 0xbadbad);
  const halfWave = 8_000 / OUTSIDER_HZ / 2;
  for (let sample = 0; sample < 160; sample++) {
    bytes[12 + sample] = Math.floor(sample / halfWave) % 2 === 0 ? 0xaa : 0x2a;
  }
  return bytes;
}

/** Sends to every port in turn, without a pause, until the time is over; tells how many packets went and came. */
async function spray(from: string, to: string, ports: readonly [number, number], seconds: number): Promise<string> {
  const socket = Deno.listenDatagram({ transport: "udp", hostname: from, port: 0 });
  let heard = 0;
  const listening = (async () => {
    for await (const _ of socket) heard += 1;
  })();
  let sent = 0;
  const endAt = Date.now() + seconds * 1_000;
  for (let round = 0; Date.now() < endAt; round++) {
    const bytes = packet(round);
    for (let port = ports[0]; port <= ports[1]; port++) {
      await socket.send(bytes, { transport: "udp", hostname: to, port });
      sent += 1;
    }
  }
  socket.close();
  await listening;
  return `sent ${sent} heard ${heard}`;
}

if (import.meta.main) {
  const [from = "", to = "", ports = "", seconds = ""] = Deno.args;
  const [first = 0, last = 0] = ports.split("-").map(Number);
  console.log(await spray(from, to, [first, last], Number(seconds)));
}
