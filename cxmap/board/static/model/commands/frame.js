// @ts-check
/** What the cards stand in: stages, lanes, and the personas that travel the map. */
import { newId } from "../ids.js";
import { keysAt } from "../places.js";
import { LANE_KINDS } from "../vocabulary.js";
import { FeelingCommands } from "./feelings.js";

/** @typedef {import("../../sync/replica.js").Edit} Edit */
/** @typedef {import("../../sync/replica.js").Rec} Rec */

export class FrameCommands extends FeelingCommands {
  /** @param {{name?: string, at?: number | null}} [stage] `at`: index, null: the end @returns {string} id */
  addStage({ name = "", at = null } = {}) {
    const id = newId();
    const [order] = keysAt(this.replica.list("stage"), at, 1, this.random);
    this._commit([{ op: "put", type: "stage", id, fields: { journey: this.journey, name, order } }], "Add a stage");
    return id;
  }

  /** @param {{kind?: string, name?: string, at?: number | null}} [lane] `at`: index, null: where its kind belongs @returns {string} id */
  addLane({ kind = "custom", name = "", at = null } = {}) {
    const lanes = this.replica.list("lane");
    const rank = (/** @type {string} */ k) => LANE_KINDS.indexOf(k);
    const below = lanes.findIndex((lane) => rank(lane.kind) > rank(kind));
    const id = newId();
    const [order] = keysAt(lanes, at ?? (below < 0 ? null : below), 1, this.random);
    this._commit([{ op: "put", type: "lane", id, fields: { journey: this.journey, kind, name, order } }], "Add a lane");
    return id;
  }

  /** Move a stage, its column with it. @param {string} id @param {number} index among the others */
  moveStage(id, index) {
    return this._moveIn("stage", id, index);
  }

  /** @param {string} id @param {number} index among the others */
  moveLane(id, index) {
    return this._moveIn("lane", id, index);
  }

  /** The ids of the cards of a stage or lane, in map order. @param {string} type "stage" or "lane" @param {string} id */
  cardsOf(type, id) {
    const cells =
      type === "stage"
        ? this.replica.list("lane").map((lane) => this.replica.cell(id, lane.id))
        : this.replica.list("stage").map((stage) => this.replica.cell(stage.id, id));
    return cells.flat().map((card) => card.id);
  }

  /** Delete a stage and its cards. @param {string} id */
  deleteStage(id) {
    this._commit([{ op: "delete", type: "stage", id }], "Delete a stage");
    return [id];
  }

  /** Delete a lane and its cards. @param {string} id */
  deleteLane(id) {
    this._commit([{ op: "delete", type: "lane", id }], "Delete a lane");
    return [id];
  }

  /** Put a persona on the map. @param {string} personaId @returns {string[]} id of the traveller */
  addTraveller(personaId) {
    const there = this.replica.list("traveller").find((record) => record.persona === personaId);
    if (there) return [there.id];
    const edit = this._travel(personaId);
    this._commit([edit], "Add a persona");
    return [edit.id];
  }

  /** Take a persona off the map; its feelings are kept, and are there again when it comes back. @param {string} personaId */
  removeTraveller(personaId) {
    const travellers = this.replica.list("traveller").filter((record) => record.persona === personaId);
    this._commit(
      travellers.map(({ id }) => ({ op: "delete", type: "traveller", id })),
      "Take a persona off the map",
    );
    return travellers.map(({ id }) => id);
  }

  /** Make the persona the one whose curve is drawn in full. @param {string} personaId */
  leadTraveller(personaId) {
    const traveller = this.replica.list("traveller").find((record) => record.persona === personaId);
    return traveller ? this._moveIn("traveller", traveller.id, 0) : [];
  }

  /** Make a persona and put it on the map. @param {string} name @returns {string} id of the persona */
  addPersona(name) {
    const id = newId();
    this._commit([this._newPersona(id, name), this._travel(id)], "Add a persona");
    return id;
  }

  // ---- inside

  /** @param {"stage" | "lane" | "traveller"} type @param {string} id @param {number} index */
  _moveIn(type, id, index) {
    const list = this.replica.list(type);
    const rest = list.filter((record) => record.id !== id);
    const at = Math.max(0, Math.min(index, rest.length));
    if (rest.length === list.length || list[at]?.id === id) return [id];
    const [order] = keysAt(rest, at, 1, this.random);
    this._commit([{ op: "patch", type, id, fields: { order } }], `Move a ${type}`);
    return [id];
  }
}
