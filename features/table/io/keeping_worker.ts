import { serveReader } from "../../../core/store/io/mod.ts";
import { KEEPERS } from "./keepers.ts";

serveReader(KEEPERS);
