/**
 * A STUN server for a namespace of its own: `deno run stun_server.ts ADDRESS PORT`.
 *
 * @module
 */
import { answerBinding } from "../../core/stun/mod.ts";

const [hostname = "", port] = Deno.args;
const socket = Deno.listenDatagram({ transport: "udp", hostname, port: Number(port) });
console.log("ready");
for await (const [bytes, from] of socket) {
  if (from.transport !== "udp") continue;
  const answer = answerBinding(bytes, { ip: from.hostname, port: from.port });
  if (answer !== undefined) await socket.send(answer, from);
}
