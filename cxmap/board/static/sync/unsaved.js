// @ts-check
/** Texts that could not be saved, kept for their author until taken or dropped; over a reload where the browser lets us. */
import { newId } from "../model/ids.js";

const MOST = 100;

export class Unsaved {
  /** @param {string} journey @param {Pick<Storage, "getItem" | "setItem" | "removeItem"> | null} storage */
  constructor(journey, storage) {
    this._key = `cxmap.unsaved.${journey}`;
    this._storage = storage;
    /** @type {{id: string, text: string, when: string}[]} */
    this.items = this._load();
  }

  /** @param {string} text @param {string} when UTC */
  add(text, when) {
    if (this.items.some((item) => item.text === text)) return;
    this.items = [...this.items, { id: newId(), text, when }].slice(-MOST);
    this._save();
  }

  /** @param {string} id */
  drop(id) {
    this.items = this.items.filter((item) => item.id !== id);
    this._save();
  }

  _load() {
    try {
      const items = JSON.parse(this._storage?.getItem(this._key) ?? "[]");
      return Array.isArray(items) ? items.filter((item) => typeof item?.id === "string" && typeof item?.text === "string") : [];
    } catch (error) {
      console.warn("cxmap: the unsaved texts of an earlier page could not be read.", error);
      return [];
    }
  }

  _save() {
    try {
      if (this.items.length) this._storage?.setItem(this._key, JSON.stringify(this.items));
      else this._storage?.removeItem(this._key);
    } catch (error) {
      console.warn("cxmap: unsaved texts last only as long as this page.", error);
    }
  }
}
