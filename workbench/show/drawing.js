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
  }

  function pick(_, value) {
    // A number goes along, since clicking the same mark twice should be heard twice.
    model.set("picked", { keys: value.key ?? [], times: (model.get("picked").times ?? 0) + 1 });
    model.save_changes();
    const explorer = el.closest(".nw-explorer");
    if (explorer && value.key?.length) explorer.dataset.picked = Date.now(); // its passages come into view (pane.js)
  }

  // The marks in reading order, of which Tab reaches one, arrows reach the others, and Enter opens the passages.
  function reach(svg) {
    const marks = new Map();
    for (const mark of svg.querySelectorAll("[aria-roledescription]")) {
      const key = mark.__data__?.datum?.key;
      if (key !== undefined && !marks.has(key)) marks.set(key, mark);
    }
    const keys = [...marks.keys()];
    keys.forEach((key, n) => marks.get(key).setAttribute("tabindex", n ? "-1" : "0"));
    svg.addEventListener("keydown", (event) => {
      const at = keys.findIndex((key) => marks.get(key) === event.target);
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (at < 0 || !(step || event.key === "Enter" || event.key === " ")) return;
      event.preventDefault();
      event.stopPropagation();
      if (!step) return pick(null, { key: [keys[at]] });
      const next = marks.get(keys[(at + step + keys.length) % keys.length]);
      event.target.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    });
  }

  // On a narrow page the chart scrolls in its box before its letters, 12 pixels high, become smaller than 11.
  function readable(svg) {
    svg.style.minWidth = `${Math.round((svg.width.baseVal.value * 11) / 12)}px`;
  }

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
    const svg = place.querySelector("svg.marks");
    if (svg) readable(svg);
    if (svg && has("pick")) reach(svg);
    if (has("pick")) view.addSignalListener("pick", pick);
    if (model.get("focus").length) await focus();
  }

  model.on("change:spec", draw);
  model.on("change:focus", focus);
  await draw();
  // A button that an answer has used up keeps no focus, and Shift+Enter would do nothing: it goes on with the cell below.
  const below = el.closest(".jp-Cell")?.nextElementSibling;
  if (below && (document.activeElement === document.body || document.activeElement?.disabled)) {
    if (!below.hasAttribute("tabindex")) below.setAttribute("tabindex", "-1");
    below.focus({ preventScroll: true });
  }
  return () => {
    model.off("change:spec", draw);
    model.off("change:focus", focus);
    embedded.splice(0).forEach((old) => old.finalize());
  };
}

export default { render };
