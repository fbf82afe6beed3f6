"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const { claims, signs, sources } = data;
  const marks = Array.from(document.querySelectorAll(".mark"));
  const rows = Array.from(document.querySelectorAll(".row"));
  const articles = Array.from(document.querySelectorAll("article.report"));
  const verdicts = Array.from(document.querySelectorAll("[data-filter]"));
  const [panel, chosen, place, status, search, source] =
    ["panel", "chosen", "place", "status", "search", "source"].map(byId);
  if (!claims.length) return;

  // Larger claims first, so that smaller ones paint over them.
  const painted = claims.map((_, i) => i).sort((a, b) => claims[b].size - claims[a].size || b - a);
  const visible = claims.map(() => true);
  const hint = Array.from(chosen.childNodes);
  let current = -1;
  let words = null;
  let lit = [];

  const marksOf = (i) => claims[i].marks.flatMap(([from, to]) => marks.slice(from, to));

  function light(i) {
    for (const mark of lit) mark.removeAttribute("aria-current");
    lit = i < 0 ? [] : marksOf(i);
    for (const mark of lit) mark.setAttribute("aria-current", "true");
  }

  function choose(i, jump) {
    current = i;
    light(i);
    chosen.replaceChildren(rows[i].querySelector(".body").cloneNode(true));
    chosen.scrollTop = 0;
    place.textContent = `Claim ${i + 1} of ${claims.length}: ${claims[i].verdict}`;
    document.body.classList.add("choosing");
    if (!jump) return;
    const target = marks.find((mark) => Number(mark.dataset.claim) === i) || lit[0] || rows[i].querySelector("summary");
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  }

  function close() {
    const target = marks.find((mark) => Number(mark.dataset.claim) === current);
    current = -1;
    light(-1);
    chosen.replaceChildren(...hint);
    place.textContent = "";
    document.body.classList.remove("choosing");
    if (target) target.focus({ preventScroll: true });
  }

  function step(by) {
    for (let i = current < 0 && by < 0 ? claims.length - 1 : current + by; i >= 0 && i < claims.length; i += by) {
      if (visible[i]) return choose(i, true);
    }
  }

  // A mark belongs to the innermost claim that is shown; where none is, it is mere text.
  function paint() {
    const inner = new Int32Array(marks.length).fill(-1);
    for (const i of painted) {
      if (visible[i]) for (const [from, to] of claims[i].marks) inner.fill(i, from, to);
    }
    const seen = new Set();
    marks.forEach((mark, at) => {
      const i = inner[at];
      const again = i < 0 || seen.has(i);
      seen.add(i);
      mark.dataset.claim = i;
      mark.dataset.look = i < 0 ? "off" : claims[i].verdict;
      if (again) delete mark.dataset.sign;
      else mark.dataset.sign = signs[claims[i].verdict];
      if (again) mark.setAttribute("tabindex", "-1");
      else mark.removeAttribute("tabindex");
      if (i < 0) mark.removeAttribute("aria-describedby");
      else mark.setAttribute("aria-describedby", `is-${claims[i].verdict}`);
    });
  }

  function filter() {
    const wanted = new Set(verdicts.filter((b) => b.getAttribute("aria-pressed") === "true").map((b) => b.dataset.filter));
    const query = search.value.trim().toLowerCase();
    if (query && !words) words = rows.map((row) => row.textContent.toLowerCase());
    const left = articles.map(() => 0);
    claims.forEach((claim, i) => {
      visible[i] =
        (!wanted.size || wanted.has(claim.verdict)) &&
        (source.value === "" || claim.source === Number(source.value)) &&
        (!query || words[i].includes(query));
      rows[i].hidden = !visible[i];
      if (visible[i]) left[claim.article] += 1;
    });
    const all = !wanted.size && source.value === "" && !query;
    articles.forEach((article, i) => { article.hidden = !all && !left[i]; });
    const shown = left.reduce((sum, each) => sum + each, 0);
    status.textContent = all ? "" : `${shown} of ${claims.length} claims shown`;
    paint();
    if (current >= 0 && !visible[current]) close();
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const mark = event.target.closest(".mark");
    const button = event.target.closest("button");
    if (mark) {
      event.preventDefault();
      if (Number(mark.dataset.claim) >= 0) choose(Number(mark.dataset.claim), false);
    } else if (button && button.dataset.filter) {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      filter();
    } else if (button && button.dataset.step) {
      step(Number(button.dataset.step));
    } else if (button && button.id === "close") {
      close();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) return;
    const onMark = event.target.closest(".mark");
    const { key } = event;
    if (key === "Escape" && current >= 0) close();
    else if (key === "j" || (onMark && (key === "ArrowDown" || key === "ArrowRight"))) step(1);
    else if (key === "k" || (onMark && (key === "ArrowUp" || key === "ArrowLeft"))) step(-1);
    else return;
    event.preventDefault();
  });

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = rows.filter((row) => !row.open);
    for (const row of opened) row.open = true;
  });
  addEventListener("afterprint", () => {
    for (const row of opened) row.open = false;
  });

  function follow() {
    const row = location.hash.startsWith("#claim-") && byId(location.hash.slice(1));
    if (row) choose(rows.indexOf(row), true);
  }
  addEventListener("hashchange", follow);

  sources.map((name, i) => [name, i]).sort(([a], [b]) => a.localeCompare(b))
    .forEach(([name, i]) => source.add(new Option(name || "(none)", i)));
  source.addEventListener("change", filter);
  search.addEventListener("input", filter);
  for (const button of verdicts) button.disabled = false;
  byId("finders").hidden = false;
  panel.hidden = false;
  document.body.classList.add("live");
  follow();
})();
