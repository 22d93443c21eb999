// A video is fetched when the visitor presses play, and not before. Without this file the button leads to it.
const PLAYERS = [
  [/(?:youtube(?:-nocookie)?\.com\/(?:watch\?(?:.*&)?v=|embed\/|shorts\/|live\/)|youtu\.be\/)([\w-]{6,20})/, (id) => `https://www.youtube-nocookie.com/embed/${id}?autoplay=1`],
  [/vimeo\.com\/(?:video\/)?(\d+)/, (id) => `https://player.vimeo.com/video/${id}?autoplay=1&dnt=1`],
];

function player(address, title) {
  for (const [pattern, embed] of PLAYERS) {
    const found = address.match(pattern);
    if (!found) continue;
    const frame = document.createElement("iframe");
    Object.assign(frame, { src: embed(found[1]), title, allow: "autoplay; fullscreen; picture-in-picture", allowFullscreen: true, referrerPolicy: "strict-origin-when-cross-origin" });
    return frame;
  }
  if (!/\.(mp4|webm|ogv)(\?|$)/i.test(address)) return null;
  const video = document.createElement("video");
  Object.assign(video, { src: address, controls: true, autoplay: true, title });
  return video;
}

for (const figure of document.querySelectorAll("[data-video]")) {
  figure.querySelector(".video__start a").addEventListener("click", (event) => {
    const made = player(figure.dataset.video, figure.dataset.title);
    if (!made) return;
    event.preventDefault();
    made.tabIndex = -1;
    figure.querySelector(".video__frame").replaceChildren(made);
    made.focus();
  });
}
