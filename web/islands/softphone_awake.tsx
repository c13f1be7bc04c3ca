import type { VNode } from "preact";
import Softphone, { type SoftphoneProps } from "./softphone.tsx";
import { SipLine } from "./softphone/sip_line.ts";

/** The phone with a line: JsSIP is brought in here alone, so that the box itself never loads it. */
export default function AwakeSoftphone(props: SoftphoneProps): VNode {
  return <Softphone {...props} openLine={(options) => new SipLine(options)} />;
}
