// @ts-check
/** One thing after another: which of a list is looked at, while the list may change under it. DOM-free. */

/** @template {{id: string}} T */
export class Walk {
  constructor() {
    /** @type {readonly T[]} */ this.list = [];
    this.id = "";
    this.at = 0;
  }

  get now() {
    return this.list[this.at] ?? null;
  }

  /** The list as it is now; what is looked at stays, and where it is gone its neighbour takes the place. @param {readonly T[]} list */
  update(list) {
    this.list = list;
    const at = list.findIndex((one) => one.id === this.id);
    this.at = at >= 0 ? at : Math.max(0, Math.min(this.at, list.length - 1));
    this.id = this.now?.id ?? "";
  }

  /** @param {string} id @returns {boolean} whether there is such a one */
  to(id) {
    const at = this.list.findIndex((one) => one.id === id);
    if (at < 0) return false;
    [this.at, this.id] = [at, id];
    return true;
  }

  /** @param {number} by @returns {boolean} whether it moved */
  go(by) {
    const one = this.list[this.at + by];
    return Boolean(one) && this.to(one.id);
  }

  /** On to the next that is not done yet, from the start again at the end. @param {(one: T) => boolean} done @returns {boolean} false: all are */
  next(done) {
    const { length } = this.list;
    for (let i = 1; i <= length; i++) {
      const one = this.list[(this.at + i) % length];
      if (!done(one)) return this.to(one.id);
    }
    return false;
  }
}
