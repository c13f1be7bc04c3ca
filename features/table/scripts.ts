import { dial, endCircle, hangUp, type ScriptTable } from "../../core/script/mod.ts";
import { reachRoom } from "../conference/mod.ts";
import { reachEchoTest } from "../echo_test/mod.ts";
import { reachExtension } from "../extension/mod.ts";
import { speakAt } from "../intercom/mod.ts";
import { pageZone } from "../paging/mod.ts";
import { callOnAccount } from "../account/mod.ts";
import { dialShown } from "../anonymous/mod.ts";
import { blockCaller, blockLastCaller, unblockCaller } from "../block_list/mod.ts";
import { turnCallWaiting } from "../call_waiting/mod.ts";
import { campOn } from "../camp_on/mod.ts";
import { setDoNotDisturb } from "../dnd/mod.ts";
import { callBack, redial } from "../last_caller/mod.ts";
import { castHelp, reachEmergency, reachOutside, tellOfHelp } from "../outside/mod.ts";
import { parkCaller, reachSlot } from "../park/mod.ts";
import { pickUpGroup, pickUpNumber } from "../pickup/mod.ts";
import { openFromAfar } from "../door/mod.ts";
import { turnFindMe } from "../find_me/mod.ts";
import { endForward, setForward } from "../forward/mod.ts";
import { hearAnnouncement, reachAnnouncement, recordAnnouncement } from "../announcement/mod.ts";
import { tellTime } from "../clock/mod.ts";
import { dialByName } from "../dial_by_name/mod.ts";
import { letIn } from "../disa/mod.ts";
import { logIn, logOut } from "../hot_desk/mod.ts";
import { reachHours, turnNightSwitch } from "../hours/mod.ts";
import { reachMenu } from "../menu/mod.ts";
import { readBack } from "../read_back/mod.ts";
import {
  CALL_BACK,
  callBack as callBackFromQueue,
  callOut,
  logIn as joinQueue,
  OUTBOUND,
  pauseAgent,
  reachQueue,
  turnOutbound,
} from "../queue/mod.ts";
import { hearAny, hearMine, leaveMessage } from "../voicemail/mod.ts";
import { reachGroup } from "../ring_group/mod.ts";
import { dialSpeed, setSpeed } from "../speed_dial/mod.ts";
import { supervise } from "../supervise/mod.ts";
import { setWakeUp, wakeUp } from "../wake_up/mod.ts";

/** By the kind of destination; a feature code's kind is its name. */
export const SCRIPTS: ScriptTable = {
  "dial": dial,
  "hang-up": hangUp,
  "circle": endCircle,
  "extension": reachExtension,
  "group": reachGroup,
  "queue": reachQueue,
  [CALL_BACK]: callBackFromQueue,
  "agent": joinQueue,
  "agent-pause": pauseAgent,
  "agent-outbound": turnOutbound,
  [OUTBOUND]: callOut,
  "room": reachRoom,
  "page": pageZone,
  "intercom": speakAt,
  "announcement": reachAnnouncement,
  "announcement-record": recordAnnouncement,
  "announcement-hear": hearAnnouncement,
  "hours": reachHours,
  "night": turnNightSwitch,
  "menu": reachMenu,
  "directory": dialByName,
  "open-door": openFromAfar,
  "desk-in": logIn,
  "desk-out": logOut,
  "disa": letIn,
  "clock": tellTime,
  "my-number": readBack,
  "voicemail": leaveMessage,
  "voicemail-to": leaveMessage,
  "voicemail-mine": hearMine,
  "voicemail-any": hearAny,
  "account": callOnAccount,
  "outside": reachOutside,
  "emergency": reachEmergency,
  "emergency-told": tellOfHelp,
  "emergency-cast": castHelp,
  "echo-test": reachEchoTest,
  "park": parkCaller,
  "park-slot": reachSlot,
  "forward-always": (caller, number) => setForward(caller, "always", number),
  "forward-always-off": (caller) => endForward(caller, "always"),
  "forward-busy": (caller, number) => setForward(caller, "busy", number),
  "forward-busy-off": (caller) => endForward(caller, "busy"),
  "forward-no-answer": (caller, number) => setForward(caller, "no-answer", number),
  "forward-no-answer-off": (caller) => endForward(caller, "no-answer"),
  "do-not-disturb": (caller, number) => setDoNotDisturb(caller, "on", number),
  "do-not-disturb-off": (caller) => setDoNotDisturb(caller, "off", ""),
  "do-not-disturb-over": (caller, number) => setDoNotDisturb(caller, "over", number),
  "find-me": turnFindMe,
  "camp-on": campOn,
  "wake-up": setWakeUp,
  "wake-up-call": wakeUp,
  "call-waiting": turnCallWaiting,
  "last-caller": callBack,
  "redial": redial,
  "anonymous": (caller, number) => dialShown(caller, number, true),
  "identified": (caller, number) => dialShown(caller, number, false),
  "block": blockCaller,
  "unblock": unblockCaller,
  "block-last-caller": blockLastCaller,
  "speed-dial": dialSpeed,
  "speed-dial-set": setSpeed,
  "supervise": supervise,
  "pick-up": pickUpGroup,
  "pick-up-at": pickUpNumber,
};
