// On the page: gives each frame the height that its content tells.

addEventListener("message", ({ source, data }) => {
  if (!Number.isFinite(data?.height)) return;
  for (const frame of document.querySelectorAll("iframe[data-frame]")) {
    if (frame.contentWindow === source) frame.style.height = `${data.height}px`;
  }
});
for (const frame of document.querySelectorAll("iframe[data-frame]")) frame.contentWindow.postMessage("height", "*");
