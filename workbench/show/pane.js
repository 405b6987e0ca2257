// A pane of text: shows HTML that Python has escaped, tells Python which words were chosen, and brings chosen words into view.
// It never makes markup of its own from the text of an article.

function render({ model, el }) {
  const root = document.createElement("div");
  el.append(root);

  function place(node, offset) {
    // The character of the article at a place in the page: of the segment it is in, or of the next one.
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const segment = element?.closest("[data-at]");
    if (!segment || !root.contains(segment)) return null;
    const before = node.nodeType === Node.TEXT_NODE ? [...node.data.slice(0, offset)].length : 0;
    const article = segment.closest("[data-article]");
    return { article: article?.dataset.article, at: Number(segment.dataset.at) + before };
  }

  function pick(address) {
    // A number goes along, since choosing the same words twice should be heard twice.
    model.set("picked", { address, times: (model.get("picked").times ?? 0) + 1 });
    model.save_changes();
  }

  function chooseSelection() {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !root.contains(chosen.anchorNode)) return false;
    const range = chosen.getRangeAt(0);
    const [start, end] = [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
    if (!start || !end || !start.article || start.article !== end.article || end.at <= start.at) return false;
    pick(`${start.article}:${start.at}-${end.at}`);
    return true;
  }

  async function copy(button) {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed here: select the line and copy it";
    }
    setTimeout(() => (button.textContent = "Copy citation"), 2500);
  }

  root.addEventListener("mouseup", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) return copy(button);
    if (chooseSelection()) return;
    const mark = event.target.closest("[data-mark]");
    if (mark) pick(mark.dataset.mark);
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    const button = event.target.closest("[data-copy]");
    const mark = event.target.closest("[data-mark]");
    if (!button && !mark) return;
    event.preventDefault();
    event.stopPropagation();
    if (button) copy(button);
    else pick(mark.dataset.mark);
  });

  function show() {
    const scrolled = [...root.querySelectorAll(".column")].map((column) => column.scrollTop);
    root.innerHTML = model.get("html");
    const columns = [...root.querySelectorAll(".column")];
    columns.forEach((column, n) => {
      column.scrollTop = scrolled[n] ?? 0;
      const chosen = column.querySelector(".chosen");
      if (chosen) {
        const shift = chosen.getBoundingClientRect().top - column.getBoundingClientRect().top;
        column.scrollTop += shift - column.clientHeight / 3;
      }
    });
  }
  model.on("change:html", show);
  show();

  // After a click on a mark: beside a long chart the passages go down to what is seen of it; then as little is scrolled as can be.
  function reveal() {
    const sides = root.closest(".nw-sides");
    const [chart, own] = sides?.children ?? [];
    if (own) {
      own.style.marginTop = "";
      const [drawn, place] = [chart.getBoundingClientRect(), own.getBoundingClientRect()];
      const top = root.closest(".jp-WindowedPanel-outer")?.getBoundingClientRect().top ?? 0;
      const down = Math.min(top - drawn.top, drawn.height - place.height);
      if (place.left >= drawn.right && down > 0) own.style.marginTop = `${down}px`;
    }
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    root.scrollIntoView({ block: "nearest", inline: "nearest", behavior: still ? "instant" : "smooth" });
  }
  const told = () => requestAnimationFrame(reveal);
  model.on("msg:custom", told);

  return () => model.off("msg:custom", told);
}

// JupyterLab takes arrow keys and letters for its own commands, unless what has the focus says that it wants them itself.
// With Shift, Ctrl or Alt the Enter key runs cells, here as anywhere else. Window hears of keys before JupyterLab does.
globalThis.newsWorkbenchKeys ??= addEventListener(
  "keydown",
  (event) => {
    if (!event.target.closest?.(".nw-explorer")) return;
    const runs = event.key === "Enter" && (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey);
    if (runs) delete event.target.dataset.lmSuppressShortcuts;
    else event.target.dataset.lmSuppressShortcuts = "true";
  },
  true,
) ?? true;

export default { render };
