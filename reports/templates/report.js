"use strict";
// Without this script every mark is a plain link to what is said of it further down; here the same words are
// shown beside the text, and the places they speak of can be gone through.  Nothing is fetched or stored.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  document.documentElement.classList.add("live");
  all(".js").forEach((element) => { element.hidden = false; });

  class Reading {
    constructor(root) {
      this.root = root;
      this.panel = root.querySelector(".panel");
      this.pieces = all(".text [data-end]", root);
      this.order = new Map(this.pieces.map((piece, i) => [piece, i]));
      this.places = [];
      this.at = 0;
      this.from = null;
      this.panel.querySelector(".close").addEventListener("click", () => this.close());
      this.panel.querySelector(".back").addEventListener("click", () => this.go(this.at - 1));
      this.panel.querySelector(".on").addEventListener("click", () => this.go(this.at + 1));
    }

    // The pieces of the text from where a place starts to where it ends.
    range(href, end) {
      const first = document.getElementById(href.slice(1));
      const from = this.order.get(first);
      if (from === undefined) return first ? [first] : [];
      let to = from + 1;
      while (to < this.pieces.length && Number(this.pieces[to].dataset.end) <= end) to += 1;
      return this.pieces.slice(from, to);
    }

    open(from, ids, words, href) {
      this.from = from;
      const say = this.panel.querySelector(".say");
      say.replaceChildren(...ids.map((id) => this.copy(id)).filter(Boolean));
      const quoted = say.querySelector("mark, b");
      this.panel.querySelector(".what").textContent = words || (quoted ? quoted.textContent : "");
      const places = new Map();
      all(".say a.place", this.panel).forEach((link) => {
        const known = link.getAttribute("href");
        if (!places.has(known)) places.set(known, Number(link.dataset.end) || 0);
      });
      this.places = [...places];
      this.at = Math.max(0, this.places.findIndex(([known]) => known === href));
      this.panel.hidden = false;
      this.show();
    }

    // What is said elsewhere in the page, as it stands there.
    copy(id) {
      const said = document.getElementById(id);
      if (!said) return null;
      if (said.matches("tr")) {
        const words = document.createElement("p");
        words.className = "hint";
        const link = document.createElement("a");
        link.href = `#${id}`;
        link.textContent = `核实清单第 ${said.cells[0].textContent} 项`;
        const place = said.querySelector("a.place").cloneNode(true);
        words.append(place, "：无法核验。正文中没有可与它对照的依据，已列入", link, "。");
        return words;
      }
      const copied = said.cloneNode(true);
      [copied, ...all("[id], [aria-labelledby]", copied)].forEach((element) => {
        element.removeAttribute("id");
        element.removeAttribute("aria-labelledby");
        element.removeAttribute("tabindex");
      });
      if (!copied.matches("li")) return copied;
      const block = document.createElement("div"); // an entry of a list, out of its list
      block.append(...copied.childNodes);
      return block;
    }

    show() {
      all(".hot", this.root).forEach((piece) => piece.classList.remove("hot"));
      const several = this.places.length > 1;
      this.panel.querySelector(".go").hidden = !several;
      this.panel.querySelector(".at").textContent = several ? `第 ${this.at + 1} 处，共 ${this.places.length} 处` : "";
      if (!this.places.length) return [];
      const pieces = this.range(...this.places[this.at]);
      pieces.forEach((piece) => piece.classList.add("hot"));
      return pieces;
    }

    go(at) {
      this.at = (at + this.places.length) % this.places.length;
      const [first] = this.show();
      if (first) this.reveal(first);
    }

    // On a narrow screen the panel covers the lower half.
    get covers() {
      return getComputedStyle(this.panel).position === "fixed";
    }

    reveal(piece) {
      piece.scrollIntoView({ block: this.covers ? "start" : "center", behavior });
    }

    close() {
      this.panel.hidden = true;
      all(".hot", this.root).forEach((piece) => piece.classList.remove("hot"));
      if (this.from && this.from.isConnected) this.from.focus({ preventScroll: true });
    }
  }

  const readings = new Map(all(".notice").filter((n) => n.querySelector(".panel")).map((n) => [n, new Reading(n)]));

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("a.m[data-for], a.place");
    const reading = link && readings.get(link.closest(".notice"));
    if (!reading) return;
    const href = link.getAttribute("href");
    if (link.matches(".m")) {
      event.preventDefault();
      // What only goes on with a mark (the “、” of a list) has no name of its own.
      const words = link.tabIndex < 0 ? "" : link.textContent;
      reading.open(link, link.dataset.for.split(" "), words, `#${link.id}`);
      reading.panel.focus({ preventScroll: true });
      if (reading.covers) reading.reveal(link);
    } else if (reading.panel.contains(link)) {
      event.preventDefault();
      reading.go(reading.places.findIndex(([known]) => known === href));
    } else {
      // From a card or a list into the text: the browser jumps, we keep the words at hand.
      const said = link.closest("article, .proofs li, .form tr");
      if (said && said.id) reading.open(link, [said.id], "", href);
      else reading.range(href, Number(link.dataset.end)).forEach((piece) => piece.classList.add("hot"));
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    readings.forEach((reading) => { if (!reading.panel.hidden) reading.close(); });
  });

  all("button.print").forEach((button) => button.addEventListener("click", () => {
    const part = button.closest(".part");
    part.classList.add("chosen");
    document.body.classList.add("only");
    print();
    document.body.classList.remove("only");
    part.classList.remove("chosen");
  }));

  all("input.filter").forEach((input) => {
    const part = input.closest(".part");
    const rows = all("tbody tr", part);
    const count = part.querySelector("output");
    input.addEventListener("input", () => {
      const words = input.value.trim().toLowerCase();
      rows.forEach((row) => { row.hidden = !row.textContent.toLowerCase().includes(words); });
      count.textContent = words ? `显示 ${rows.filter((row) => !row.hidden).length} 份` : "";
    });
  });

  all("table.sortable").forEach((table) => {
    const heads = all("thead th", table);
    const value = (row, i) => row.cells[i].dataset.sort ?? row.cells[i].textContent.trim();
    const compare = (a, b) => (a !== "" && b !== "" && !isNaN(a) && !isNaN(b) ? a - b : a.localeCompare(b, "zh"));
    heads.forEach((head, i) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        // Of numbers the largest are wanted first; not of the first column, which is the order itself.
        const numbers = i > 0 && table.querySelector(`tbody td.n:nth-child(${i + 1})`) !== null;
        const up = head.getAttribute("aria-sort") === "descending" || (!numbers && !head.hasAttribute("aria-sort"));
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const rows = all("tbody tr", table).sort((a, b) => compare(value(a, i), value(b, i)) * (up ? 1 : -1));
        table.tBodies[0].append(...rows);
      });
    });
  });
})();
