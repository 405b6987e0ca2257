// The page of one figure: its picture becomes a chart whose marks open the passages that they count.
const marks = [...document.querySelectorAll("details[data-mark]")];
const all = document.getElementById("all");
const none = document.getElementById("none");
const box = document.getElementById("picture");
const spec = JSON.parse(document.getElementById("spec").textContent);
const chart = document.createElement("div");

// `ast`: expressions are interpreted, not compiled, so that the page may forbid all code but this file.
vegaEmbed(chart, spec, { ast: true, renderer: "svg", actions: false }).then(({ view }) => {
  box.replaceChildren(chart);
  const linked = "pick" in view.getState().signals; // a chart without marks to click has nothing to link
  const bright = (keys) => linked && view.signal("focus", keys).runAsync();
  const show = (keys) => {
    const wanted = new Set(keys.filter(Boolean));
    none.hidden = wanted.size === 0 || marks.some((mark) => wanted.has(mark.dataset.mark));
    for (const mark of marks) {
      mark.hidden = wanted.size > 0 && !wanted.has(mark.dataset.mark);
      mark.open = wanted.has(mark.dataset.mark);
    }
    all.hidden = wanted.size === 0;
    bright([...wanted]);
  };
  document.getElementById("hint").hidden = !linked;
  all.addEventListener("click", () => show([]));
  if (linked) view.addSignalListener("pick", (_, picked) => show(picked.key ?? []));
  for (const mark of marks) {
    mark.querySelector("summary").addEventListener("click", () => bright(mark.open ? [] : [mark.dataset.mark]));
  }
});
