"use strict";
(() => {
  const sound = document.querySelector("audio");
  if (!sound) return;
  const passages = [...document.querySelectorAll("[data-passage]")];
  let stopAt = Infinity;
  const speeds = [...document.querySelectorAll("button[data-speed]")];
  for (const speed of speeds) speed.addEventListener("click", () => {
    sound.playbackRate = Number(speed.dataset.speed);
    for (const other of speeds) other.setAttribute("aria-pressed", String(other === speed));
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-from]");
    if (!button) return;
    sound.currentTime = Number(button.dataset.from);
    stopAt = button.dataset.to ? Number(button.dataset.to) : Infinity;
    sound.play();
  });
  sound.addEventListener("timeupdate", () => {
    const now = sound.currentTime;
    if (now >= stopAt) { sound.pause(); stopAt = Infinity; }
    for (const passage of passages) {
      const spoken = now >= Number(passage.dataset.from) && now < Number(passage.dataset.to);
      passage.classList.toggle("spoken", spoken && !sound.paused);
    }
  });
  sound.addEventListener("seeking", () => { if (sound.currentTime > stopAt) stopAt = Infinity; });
})();
