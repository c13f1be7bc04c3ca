import type { CallJudge, Judgement } from "../../core/record/mod.ts";
import type { OwnRules } from "./own_rules.ts";
import { callOf } from "./record/mod.ts";
import { judge, type Outcome } from "./verdict.ts";

const JUDGEMENTS: Readonly<Record<Outcome, Judgement | undefined>> = {
  answered: "answered",
  missed: "missed",
  voicemail_received: "message",
  failed_busy: "none",
  failed: "none",
  early_cancel: "none",
  ivr_abandon: "none",
  announcement_only: "none",
  fax_received: "none",
  conference: "none",
  probe: "none",
  internal: undefined,
  outbound: undefined,
  undecided: undefined,
};

/** What figures make of a verdict. */
export function judgementOf(outcome: Outcome): Judgement | undefined {
  return JUDGEMENTS[outcome];
}

/** Judges this box's own calls for whoever counts them, as the list of missed calls does. */
export function callJudge({ policy, office }: OwnRules, ignored: readonly string[]): CallJudge {
  const { countVoicemail, countBusy, countBlocked, minRingS, probeNumbers, probeExtensions } = policy;
  const { country } = office;
  return {
    // What has no say in it (names, for how long entries are kept) makes nothing anew.
    rules: JSON.stringify({
      countVoicemail,
      countBusy,
      countBlocked,
      minRingS,
      probeNumbers,
      probeExtensions,
      country,
    }),
    ignored,
    judgementOf: (story, ignored) => {
      const call = callOf(story, { office, minRingS });
      if (call === undefined) return undefined;
      return call.direction === "inbound" && ignored.includes(call.outsider)
        ? "none"
        : judgementOf(judge(call, policy).outcome);
    },
  };
}
