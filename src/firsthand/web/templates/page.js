"use strict";
(function () {
  var root = document.documentElement;
  var rows = Array.prototype.slice.call(document.querySelectorAll("#ledger .row"));
  var reports = Array.prototype.slice.call(document.querySelectorAll(".report"));
  var tabs = Array.prototype.slice.call(document.querySelectorAll(".tabs .badge"));
  var filters = Array.prototype.slice.call(document.querySelectorAll("[data-show]"));
  var find = document.getElementById("find");
  var nothing = document.getElementById("nothing");
  var scroll = document.querySelector(".scroll");
  var shown = "all";
  root.classList.add("js");

  function select(report) {
    reports.forEach(function (each) { each.hidden = each !== report; });
    tabs.forEach(function (tab) {
      if (tab.getAttribute("href") === "#" + report.id) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    });
  }
  function unlight() {
    document.querySelectorAll(".c.lit").forEach(function (each) { each.classList.remove("lit"); });
  }
  function light(number) {
    unlight();
    var lit = document.querySelectorAll('.c[data-c~="' + number + '"]');
    if (!lit.length) return;
    select(lit[0].closest(".report"));
    lit.forEach(function (each) { each.classList.add("lit"); });
    root.classList.add("reading");
    var box = scroll.getBoundingClientRect(), at = lit[0].getBoundingClientRect();
    scroll.scrollTop += at.top - box.top - box.height / 3;
  }
  function filter() {
    var words = find.value.toLowerCase().split(/\s+/).filter(Boolean), n = 0;
    rows.forEach(function (row) {
      var fits = shown === "all" || row.dataset.section === shown;
      if (fits && words.length) {
        var text = row.textContent.toLowerCase();
        fits = words.every(function (word) { return text.indexOf(word) >= 0; });
      }
      row.hidden = !fits;
      if (fits) n += 1;
    });
    nothing.hidden = n > 0;
    filters.forEach(function (each) {
      if (each.dataset.show === shown) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
    });
  }
  function go() {
    var id = decodeURIComponent(location.hash.slice(1)), match, target;
    if ((match = /^c(\d+)$/.exec(id))) { light(match[1]); return; }
    if ((match = /^show-([a-z_]+)$/.exec(id))) { shown = match[1]; filter(); return; }
    if ((match = /^find=(.*)$/.exec(id))) { find.value = match[1]; filter(); return; }
    target = id && document.getElementById(id);
    if (/^r\d+$/.test(id) && target) {
      unlight(); select(target); root.classList.add("reading"); scroll.scrollTop = 0; return;
    }
    root.classList.remove("reading");
    if (!target) return;
    if (target.tagName === "DETAILS") {
      if (target.hidden) { shown = "all"; find.value = ""; filter(); }
      target.open = true;
    }
    target.scrollIntoView({ block: "start" });
  }
  find.addEventListener("input", function () {
    filter();
    history.replaceState(null, "", find.value ? "#find=" + encodeURIComponent(find.value) : "#show-" + shown);
  });
  document.querySelector(".close").addEventListener("click", function (event) {
    event.preventDefault();
    root.classList.remove("reading");
  });
  document.querySelectorAll("details.row").forEach(function (row) {
    row.addEventListener("toggle", function () {
      if (row.open && location.hash !== "#" + row.id) history.replaceState(null, "", "#" + row.id);
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") root.classList.remove("reading");
  });
  document.querySelectorAll(".funnel details").forEach(function (one, at, all) {
    one.addEventListener("toggle", function () {
      if (one.open) all.forEach(function (other) { if (other !== one) other.open = false; });
    });
  });
  // A second click on the same address changes no hash, and is still a wish to see the place.
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest('a[href^="#"]');
    if (link && link.getAttribute("href") === location.hash) { event.preventDefault(); go(); }
  });
  addEventListener("hashchange", go);
  if (reports.length) select(reports[0]);
  go();
})();
