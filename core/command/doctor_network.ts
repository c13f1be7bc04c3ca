import { formatAddress } from "../base/mod.ts";
import type { BoxFacts, Finding, OptionsFact } from "./doctor.ts";
import type { DoctorWords } from "./doctor_words.ts";
import { ipKind } from "./ip_kind.ts";

/** Whether phones can find the box: from the office, and from beyond its router. */
export function judgeAddresses(facts: BoxFacts, words: DoctorWords): readonly Finding[] {
  const about = "addresses";
  const reachable = facts.ips.filter((ip) => !["loopback", "link-local"].includes(ipKind(ip)));
  if (reachable.length === 0) {
    return [{ about, verdict: "bad", text: words.noAddress, advice: words.noAddressAdvice }];
  }
  const open = reachable.filter((ip) => ipKind(ip) === "public");
  const seen: Finding = open.length === 0
    ? { about, verdict: "ok", text: words.inOffice(reachable.join(", ")) }
    : { about, verdict: "warn", text: words.open(open.join(", ")), advice: words.openAdvice };
  return [seen, judgeAdvertise(facts, open.length > 0, words)];
}

function judgeAdvertise(facts: BoxFacts, isPublic: boolean, words: DoctorWords): Finding {
  const { advertise, stun } = facts.settings.sip;
  const about = "sip.advertise";
  if (advertise !== "auto") {
    const kind = ipKind(advertise);
    if (kind === "public" || facts.ips.includes(advertise)) {
      return { about, verdict: "ok", text: words.told(advertise) };
    }
    return { about, verdict: "warn", text: words.toldWrong(advertise, kind), advice: words.toldWrongAdvice };
  }
  if (isPublic) return { about, verdict: "ok", text: words.noRouter };
  return { about, verdict: "ok", text: stun === undefined ? words.officeOnly : words.asked(stun) };
}

/** What the router does to a packet on its way out. */
export function judgeStun(facts: BoxFacts, words: DoctorWords): readonly Finding[] {
  const { stun } = facts;
  if (stun === undefined) return [];
  const about = "nat";
  if (stun.answer === undefined) {
    return [{ about, verdict: "warn", text: words.noStun(stun.server), advice: words.noStunAdvice }];
  }
  const { inner, outer } = stun.answer;
  if (facts.ips.includes(outer.ip)) return [{ about, verdict: "ok", text: words.noNat(outer.ip) }];
  if (["carrier", "private"].includes(ipKind(outer.ip))) {
    return [{ about, verdict: "bad", text: words.behindAnother(outer.ip), advice: words.behindAnotherAdvice }];
  }
  if (outer.port !== inner.port) {
    const text = words.changesPorts(formatAddress(outer), inner.port);
    return [{ about, verdict: "warn", text, advice: words.changesPortsAdvice }];
  }
  return [{ about, verdict: "ok", text: words.keepsPorts(outer.ip) }];
}

/** Whether something between rewrites SIP ("SIP ALG"), which breaks more calls than it ever helped. */
export function judgeAlg(
  facts: Pick<BoxFacts, "options" | "sipModules">,
  words: DoctorWords,
): readonly Finding[] {
  const findings = facts.options.map((fact) => judgeOptions(fact, words));
  if (facts.sipModules.length > 0) {
    findings.push({
      about: "sip alg",
      verdict: "warn",
      text: words.kernelRewrites(facts.sipModules.join(", ")),
      advice: words.kernelRewritesAdvice(`modprobe -r ${facts.sipModules.join(" ")}`),
    });
  }
  return findings;
}

function judgeOptions(fact: OptionsFact, words: DoctorWords): Finding {
  const about = "sip alg";
  const target = formatAddress(fact.target);
  if (fact.back === undefined) {
    return fact.way === "outside"
      ? { about, verdict: "ok", text: words.notAskedFromInside(target) }
      : { about, verdict: "bad", text: words.noAnswer(target), advice: words.noAnswerAdvice };
  }
  // RFC 3261 §18.2.1 and RFC 3581 §4 add received and rport; all else must come back as it was sent.
  if (bare(fact.back) === bare(fact.sent)) return { about, verdict: "ok", text: words.untouched(target) };
  const text = words.rewritten(target, fact.sent, fact.back);
  return { about, verdict: "bad", text, advice: words.rewrittenAdvice };
}

function bare(via: string): string {
  return via.replace(/;(received|rport)(=[^;]*)?/gi, "").replace(/\s+/g, " ").trim();
}
