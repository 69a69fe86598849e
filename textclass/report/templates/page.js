"use strict";
(function () {
  var root = document.documentElement;
  var button = document.getElementById("language");
  button.hidden = false;
  button.addEventListener("click", function () {
    var language = root.dataset.language === "en" ? "sv" : "en";
    root.dataset.language = root.lang = language;
    document.querySelectorAll("option[data-en]").forEach(function (option) {
      option.textContent = option.dataset[language];
    });
  });

  var table = document.getElementById("areas");
  if (!table) return;
  var rows = Array.prototype.slice.call(table.tBodies);
  var words = new Map(rows.map(function (row) { return [row, row.textContent.toLocaleLowerCase("sv")]; }));
  var order = new Intl.Collator("sv", { numeric: true });

  function open(row, shown) {
    row.rows[1].hidden = !shown;
    row.querySelector(".open").setAttribute("aria-expanded", String(shown));
  }
  rows.forEach(function (row) {
    open(row, false);
    row.querySelector(".open").addEventListener("click", function () { open(row, row.rows[1].hidden); });
  });

  function sort(head) {
    var key = head.dataset.key, number = head.dataset.kind === "number";
    var up = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "descending" : !number;
    table.querySelectorAll("th[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    rows.slice().sort(function (a, b) {
      var x = a.dataset[key], y = b.dataset[key];
      var way = number ? parseFloat(x) - parseFloat(y) : order.compare(x, y);
      return up ? way : -way;
    }).forEach(function (row) { table.appendChild(row); });
    show();
  }
  table.querySelectorAll("th[data-key]").forEach(function (head) {
    head.querySelector("button").addEventListener("click", function () { sort(head); });
  });

  var field = document.getElementById("filter"), stated = document.getElementById("stated");
  var all = document.getElementById("all"), most = Number(table.dataset.first);
  function show() {
    var wanted = field.value.toLocaleLowerCase("sv").split(/\s+/).filter(Boolean), fits = 0;
    Array.prototype.forEach.call(table.tBodies, function (row) {
      var fit = (!stated.value || row.dataset.stated === stated.value) &&
        wanted.every(function (word) { return words.get(row).indexOf(word) >= 0; });
      fits += fit;
      row.hidden = !fit || fits > most;
    });
    document.getElementById("shown").textContent = Math.min(fits, most);
    document.getElementById("fits").textContent = fits;
    all.hidden = fits <= most;
  }
  field.addEventListener("input", show);
  stated.addEventListener("change", show);
  all.addEventListener("click", function () {
    most = Infinity;
    show();
    field.focus();
  });
  document.getElementById("controls").hidden = false;
  show();
})();
