// @ts-check
/** The facilitator's calls: “everybody here”, and “follow me”. Each says what happened and has a way out; typing is never disturbed. */
import { keep } from "./kept.js";
import { stageName } from "./strip.js";
import { stageAtTable, stageOfFocus, stageOfLeader } from "./where.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */

/** How long a call is told, ms: after that one is where one is. */
const TOLD = 30_000;

export class Calls {
  /** @param {any} page */
  constructor(page) {
    this.page = page;
    /** When everybody was called last, as far as this page knows. @type {string | null | undefined} */ this.known = undefined;
    /** What is told now, until somebody goes back or on. @type {{back: string, to: string} | null} */ this.called = null;
    this.following = true;
    this.follow = false;
    /** Who leads, as far as this page knows. */ this.leader = { person: "", name: "" };
  }

  /** @param {boolean} inside */
  update(inside) {
    const { page } = this;
    const { record } = page;
    if (record) this._lead(record);
    if (!record || !inside) return page.head.call("");
    this._called(record);
    if (this.called && page.stage !== this.called.to) this.called = null; // went on by themselves
    const follow = record.follow === "on" && record.facilitator !== page.session.you?.person;
    if (follow && !this.follow) this.following = true; // asked anew
    this.follow = follow;
    if (follow && this.following) this._follow(record);
    if (this.called) return this._tell(this.called);
    if (!follow && record.facilitator && record.facilitator === page.session.you?.person) {
      return page.head.call("You lead the workshop.", { label: "Open the full map", run: () => page.setMode("board") });
    }
    if (!follow) return page.head.call("");
    const who = record.facilitator_name || "the facilitator";
    if (!this.following) return page.head.call(`${capital(who)} leads.`, { label: "Follow", run: () => this._set(true) });
    page.head.call(`You follow ${who}.`, { label: "Stop following", run: () => this._set(false) });
  }

  /** Who led before oneself is kept: the desk offers to hand the lead back (`view/workshop/lead.js`). @param {Rec} record */
  _lead(record) {
    const { leader } = this;
    this.leader = { person: record.facilitator ?? "", name: record.facilitator_name ?? "" };
    const got = leader.person && leader.person !== this.leader.person && this.leader.person === this.page.session.you?.person;
    if (got) keep(`${record.id}.led`, `${leader.person}|${encodeURIComponent(leader.name)}`);
  }

  /** @param {Rec} record the workshop */
  _called(record) {
    const { page } = this;
    if (this.known === undefined) return void (this.known = record.called); // what was called before one came is over
    if (record.called === this.known) return;
    this.known = record.called;
    if (!record.called) return void (this.called = null);
    const there = stageOfFocus(page.session.replica, record.focus);
    const stage = stageOfFocus(page.map.replica, record.focus) ?? stageAtTable(page.map.replica, there);
    if (!stage) {
      if (there) page.toast(`The facilitator is at “${this._name(page.session, there)}” on the main map.`);
      return;
    }
    const called = (this.called = { back: page.stage, to: stage });
    setTimeout(() => this.called === called && this._back(page.stage), TOLD);
    page.phone.toMap();
    page.show(stage);
    page.announce(`The facilitator brought everybody to ${this._name(page.map, stage)}.`);
  }

  /** @param {{back: string, to: string}} called */
  _tell({ back, to }) {
    const { page } = this;
    const from = back !== to && page.map.replica.get("stage", back);
    const words = `The facilitator brought everybody to “${this._name(page.map, to)}”.`;
    page.head.call(words, from ? { label: `Back to ${this._name(page.map, back)}`, run: () => this._back(back) } : { label: "All right", run: () => this._back(to) });
  }

  /** @param {string} stage */
  _back(stage) {
    this.called = null;
    this.page.show(stage);
    this.page.soon();
  }

  /** @param {Rec} record */
  _follow(record) {
    const { page } = this;
    const there = stageOfLeader(page.session.replica, page.session.people.values(), record.facilitator);
    const stage = stageOfLeader(page.map.replica, page.map.people.values(), record.facilitator) ?? stageAtTable(page.map.replica, there);
    if (!stage || stage === this.led) return;
    this.led = stage;
    page.show(stage);
  }

  /** @param {boolean} on */
  _set(on) {
    this.following = on;
    this.led = "";
    this.page.soon();
  }

  /** @param {any} session @param {string} id */
  _name(session, id) {
    const stages = session.replica.list("stage");
    const at = stages.findIndex((/** @type {Rec} */ stage) => stage.id === id);
    return at < 0 ? "" : stageName(stages[at], at);
  }
}

/** @param {string} words */
const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
