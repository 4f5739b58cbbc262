// Shows new messages without reloading, so that scroll position, focus and what was unfolded stay.
const messages = document.getElementById("messages");

async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const articles = [...page.querySelectorAll("article")];
  const fresh = articles.filter((article) => !document.getElementById(article.id));
  if (fresh.length === 0) return;
  messages.querySelector(".empty")?.remove();
  messages.prepend(...fresh.map((article) => document.adoptNode(article)));
  showCopyButtons();
}

function showCopyButtons() {
  for (const button of messages.querySelectorAll("[data-copy]")) button.hidden = false;
}

messages.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.textContent = "Copied";
  setTimeout(() => {
    button.textContent = "Copy";
  }, 2000);
});

showCopyButtons();
setInterval(refresh, 1500);
document.addEventListener("visibilitychange", refresh);
