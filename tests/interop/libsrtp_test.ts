import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { SeededChance } from "../../core/base/mod.ts";
import { DEFAULT_SUITES } from "../../core/sdp/mod.ts";
import { SrtpReceiver, SrtpSender } from "../../media/srtp/mod.ts";
import { takeOctets } from "../../media/wasm/mod.ts";
import { labKernels } from "../lab/kernels.ts";
import { someKey, someRtcp, someRtp } from "../lab/packets.ts";
import { askLibsrtp, type SrtpAnswer, type SrtpRequest } from "./libsrtp.ts";
import { realTest } from "./tool.ts";

const NEEDS = ["gcc", "srtp2/srtp.h"] as const;
const PACKETS = 500;
const SSRC = 0x8badf00d;
/** Close before the wrap of the sequence number, so that both must count it. */
const FIRST = 65_536 - 200;

for (const suite of DEFAULT_SUITES) {
  realTest(`${PACKETS} packets of ${suite} each way are understood by libsrtp2 and by us`, NEEDS, async () => {
    const kernels = await labKernels();
    const block = takeOctets(kernels, 700);
    const laid = (octets: Uint8Array): { at: number; length: number } => {
      block.view.set(octets);
      return { at: block.at, length: octets.length };
    };
    const seen = (length: number): Buffer => Buffer.from(block.view.subarray(0, Math.max(0, length)));
    const chance = new SeededChance(2500);
    const key = someKey(chance, suite);
    using sender = new SrtpSender(kernels, key);
    using receiver = new SrtpReceiver(kernels, key);

    const requests: SrtpRequest[] = [{ ask: "session", key }];
    const judges: ((answer: SrtpAnswer) => void)[] = [() => {}];
    const ask = (request: SrtpRequest, judge: (packet: Buffer) => void): void => {
      requests.push(request);
      judges.push(({ status, packet }) => {
        assert.equal(status, 0, `libsrtp refuses to ${request.ask}`);
        judge(packet);
      });
    };
    for (let number = 0; number < PACKETS; number++) {
      const { packet } = someRtp(chance, SSRC, (FIRST + number) & 0xffff);
      const closed = seen(sender.protect(laid(packet)));
      ask({ ask: "unprotect", packet: closed }, (open) => assert.deepEqual(open, packet));
      ask({ ask: "protect", packet }, (theirs) => {
        assert.deepEqual(theirs, closed);
        assert.deepEqual(seen(receiver.unprotect(laid(theirs))), packet);
      });
      const report = someRtcp(chance, SSRC);
      ask({ ask: "unprotectRtcp", packet: seen(sender.protectRtcp(laid(report))) }, (open) => {
        assert.deepEqual(open, report);
      });
      ask({ ask: "protectRtcp", packet: report }, (theirs) => {
        assert.deepEqual(seen(receiver.unprotectRtcp(laid(theirs))), report);
      });
    }
    const answers = await askLibsrtp(requests);
    answers.forEach((answer, at) => judges[at]!(answer));
    kernels.arena.giveBack(block.at);
  });
}
