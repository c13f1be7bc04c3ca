/** Who asks. */
export interface WebCaller {
  readonly address: string;
  /** By HTTPS. */
  readonly secure: boolean;
}

/** What answers requests: a Hono app, for one. */
export interface WebApp {
  fetch(request: Request, caller: WebCaller): Response | Promise<Response>;
}
