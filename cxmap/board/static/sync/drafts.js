// @ts-check
/**
 * What is being written and not sent yet, by where it is written: kept in the browser at every letter, so that neither a reload nor
 * a closed tab loses a word. Two tabs keep theirs side by side. Another person in the same browser does not see it.
 * @extends {Map<string, string>}
 */
export class Drafts extends Map {
  /** @param {string} name of what it is kept under @param {Pick<Storage, "getItem" | "setItem" | "removeItem"> | null} storage */
  constructor(name, storage) {
    super();
    this._name = name;
    this._storage = storage;
    const { person, texts } = this._read();
    /** Whose they are; "" as long as nobody is known. */
    this.person = person;
    for (const [key, text] of Object.entries(texts)) super.set(key, text);
  }

  /** Who writes here: what somebody else has left is forgotten. @param {string} person @returns {boolean} whether anything was */
  belongTo(person) {
    const others = Boolean(this.person) && this.person !== person;
    this.person = person;
    if (!others) return false;
    const any = this.size > 0;
    super.clear();
    this._write({});
    return any;
  }

  /** @param {string} key @param {string} text */
  set(key, text) {
    super.set(key, text);
    this._write({ ...this._read().texts, [key]: text });
    return this;
  }

  /** @param {string} key */
  delete(key) {
    const there = super.delete(key);
    if (there) {
      const { [key]: _, ...rest } = this._read().texts;
      this._write(rest);
    }
    return there;
  }

  /** @returns {{person: string, texts: Record<string, string>}} */
  _read() {
    try {
      const kept = JSON.parse(this._storage?.getItem(this._name) ?? "null");
      const texts = Object.entries(kept?.texts ?? {}).filter(([, text]) => typeof text === "string");
      return { person: typeof kept?.person === "string" ? kept.person : "", texts: Object.fromEntries(texts) };
    } catch (error) {
      console.warn("cxmap: what was written and not sent on an earlier page could not be read.", error);
      return { person: "", texts: {} };
    }
  }

  /** @param {Record<string, string>} texts */
  _write(texts) {
    try {
      if (Object.keys(texts).length) this._storage?.setItem(this._name, JSON.stringify({ person: this.person, texts }));
      else this._storage?.removeItem(this._name);
    } catch (error) {
      console.warn("cxmap: what is written and not sent lasts only as long as this page.", error);
    }
  }
}
