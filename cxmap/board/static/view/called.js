// @ts-check
/** A card that the address names (`?card=ID`): the board goes there and selects it, once; a reload starts afresh. */
import { goTo } from "./thread.js";

/** @param {any} board @returns {import("./features.js").Feature} */
export function called(board) {
  let asked = new URLSearchParams(globalThis.location?.search ?? "").get("card");
  return {
    update() {
      if (!asked || !board.replica.get("card", asked)) return;
      const id = asked;
      asked = null;
      const url = new URL(location.href);
      url.searchParams.delete("card");
      history.replaceState(history.state, "", url);
      requestAnimationFrame(() => board.root.isConnected && goTo(board, { type: "card", id })); // once the map is painted
    },
  };
}
