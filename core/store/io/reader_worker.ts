import { serveReader } from "./serve_reader.ts";

serveReader({});
