// @ts-check
/** Full screen and back. A browser may refuse it (an embedded page, a kiosk): then the page stays as it is. */
export function fullScreen() {
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
  change?.catch((error) => console.info("Full screen was refused:", error.message));
}
