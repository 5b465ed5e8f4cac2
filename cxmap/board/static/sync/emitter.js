// @ts-check
/** Named events, told at once and in the order in which listeners came. @template {string} Name */
export class Emitter {
  constructor() {
    /** @type {Map<Name, Set<(...args: any[]) => void>>} */
    this._listeners = new Map();
  }

  /** @param {Name} name @param {(...args: any[]) => void} fn @returns {() => void} stops it */
  on(name, fn) {
    let set = this._listeners.get(name);
    if (!set) this._listeners.set(name, (set = new Set()));
    set.add(fn);
    return () => void set.delete(fn);
  }

  /** @param {Name} name @param {...any} args */
  _emit(name, ...args) {
    for (const fn of [...(this._listeners.get(name) ?? [])]) fn(...args);
  }
}
