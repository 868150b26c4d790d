"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const language = document.documentElement.lang;
  const KINDS = ["cohort", "trainer", "room", "learner"];
  const PEOPLE = ["trainer", "learner"];
  const VIEWS = ["year", "week", "list"];
  const DAY = 86400000;
  const start = Date.parse(data.first + "T00:00:00Z");
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  // In the order of the fields of a meeting in data.py.
  const [DAY_OF, HALF, START, END, BLOCK, MODULE, TITLE, COHORT, GROUP, PARALLEL, NUMBER, OF, TRAINER, ROOM,
    REMOTE, OTHERS, HOURS, PLACE] = Array(18).keys();

  const text = (meeting, field) => data.texts[meeting[field]];
  const date = (day) => new Date(start + day * DAY);
  const dayOf = (moment) => Math.round((moment - start) / DAY);
  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_all, key) => values[key]);
  const plain = (some) => some.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();
  const figure = (value) => value.toLocaleString(language, { maximumFractionDigits: 2 });
  const weekday = (day) => (date(day).getUTCDay() + 6) % 7;
  const monday = (day) => day - weekday(day);
  const month = (moment) => `${words.months[moment.getUTCMonth()]} ${moment.getUTCFullYear()}`;
  const dayMonth = (day) => {
    const number = date(day).getUTCDate();
    return `${language === "fr" && number === 1 ? "1er" : number}\u00a0${words.months[date(day).getUTCMonth()]}`;
  };
  const shortDate = (day) => `${dayMonth(day)} ${date(day).getUTCFullYear()}`;
  const longDate = (day) => `${words.weekdays[weekday(day)]} ${shortDate(day)}`;
  const inDigits = (day) => {
    const iso = date(day).toISOString().slice(0, 10);
    return language === "fr" ? iso.split("-").reverse().join("/") : iso;
  };
  const weekNumber = (day) => {
    const thursday = date(monday(day) + 3);
    return 1 + Math.floor((thursday - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / DAY / 7);
  };
  const now = new Date();
  const today = dayOf(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));

  const readers = data.readers.map(([kind, id, label, meetings, site, exempted]) => ({
    kind: KINDS[kind], id, label, site, search: plain(label),
    exempted: exempted.map((number) => data.texts[number]),
    meetings: meetings.map((number) => data.meetings[number]),
  }));
  const kinds = KINDS.filter((kind) => readers.some((reader) => reader.kind === kind));
  const sorted = {};
  for (const kind of kinds) {
    sorted[kind] = readers.filter((reader) => reader.kind === kind);
    if (kind !== "cohort") sorted[kind].sort((one, other) => collator.compare(one.label, other.label));
  }

  /** Make an element; texts among its children stay texts. */
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "fill" || name === "order") element.style.setProperty(`--${name}`, value);
      else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  };
  const named = (some) => make("bdi", { class: "name", title: some }, some);
  // No line ends inside a person's name, nor inside the identifier of a group or a room.
  const shown = (reader) => {
    const at = reader.label.lastIndexOf(" (") + 1;
    return PEOPLE.includes(reader.kind) ? named(reader.label) : make("bdi", {}, reader.label.slice(0, at),
      make("span", { class: "whole" }, reader.label.slice(at)));
  };
  const mark = (block) => make("span", { class: "mark", fill: data.blocks[block][1], title: data.blocks[block][2] },
    data.blocks[block][0]);

  if (!kinds.length) {
    document.body.append(...data.warnings.map((warning) => make("p", { class: "warning" }, warning)), words.empty);
    return;
  }
  const state = { reader: sorted[kinds[0]][0], view: "year", week: null };

  // What is shown is in the address: it can be kept, sent, and gone back to.
  const address = () => "#" + new URLSearchParams({
    [state.reader.kind]: state.reader.id, view: state.view, ...(state.view === "week" ? { week: isoWeek() } : {}),
  });
  const isoWeek = () => date(state.week).toISOString().slice(0, 10);
  const read = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const kind of kinds) {
      const found = sorted[kind].find((reader) => reader.id === asked.get(kind));
      if (found) state.reader = found;
    }
    if (VIEWS.includes(asked.get("view"))) state.view = asked.get("view");
    const week = Date.parse(asked.get("week") + "T00:00:00Z");
    state.week = Number.isNaN(week) ? state.week : monday(dayOf(week));
  };
  const go = (changes) => {
    Object.assign(state, changes);
    if (state.week === null || changes.reader) state.week = changes.week ?? nearestWeek();
    if (location.hash !== address()) history.pushState(null, "", address());
    show();
  };
  const weeksOf = (reader) => [...new Set(reader.meetings.map((meeting) => monday(meeting[DAY_OF])))];
  const nearestWeek = () => {
    const weeks = weeksOf(state.reader);
    return weeks.find((week) => week >= monday(today)) ?? weeks[weeks.length - 1] ?? 0;
  };

  const who = make("select", { id: "who", onchange: () => go({ reader: sorted[kindNow()][who.value] }) });
  const kindNow = () => document.querySelector("input[name=kind]:checked").value;
  const results = make("ul", { class: "results", hidden: true, "aria-label": words.found });
  const search = make("input", { type: "search", id: "search", autocomplete: "off", placeholder: words.search_hint,
    oninput: () => find() });
  const said = make("p", { class: "hidden", role: "status", "aria-live": "polite" });
  const main = make("main", { id: "main", tabindex: "-1" });

  const choices = (name, legend, values, change) => make("fieldset", {}, make("legend", {}, legend),
    ...values.map((value) => make("label", {},
      make("input", { type: "radio", name, value, onchange: () => change(value) }), words[value])));
  const controls = make("div", { class: "controls", role: "search" },
    choices("kind", words.whose, kinds, (kind) => go({ reader: sorted[kind][0] })),
    make("div", { class: "who" }, make("label", { class: "over", for: "who" }, words.who), who),
    choices("view", words.view, VIEWS, (view) => go({ view })),
    make("div", { class: "finder" }, make("label", { class: "over", for: "search" }, words.search), search, results),
    make("div", { class: "tools" },
      make("button", { type: "button", class: "print", onclick: () => print() }, words.print),
      make("button", { type: "button", onclick: () => turn() }, words.theme)));

  const turn = () => {
    const root = document.documentElement;
    const now = root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
  };

  const MOST = 12;
  const find = () => {
    const asked = plain(search.value.trim());
    results.hidden = !asked;
    if (!asked) return;
    const people = readers.filter((reader) => reader.search.includes(asked));
    const lessons = state.reader.meetings.filter((meeting) =>
      plain([longDate(meeting[DAY_OF]), inDigits(meeting[DAY_OF]),
        ...[MODULE, TITLE, COHORT, TRAINER, ROOM].map((field) => text(meeting, field))].join(" ")).includes(asked));
    const entry = (label, note, chosen) => make("li", {}, make("button", { type: "button",
      onclick: () => { search.value = ""; results.hidden = true; go(chosen); main.focus(); } },
    label, " ", make("small", {}, note)));
    const note = (said) => make("li", { class: "note" }, said);
    const rest = (count) => count > MOST ? [note(fill(words.more, { count: count - MOST }))] : [];
    results.replaceChildren(
      ...people.slice(0, MOST).map((reader) => entry(shown(reader), words[reader.kind], { reader })),
      ...rest(people.length),
      ...lessons.slice(0, MOST).map((meeting) => entry(make("bdi", {}, text(meeting, TITLE)),
        `${longDate(meeting[DAY_OF])} ${words.halves[meeting[HALF]]}`, { view: "week", week: monday(meeting[DAY_OF]) })),
      ...rest(lessons.length));
    const count = people.length + lessons.length;
    if (!count) results.append(note(words.nothing));
    said.textContent = count ? `${words.found}: ${count}` : words.nothing;
  };
  // Arrow keys go through what was found, Escape leaves it.
  controls.querySelector(".finder").addEventListener("keydown", (event) => {
    const entries = [...results.querySelectorAll("button")];
    const at = entries.indexOf(document.activeElement);
    if (event.key === "Escape") { search.value = ""; results.hidden = true; search.focus(); }
    else if (event.key === "ArrowDown" && !results.hidden) entries[Math.min(at + 1, entries.length - 1)]?.focus();
    else if (event.key === "ArrowUp" && !results.hidden) (at > 0 ? entries[at - 1] : search).focus();
    else if (event.key === "Enter" && document.activeElement === search && !results.hidden) entries[0]?.click();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".finder")) results.hidden = true;
  });

  const group = (meeting) => meeting[PARALLEL] < 2 ? ""
    : fill(words.group_of, { number: meeting[GROUP], count: meeting[PARALLEL] });
  const place = (meeting) => meeting[REMOTE] ? words.remote : text(meeting, ROOM);
  const company = (meeting) => text(meeting, OTHERS) ? fill(words.with, { names: text(meeting, OTHERS) }) : "";
  const byDay = (reader) => {
    const found = new Map();
    for (const meeting of reader.meetings) {
      if (!found.has(meeting[DAY_OF])) found.set(meeting[DAY_OF], []);
      found.get(meeting[DAY_OF]).push(meeting);
    }
    return found;
  };
  const special = (reader) => new Map(
    (data.days[reader.site] || []).map(([day, kind, name]) => [day, [kind, data.texts[name]]]));
  const times = (meeting) => `${text(meeting, START)} – ${text(meeting, END)}`;
  const sentence = (meeting) => [`${words.halves[meeting[HALF]]} ${times(meeting)}`, text(meeting, TITLE),
    text(meeting, COHORT), group(meeting), text(meeting, TRAINER), place(meeting), company(meeting)]
    .filter(Boolean).join(", ");

  const year = (reader) => {
    const lessons = byDay(reader);
    const days = special(reader);
    const shown = reader.meetings.map((meeting) => meeting[DAY_OF]);
    const first = date(shown[0] ?? 0);
    const last = date(shown[shown.length - 1] ?? 0);
    const months = [];
    for (let at = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1)); at <= last;
      at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))) months.push(at);
    const cell = (at, number) => {
      const moment = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), number));
      if (moment.getUTCMonth() !== at.getUTCMonth()) return make("td", { class: "none" });
      const day = dayOf(moment);
      const held = lessons.get(day);
      const known = days.get(day);
      const shade = known ? `kind${known[0]}` : weekday(day) > 4 ? "weekend" : "";
      const now = day === today ? " today" : "";
      const letter = make("span", { class: "letter", "aria-hidden": "true" },
        words.weekdays[weekday(day)][0].toUpperCase());
      if (!held) return make("td", { class: shade + now, title: known ? known[1] : null }, letter,
        known ? make("span", { class: "named" }, known[1]) : "");
      const parts = [0, 1].map((half) => {
        const some = held.filter((meeting) => meeting[HALF] === half);
        if (!some.length) return make("span", { class: "part free" });
        const sign = (meeting) => (meeting[REMOTE] ? "@" : "") + (text(meeting, OTHERS) ? "+" : "");
        const codes = [...new Set(some.map((meeting) => sign(meeting) + text(meeting, MODULE)))];
        const [letter_of, colour] = data.blocks[some[0][BLOCK]];
        return make("span", { class: "part", fill: colour }, make("b", {}, letter_of), codes.join(" "));
      });
      const same = parts[0].textContent === parts[1].textContent;
      return make("td", { class: now }, make("button", { type: "button", tabindex: "-1", "data-day": day,
        title: held.map(sentence).join("\n"), "aria-label": `${longDate(day)}: ${held.map(sentence).join("; ")}`,
        onclick: () => { go({ view: "week", week: monday(day) }); main.focus(); } },
      ...(same ? parts.slice(0, 1) : parts)));
    };
    const table = make("table", { class: "year" },
      make("caption", { class: "hidden" }, `${words.year} – ${reader.label}. ${words.arrows}`),
      make("thead", {}, make("tr", {},
        make("th", { class: "number", scope: "col" }, make("span", { class: "hidden" }, words.day)),
        ...months.map((at) => make("th", { scope: "col" }, month(at))))),
      make("tbody", {}, ...Array.from({ length: 31 }, (_none, index) => make("tr", {},
        make("th", { scope: "row", class: "number" }, String(index + 1)),
        ...months.map((at) => cell(at, index + 1))))));
    const buttons = [...table.querySelectorAll("button")].sort((one, other) => one.dataset.day - other.dataset.day);
    const begin = buttons.find((button) => button.dataset.day >= today) || buttons[0];
    if (begin) begin.tabIndex = 0;
    table.addEventListener("keydown", (event) => {
      const at = buttons.indexOf(document.activeElement);
      const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1,
        Home: 0, End: buttons.length - 1 }[event.key];
      if (at < 0 || to === undefined) return;
      event.preventDefault();
      const next = buttons[Math.max(0, Math.min(to, buttons.length - 1))];
      for (const button of buttons) button.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
    return [make("p", { class: "facts help" }, words.arrows), make("div", { class: "wide" }, table)];
  };

  const told = (meeting) => make("div", { class: "lesson", fill: data.blocks[meeting[BLOCK]][1] },
    make("p", {}, mark(meeting[BLOCK]), " ", make("bdi", {}, text(meeting, TITLE))),
    make("p", {}, times(meeting)),
    make("p", {}, named(text(meeting, COHORT)), group(meeting) ? ` (${group(meeting)})` : ""),
    text(meeting, TRAINER) ? make("p", {}, named(text(meeting, TRAINER))) : "",
    make("p", {}, make("bdi", {}, meeting[REMOTE] ? words.remote : text(meeting, PLACE))),
    company(meeting) ? make("p", {}, company(meeting)) : "",
    make("p", {}, fill(words.step, { number: meeting[NUMBER], count: meeting[OF] })));

  const week = (reader) => {
    const days = special(reader);
    const weeks = weeksOf(reader);
    const before = weeks.filter((other) => other < state.week).pop();
    const after = weeks.find((other) => other > state.week);
    const to = (other, sign, ...label) => make("button", { type: "button", "data-go": sign, disabled: other === undefined,
      onclick: () => { go({ week: other }); (main.querySelector(`[data-go="${sign}"]:enabled`) || main).focus(); } },
    ...label);
    const aside = (label) => make("span", { class: "text" }, label);
    const shown = reader.meetings.filter((meeting) => monday(meeting[DAY_OF]) === state.week);
    const length = Math.max(5, ...shown.map((meeting) => weekday(meeting[DAY_OF]) + 1));
    const columns = Array.from({ length }, (_none, index) => state.week + index);
    const title = fill(words.week_of, { number: weekNumber(state.week), day: shortDate(state.week) });
    const shade = (day) => (days.get(day) ? `kind${days.get(day)[0]}` : "") + (day === today ? " today" : "");
    return [make("div", { class: "weeks" }, to(before, "before", "←", aside(` ${words.before}`)), make("strong", {}, title),
      to(after, "after", aside(`${words.after} `), "→"),
      make("button", { type: "button", onclick: () => go({ week: monday(today) }) }, words.today)),
    make("div", { class: "wide" }, make("table", { class: "week" },
      make("caption", { class: "hidden" }, `${title} – ${reader.label}`),
      make("thead", {}, make("tr", {},
        make("th", { class: "half", scope: "col" }, make("span", { class: "hidden" }, words.half)),
        ...columns.map((day) => make("th", { scope: "col" }, `${words.weekdays[weekday(day)]} ${dayMonth(day)}`,
          days.get(day) ? make("div", {}, make("small", {}, days.get(day)[1])) : "")))),
      make("tbody", {}, ...[0, 1].map((half) => make("tr", {}, make("th", { scope: "row" }, words.halves[half]),
        ...columns.map((day) => make("td", { class: shade(day), order: 2 * day + half,
          "data-when": `${words.weekdays[weekday(day)]} ${dayMonth(day)}, ${words.halves[half]}` },
          ...shown.filter((meeting) => meeting[DAY_OF] === day && meeting[HALF] === half).map(told)))))))),
    shown.length ? "" : make("p", {}, words.empty)];
  };

  const list = (reader) => {
    const heads = ["day", "half", "hours", "block", "module", "group", "teacher", "place"];
    let month_shown = "";
    let day_shown = null;
    const rows = [];
    for (const meeting of reader.meetings) {
      const name = month(date(meeting[DAY_OF]));
      if (name !== month_shown) {
        rows.push(make("tr", {}, make("th", { colspan: heads.length, scope: "rowgroup" }, name)));
      }
      rows.push(make("tr", { class: meeting[DAY_OF] === day_shown ? "" : "first" },
        make("td", { class: "when" }, longDate(meeting[DAY_OF])),
        make("td", { class: "when" }, words.halves[meeting[HALF]]),
        make("td", { class: "when" }, times(meeting)),
        make("td", {}, mark(meeting[BLOCK])),
        make("td", {}, make("bdi", {}, text(meeting, TITLE))),
        make("td", {}, named(text(meeting, COHORT)),
          [group(meeting), company(meeting)].filter(Boolean).map((some) => ` (${some})`).join("")),
        make("td", {}, named(text(meeting, TRAINER))),
        make("td", {}, make("bdi", {}, place(meeting)))));
      month_shown = name;
      day_shown = meeting[DAY_OF];
    }
    return [make("div", { class: "wide" }, make("table", { class: "list" },
      make("caption", { class: "hidden" }, `${words.list} – ${reader.label}`),
      make("thead", {}, make("tr", { class: "printed", "aria-hidden": "true" },
        make("td", { colspan: heads.length }, [reader.label, data.identity, ...data.warnings].join(" · "))),
      make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, words[head])))), make("tbody", {}, ...rows)))];
  };

  const facts = (reader) => {
    const days = reader.meetings.map((meeting) => meeting[DAY_OF]);
    if (!days.length) return words.empty;
    // A group that is divided meets twice at a time.
    const moments = new Map(reader.meetings.map((meeting) => [meeting[DAY_OF] * 2 + meeting[HALF], meeting[HOURS]]));
    return fill(words.sum, { half_days: moments.size, days: new Set(days).size,
      hours: figure([...moments.values()].reduce((sum, hours) => sum + hours, 0)),
      first: shortDate(days[0]), last: shortDate(days[days.length - 1]) });
  };

  const key = (used) => make("section", { "aria-label": words.legend }, make("h3", {}, words.legend),
    make("ul", { class: "key" }, ...data.blocks.map(([, , title], number) =>
      used.has(number) ? make("li", {}, mark(number), " ", make("bdi", {}, title)) : ""),
      ...data.kinds.map((title, number) => make("li", {}, make("span", { class: `swatch kind${number}` }), " ", title)),
      make("li", {}, `@ ${words.remote}`), make("li", {}, `+ ${fill(words.with, { names: "…" })}`)));

  const show = () => {
    const { reader, view } = state;
    document.querySelector(`input[name=kind][value=${reader.kind}]`).checked = true;
    document.querySelector(`input[name=view][value=${view}]`).checked = true;
    if (who.dataset.kind !== reader.kind) {
      who.replaceChildren(...sorted[reader.kind].map((each, number) => make("option", { value: number }, each.label)));
      who.dataset.kind = reader.kind;
    }
    who.value = sorted[reader.kind].indexOf(reader);
    const views = { year, week, list };
    main.replaceChildren(make("h2", {}, shown(reader)), make("p", { class: "facts" }, facts(reader)),
      reader.exempted.length ? make("p", {}, fill(words.exempted, { names: reader.exempted.join(", ") })) : "",
      ...(reader.meetings.length || view !== "list" ? views[view](reader) : [make("p", {}, words.empty)]),
      key(new Set(reader.meetings.map((meeting) => meeting[BLOCK]))));
    // A year that is wider than the screen begins where the next lessons are.
    const begin = main.querySelector(".year button[tabindex='0']");
    const wide = main.querySelector(".wide");
    if (begin) wide.scrollLeft = begin.closest("td").offsetLeft - wide.clientWidth / 2;
    said.textContent = `${reader.label}, ${words[view]}`;
  };

  const skip = (event) => { event.preventDefault(); main.focus(); };
  document.body.append(make("a", { class: "skip", href: "#", onclick: skip }, words.skip),
    make("header", {}, data.logo ? make("img", { src: data.logo, alt: "" }) : "", make("h1", {}, words.schedule, " · ", make("bdi", {}, data.centre)),
      make("p", {}, data.identity)),
    ...data.warnings.map((warning) => make("p", { class: "warning", role: "alert" }, warning)),
    controls, main, said, make("footer", {}, [data.centre, data.identity].join(" · ")));
  read();
  if (state.week === null) state.week = nearestWeek();
  show();
  window.addEventListener("popstate", () => { read(); show(); });
})();
