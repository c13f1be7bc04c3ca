import type { BoxFacts, Finding, StunFact, TurnFact } from "./doctor.ts";
import type { DoctorWords } from "./doctor_words.ts";

/** Whether the servers by which phones in browsers come from outside do for them what they are there for. */
export function judgeOutside({ outside }: Pick<BoxFacts, "outside">, words: DoctorWords): readonly Finding[] {
  return [
    ...outside.stun.map((fact) => judgeStunServer(fact, words)),
    ...outside.turn.map((fact) => judgeTurn(fact, words)),
  ];
}

function judgeStunServer({ server, answer }: StunFact, words: DoctorWords): Finding {
  const about = "browser_phones.stun";
  if (answer !== undefined) return { about, verdict: "ok", text: words.browsersAsk(server) };
  return {
    about,
    verdict: "warn",
    text: words.noStun(server),
    advice: words.browsersUnansweredAdvice,
  };
}

function judgeTurn({ server, answer }: TurnFact, words: DoctorWords): Finding {
  const about = "browser_phones.turn";
  if (answer === undefined) {
    return { about, verdict: "warn", text: words.relaySilent(server), advice: words.relaySilentAdvice };
  }
  if (answer.came === "allocated") return { about, verdict: "ok", text: words.relays(server, answer.relayed.ip) };
  return {
    about,
    verdict: "warn",
    text: words.relayRefuses(server, `${answer.code} ${answer.text}`),
    advice: answer.code === 401 ? words.relayWrongSecretAdvice : words.relayRefusesAdvice,
  };
}
