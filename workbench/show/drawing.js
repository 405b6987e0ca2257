// A chart whose marks can be clicked: draws the specification that Python sends, tells Python which marks were clicked, and
// dims the others when Python says which are meant. While a new chart is made the old one stays, so that the page does not jump.

// What draws is large and the same for all charts, so one model of the page holds it (`Library`), and it is read once.
async function drawer(model) {
  const id = model.get("library").slice("IPY_MODEL_".length);
  const read = (globalThis.newsWorkbenchDrawers ??= new Map());
  if (!read.has(id)) {
    const library = await model.widget_manager.get_model(id);
    const url = URL.createObjectURL(new Blob([library.get("script")], { type: "text/javascript" }));
    read.set(id, import(url).finally(() => URL.revokeObjectURL(url)));
  }
  return (await read.get(id)).default;
}

const LEAST = 11.1 / 12; // of its size, to which a chart may shrink: its letters are 12 pixels high, and readable from 11 on
const MOST = 1.25; // of its size, to which it may grow beside its passages
const REACH = 16; // pixels around a finger
const GAP = 8; // between a mark and its tooltip

async function render({ model, el }) {
  const embed = await drawer(model);
  let view = null;
  let turn = 0;
  const embedded = [];

  function has(name) {
    return (model.get("spec").params ?? []).some((param) => param.name === name);
  }

  async function focus() {
    if (!view || !has("focus")) return;
    view.signal("focus", model.get("focus"));
    await view.runAsync();
    reachable();
  }

  function pick(_, value) {
    // A number goes along, since clicking the same mark twice should be heard twice.
    model.set("picked", { keys: value.key ?? [], times: (model.get("picked").times ?? 0) + 1 });
    model.save_changes();
  }

  // Marks by keyboard: Tab goes into the chart, arrow keys from mark to mark, Enter opens the passages.
  let at = 0;
  const keys = (mark) => [mark.__data__?.datum?.key].flat().filter((key) => typeof key === "string");
  const marks = () => [...el.querySelectorAll("svg.marks [aria-roledescription]")].filter((mark) => keys(mark).length);
  function reachable() {
    if (!has("pick")) return;
    at = Math.min(at, marks().length - 1);
    marks().forEach((mark, n) => mark.setAttribute("tabindex", n === at ? 0 : -1));
  }
  function choose(mark) {
    pick("pick", { key: keys(mark) });
  }
  function move(event) {
    const all = marks();
    const now = all.indexOf(event.target);
    if (now < 0) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step && (event.shiftKey || !["Enter", " "].includes(event.key))) return;
    event.preventDefault();
    if (!step) return choose(all[now]);
    at = (now + step + all.length) % all.length;
    reachable();
    all[at].focus();
  }

  // The mark nearest to where a finger touched: thin marks are hard to hit.
  function tap(event) {
    if (event.pointerType !== "touch" || !has("pick") || !event.target.closest("svg.marks") || keys(event.target).length) return;
    const far = (box) =>
      Math.hypot(
        Math.max(box.left - event.clientX, 0, event.clientX - box.right),
        Math.max(box.top - event.clientY, 0, event.clientY - box.bottom),
      );
    const [best] = marks().map((mark) => [far(mark.getBoundingClientRect()), mark]).sort((a, b) => a[0] - b[0]);
    if (!best || best[0] > REACH) return;
    event.stopPropagation(); // for Vega it would be a click beside all marks
    choose(best[1]);
  }

  // The tooltip stands beside its mark, or below or above one that is as wide as the chart; Vega has just put it at the mouse.
  function beside(event) {
    const tip = document.querySelector(".vg-tooltip.visible, #vg-tooltip-element.visible");
    if (!tip || !keys(event.target).length) return;
    const [box, own] = [event.target.getBoundingClientRect(), tip.getBoundingClientRect()];
    const [right, left] = [box.right + GAP, box.left - GAP - own.width];
    const low = box.bottom + GAP + own.height > innerHeight;
    const edge = event.target.ownerSVGElement.getBoundingClientRect().right; // beyond it stand the passages
    const fits = right + own.width <= (left < 0 ? innerWidth : edge);
    const across = !fits && left < 0;
    const x = across ? event.clientX : fits ? right : left;
    const y = !fits ? (low ? box.top - GAP - own.height : box.bottom + GAP) : box.top;
    tip.style.left = `${Math.max(0, Math.min(x, innerWidth - own.width))}px`;
    tip.style.top = `${Math.max(0, Math.min(y, innerHeight - own.height))}px`;
  }
  el.addEventListener("keydown", move);
  el.addEventListener("click", tap, true);
  el.addEventListener("mousemove", beside);

  async function draw() {
    const own = ++turn;
    const spec = structuredClone(model.get("spec"));
    if (!spec.$schema) return el.replaceChildren();
    const place = document.createElement("div");
    let drawn;
    try {
      drawn = await embed(place, spec, structuredClone(model.get("embed")));
    } catch (error) {
      place.textContent = `This chart cannot be drawn: ${error.message}`;
    }
    if (own !== turn) return drawn?.finalize(); // a newer one is on its way
    embedded.splice(0).forEach((old) => old.finalize());
    el.replaceChildren(place);
    view = drawn?.view ?? null;
    if (!drawn) return;
    embedded.push(drawn);
    if (has("pick")) view.addSignalListener("pick", pick);
    const svg = place.querySelector("svg.marks");
    const width = svg?.getAttribute("width");
    if (svg) Object.assign(svg.style, { minWidth: `${width * LEAST}px`, maxWidth: `min(100%, ${width * MOST}px)` });
    reachable();
    if (model.get("focus").length) await focus();
  }

  model.on("change:spec", draw);
  model.on("change:focus", focus);
  await draw();
  return () => {
    model.off("change:spec", draw);
    model.off("change:focus", focus);
    embedded.splice(0).forEach((old) => old.finalize());
  };
}

export default { render };
