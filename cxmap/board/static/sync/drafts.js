// @ts-check
/**
 * What is being written and not sent yet, by where it is written: kept in the browser at every letter, so that neither a reload nor
 * a closed tab loses a word. Two tabs keep theirs side by side. Another person in the same browser does not see it: nothing is taken
 * from the browser, nor given to it, before it is known who writes.
 * @extends {Map<string, string>}
 */
export class Drafts extends Map {
  /** @param {string} name of what it is kept under @param {Pick<Storage, "getItem" | "setItem" | "removeItem"> | null} storage */
  constructor(name, storage) {
    super();
    this._name = name;
    this._storage = storage;
    /** Whose they are; "" as long as nobody is known. */
    this.person = "";
  }

  /** Who writes here: theirs come back, what somebody else has left is forgotten. @param {string} person @returns {boolean} whether other drafts are here now */
  belongTo(person) {
    if (!person || person === this.person) return false;
    const before = JSON.stringify([...this]);
    const early = this.person ? [] : [...this]; // typed before it was known who
    this.person = person;
    super.clear();
    for (const [key, text] of [...Object.entries(this._read() ?? {}), ...early]) super.set(key, text);
    this._write(Object.fromEntries(this));
    return JSON.stringify([...this]) !== before;
  }

  /**
   * Belong to whom a session belongs to, now and whenever it is told.
   * @param {{you: {person: string} | null, on: (event: "welcome", fn: () => void) => () => void}} session
   * @param {() => void} [changed] other drafts are here now @returns {() => void} what ends that
   */
  follow(session, changed = () => {}) {
    const look = () => void (this.belongTo(session.you?.person ?? "") && changed());
    look(); // a board may come to a session that was let in long ago
    return session.on("welcome", look);
  }

  /** @param {string} key @param {string} text */
  set(key, text) {
    super.set(key, text);
    this._write({ ...(this._read() ?? Object.fromEntries(this)), [key]: text });
    return this;
  }

  /** @param {string} key */
  delete(key) {
    const there = super.delete(key);
    if (there) {
      const { [key]: _, ...rest } = this._read() ?? Object.fromEntries(this);
      this._write(rest);
    }
    return there;
  }

  /** This person's; null where another's are kept, or none that can be read. @returns {Record<string, string> | null} */
  _read() {
    if (!this.person) return null;
    try {
      const kept = JSON.parse(this._storage?.getItem(this._name) ?? "null");
      if (kept?.person !== this.person) return null;
      return Object.fromEntries(Object.entries(kept.texts ?? {}).filter(([, text]) => typeof text === "string"));
    } catch (error) {
      console.warn("cxmap: what was written and not sent on an earlier page could not be read.", error);
      return null;
    }
  }

  /** @param {Record<string, string>} texts */
  _write(texts) {
    if (!this.person) return;
    try {
      if (Object.keys(texts).length) this._storage?.setItem(this._name, JSON.stringify({ person: this.person, texts }));
      else this._storage?.removeItem(this._name);
    } catch (error) {
      console.warn("cxmap: what is written and not sent lasts only as long as this page.", error);
    }
  }
}
