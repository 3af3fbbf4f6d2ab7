export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

const refreshAheadMilliseconds = 5 * 60_000;

/** Credentials by role: asked for once however many wait, renewed five minutes ahead, and used to the end if that fails. */
export class KeptCredentials {
  readonly #assume: (role: string, sessionName: string) => Promise<Credentials>;
  readonly #now: () => number;
  readonly #kept = new Map<string, Credentials>();
  readonly #asked = new Map<string, Promise<Credentials>>();

  constructor(assume: (role: string, sessionName: string) => Promise<Credentials>, now: () => number = Date.now) {
    this.#assume = assume;
    this.#now = now;
  }

  async of(role: string, sessionName: string): Promise<Credentials> {
    const kept = this.#kept.get(role);
    const left = (kept?.expiration.getTime() ?? 0) - this.#now();
    if (kept && left > refreshAheadMilliseconds) return kept;
    try {
      return await this.#askOnce(role, sessionName);
    } catch (error) {
      if (kept && left > 0) return kept;
      throw error;
    }
  }

  #askOnce(role: string, sessionName: string): Promise<Credentials> {
    const asked =
      this.#asked.get(role) ??
      this.#assume(role, sessionName)
        .then((credentials) => {
          this.#kept.set(role, credentials);
          return credentials;
        })
        .finally(() => this.#asked.delete(role));
    this.#asked.set(role, asked);
    return asked;
  }
}
