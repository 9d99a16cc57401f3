"use strict";
const form = document.getElementById("marks");
const said = document.getElementById("said");
const about = JSON.parse(document.getElementById("about").textContent);

function marksOf(field) {
  const chosen = field.querySelector("input[type=radio]:checked");
  const points = {};
  for (const box of field.querySelectorAll("input[data-point]")) {
    points[box.dataset.point] = box.checked;
  }
  return {
    place: Number(field.dataset.place),
    score: chosen ? Number(chosen.value) : null,
    points: points,
    note: field.querySelector("textarea").value,
  };
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const rater = document.getElementById("rater").value.trim();
  const questions = Array.from(form.querySelectorAll("fieldset"), marksOf);
  const open = questions.filter((one) => one.score === null).length;
  const text = JSON.stringify(Object.assign({}, about, { rater: rater, questions: questions }), null, 2);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "marks-" + about.interview.slice(-8) + "-" + rater.replace(/[^A-Za-z0-9]+/g, "-") + ".json";
  link.click();
  URL.revokeObjectURL(link.href);
  said.textContent = "Saved as " + link.download + (open ? "; " + open + " without a score." : ".");
});
