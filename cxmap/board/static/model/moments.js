// @ts-check
/** The map at any revision: asked of the server, kept for a while, and of many asked at once only the last one counts. DOM-free. */
import { Replica, same } from "../sync/replica.js";
import { BOARD_TYPES } from "../sync/schema.js";

/** @typedef {import("./timeline.js").Entry} Entry */
/** @typedef {{rev: number, entry: Entry | null, replica: Replica}} Moment */

/** So many records are kept at most, whatever the map's size, and so many moments. */
const MOST_RECORDS = 60_000;
const MOST = 40;

export class Moments {
  /**
   * @param {(type: string, fields: Record<string, any>) => Promise<any>} ask
   * @param {() => Replica | null} [shown] what is on the screen: records that are the same there are shared
   */
  constructor(ask, shown = () => null) {
    this._ask = ask;
    this._shown = shown;
    /** By revision, the one used last at the end. @type {Map<number, Moment>} */
    this._kept = new Map();
    /** @type {Map<number, Promise<Moment>>} */
    this._coming = new Map();
    this._wanted = 0;
    this._busy = false;
  }

  /** The moment of a revision, where it is known. @param {number} rev @returns {Moment | undefined} */
  known(rev) {
    const moment = this._kept.get(rev);
    if (moment) {
      this._kept.delete(rev);
      this._kept.set(rev, moment);
    }
    return moment;
  }

  /** The moment of a revision. Rejects with what the server says. @param {number} rev @returns {Promise<Moment>} */
  at(rev) {
    const known = this.known(rev);
    if (known) return Promise.resolve(known);
    let coming = this._coming.get(rev);
    if (!coming) {
      coming = this._ask("moment", { rev }).then(({ entry, records }) => this._keep({ rev, entry, replica: loaded(records, rev, this._shown()) }));
      this._coming.set(rev, coming);
      const done = () => void this._coming.delete(rev);
      coming.then(done, done);
    }
    return coming;
  }

  /**
   * Show the moment of a revision as soon as it is there. While one is under way, only the last one that was asked for is fetched
   * next; what comes meanwhile is shown too, so that the map moves along.
   * @param {number} rev @param {(moment: Moment) => void} show @param {(error: any) => void} fail
   */
  async show(rev, show, fail) {
    this._wanted = rev;
    const known = this.known(rev);
    if (known) return show(known);
    if (this._busy) return;
    this._busy = true;
    /** @type {Moment | null} */
    let seen = null;
    while (this._wanted && !this._kept.has(this._wanted)) {
      const next = this._wanted;
      try {
        const moment = await this.at(next);
        if (this._wanted) show((seen = moment));
      } catch (error) {
        if (this._wanted === next) {
          this._wanted = 0;
          fail(error);
        }
      }
    }
    this._busy = false;
    const last = this._wanted && this.known(this._wanted);
    if (last && last !== seen) show(last);
  }

  /** Nothing is wanted any more. */
  rest() {
    this._wanted = 0;
  }

  /** Have a moment at hand; whether that works does not matter. @param {number} rev */
  prepare(rev) {
    if (!this._busy && this._coming.size < 2) this.at(rev).catch(() => {}); // it is asked for again when it is wanted
  }

  forget() {
    this._kept.clear();
    this._wanted = 0;
  }

  /** @param {Moment} moment */
  _keep(moment) {
    this._kept.set(moment.rev, moment);
    const most = Math.max(4, Math.min(MOST, Math.floor(MOST_RECORDS / (size(moment.replica) + 1))));
    for (const rev of this._kept.keys()) {
      if (this._kept.size <= most) break;
      this._kept.delete(rev);
    }
    return moment;
  }
}

/** @param {Replica} replica */
const size = (replica) => replica.all("card").size + replica.all("feeling").size;

/**
 * A replica of records that nobody edits; those that are the same in `like` are its own.
 * @param {Record<string, any[]>} records @param {number} rev @param {Replica | null} [like]
 */
export function loaded(records, rev, like = null) {
  const replica = new Replica();
  for (const type of like ? BOARD_TYPES : []) {
    records[type]?.forEach((record, i) => {
      const old = like?.get(type, record.id);
      if (old && alike(old, record)) records[type][i] = old;
    });
  }
  replica.load(records, rev);
  return replica;
}

/** "type:id" of all that one shows otherwise than the other. @param {Replica} was @param {Replica} now @returns {Set<string>} */
export function between(was, now) {
  /** @type {Set<string>} */
  const touched = new Set();
  for (const type of BOARD_TYPES) {
    const [before, after] = [was.all(type), now.all(type)];
    for (const [id, record] of after) {
      const old = before.get(id);
      if (old !== record && !(old && alike(old, record))) touched.add(`${type}:${id}`);
    }
    for (const id of before.keys()) if (!after.has(id)) touched.add(`${type}:${id}`);
  }
  return touched;
}

/** @param {any} a @param {any} b */
const alike = (a, b) => same(a, b) && same(b, a);
