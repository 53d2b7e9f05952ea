
(function () {
  "use strict";

  var form = document.getElementById("filter");
  if (form) {
    findConnectors(form);
  }
  openForPaper();
  window.addEventListener("hashchange", openWhatIsLinked);
  openWhatIsLinked();

  function findConnectors(form) {
    var rows = Array.from(document.querySelectorAll("tr[data-find]"));
    var folded = Array.from(document.querySelectorAll(".each > details"));
    var words = document.getElementById("words");
    var outcome = document.getElementById("outcome");
    var shown = document.getElementById("shown");

    function show() {
      var wanted = words.value.toLowerCase().split(/\s+/);
      var found = 0;
      rows.forEach(function (row, number) {
        var matches = (outcome.value === "" || row.dataset.outcome === outcome.value)
            && wanted.every(function (word) { return row.dataset.find.includes(word); });
        row.hidden = !matches;
        folded[number].hidden = !matches;
        found += matches ? 1 : 0;
      });
      shown.textContent = found + " of " + rows.length + " connectors";
    }

    form.addEventListener("input", show);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(show); });
    form.hidden = false;
    show();
  }

  // Paper cannot be unfolded; what was folded before is folded again afterwards.
  function openForPaper() {
    var opened = [];
    window.addEventListener("beforeprint", function () {
      opened = Array.from(document.querySelectorAll("details:not([open])"));
      opened.forEach(function (details) { details.open = true; });
    });
    window.addEventListener("afterprint", function () {
      opened.forEach(function (details) { details.open = false; });
    });
  }

  function openWhatIsLinked() {
    var linked = document.getElementById(location.hash.slice(1));
    var details = linked && linked.closest("details");
    if (details && !details.open) {
      details.open = true;
      linked.scrollIntoView();
    }
  }
})();
