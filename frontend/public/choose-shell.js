// Runs before the desktop bundle is fetched: a narrow touch screen gets the phone shell at the same address below /m.
// ?desktop=1 (remembered) keeps the desktop shell, ?desktop=0 forgets that choice.
(() => {
  const key = "dougong.desktop";
  const asked = new URLSearchParams(location.search).get("desktop");
  let wanted = asked;
  try {
    if (asked === "1") localStorage.setItem(key, "1");
    if (asked === "0") localStorage.removeItem(key);
    wanted = asked ?? localStorage.getItem(key);
  } catch {
    // Storage may be switched off; the address alone decides then.
  }
  const phone = matchMedia("(max-width: 767px) and (pointer: coarse)").matches;
  if (phone && wanted !== "1") location.replace(`/m${location.pathname}${location.search}${location.hash}`);
})();
