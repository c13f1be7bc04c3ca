import { equal } from "node:assert/strict";
import { wordsIn } from "../words/mod.ts";
import { troubleIn } from "./trouble_in.ts";

Deno.test("why a line outside is down stands in the reader's language", () => {
  const { trouble } = wordsIn("ro").now;
  equal(troubleIn("its host is not found", trouble), "serverul ei nu este găsit");
  equal(troubleIn("it says 403", trouble), "răspunde cu 403");
  equal(troubleIn(undefined, trouble), "");
  equal(troubleIn("it says 403", wordsIn("en").now.trouble), "it says 403");
});
