// @ts-check
/** A replay that the address asks for: `?replay=12-80` plays what was done after revision 12, up to 80, as soon as the map is there. */

/** The revisions that an address names. @param {string} search `location.search` @returns {{from: number, to: number} | null} */
export function replayOf(search) {
  const found = /^(\d{1,9})-(\d{1,9})$/.exec(new URLSearchParams(search).get("replay") ?? "");
  const [from, to] = found ? [Number(found[1]), Number(found[2])] : [0, 0];
  return from > 0 && to > from ? { from, to } : null;
}

/**
 * Open the history for it; what this returns plays it, once, and is called when the history has come.
 * @param {import("./history.js").History} history @param {string} [search]
 */
export function askedReplay(history, search = globalThis.location?.search ?? "") {
  let span = replayOf(search);
  const { session, sides } = history.board;
  const open = () => {
    if (span && !history.open) sides.toggle("history");
  };
  if (span && session.you) queueMicrotask(open); // the board's parts are still being made
  const off = span ? session.on("welcome", () => queueMicrotask(open)) : () => {};
  return {
    play() {
      if (!span) return;
      const { from, to } = span;
      span = null;
      void history.replay.start(from, to);
    },
    off,
  };
}
