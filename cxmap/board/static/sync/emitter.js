// @ts-check
/**
 * Named events, told at once and in the order in which listeners came. A listener that fails is reported as any other
 * error of the page; it stops neither the other listeners nor what was going on: no edit gets lost over a fault on the screen.
 * @template {string} Name
 */
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

  /** Tell an event from outside. @param {Name} name @param {...any} args */
  tell(name, ...args) {
    this._emit(name, ...args);
  }

  /** @param {Name} name @param {...any} args */
  _emit(name, ...args) {
    for (const fn of [...(this._listeners.get(name) ?? [])]) {
      try {
        fn(...args);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
