() => {
  if (matchMedia("(min-width: 75rem)").matches) document.querySelector("#question textarea")?.focus({ preventScroll: true });
  return new URLSearchParams(location.search).get("conversation") ?? "";
}
