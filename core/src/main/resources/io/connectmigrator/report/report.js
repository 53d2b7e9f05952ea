
(function () {
  "use strict";

  var form = document.getElementById("filter");
  if (form) {
    findConnectors(form);
  }
  document.addEventListener("toggle", function (event) { fill(event.target); }, true);
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

  function open(details) {
    fill(details);
    details.open = true;
  }

  // What a noscript holds is text as long as there is a script; it was escaped when it was written.
  function fill(details) {
    var text = details.querySelector("noscript");
    if (text) {
      text.parentElement.innerHTML = text.textContent;
    }
  }

  // Paper cannot be unfolded; what was folded before is folded again afterwards.
  function openForPaper() {
    var opened = [];
    window.addEventListener("beforeprint", function () {
      opened = Array.from(document.querySelectorAll("details:not([open])"));
      opened.forEach(open);
    });
    window.addEventListener("afterprint", function () {
      opened.forEach(function (details) { details.open = false; });
    });
  }

  function openWhatIsLinked() {
    var linked = document.getElementById(location.hash.slice(1));
    var details = linked && linked.closest("details");
    if (details && !details.open) {
      open(details);
      linked.scrollIntoView();
    }
  }
})();
