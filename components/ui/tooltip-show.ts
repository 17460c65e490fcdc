const DELAY_MS = 300;
/** Time to move the pointer from the element into its tooltip, which must not vanish on the way. */
const GRACE_MS = 120;
const GAP_PX = 6;

/** Shows in `box` what the element under the pointer or the focus says in `data-tooltip`. Returns how to stop. */
export function attachTooltip(box: HTMLElement): () => void {
  let target: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hide = () => {
    clearTimeout(timer);
    if (target?.getAttribute("aria-describedby") === box.id) target.removeAttribute("aria-describedby");
    target = null;
    if (box.matches(":popover-open")) box.hidePopover();
  };
  const show = (next: HTMLElement) => {
    hide();
    target = next;
    const { tooltip = "", tooltipKey, tooltipSide } = next.dataset;
    box.replaceChildren(tooltip, ...(tooltipKey ? [keyOf(tooltipKey)] : []));
    const described = next.hasAttribute("aria-describedby") || next.getAttribute("aria-label") === tooltip;
    if (!described) next.setAttribute("aria-describedby", box.id);
    box.showPopover();
    place(box, next.getBoundingClientRect(), tooltipSide === "right");
  };

  const listen = new AbortController();
  const on = <Name extends keyof DocumentEventMap>(
    name: Name,
    run: (event: DocumentEventMap[Name]) => void,
  ) => document.addEventListener(name, run, { capture: true, passive: true, signal: listen.signal });

  on("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    clearTimeout(timer);
    const next = ownerOf(event.target);
    if (next === target || box.contains(event.target as Node)) return;
    if (next) timer = setTimeout(() => show(next), target ? 0 : DELAY_MS);
    else if (target) timer = setTimeout(hide, GRACE_MS);
  });
  on("focusin", (event) => {
    const next = ownerOf(event.target);
    if (next?.matches(":focus-visible")) show(next);
  });
  on("focusout", hide);
  on("pointerdown", (event) => {
    const next = ownerOf(event.target);
    if (next?.getAttribute("aria-disabled") === "true") show(next);
    else hide();
  });
  on("keydown", (event) => event.key === "Escape" && hide());
  on("scroll", hide);
  return () => {
    listen.abort();
    hide();
  };
}

/** None for what has a menu open: the tooltip would lie over it. */
const ownerOf = (target: EventTarget | null) =>
  target instanceof Element
    ? target.closest<HTMLElement>('[data-tooltip]:not([aria-expanded="true"])')
    : null;

function keyOf(text: string): HTMLElement {
  const key = document.createElement("kbd");
  key.className = "font-sans text-muted";
  key.textContent = text;
  return key;
}

/** Below its element, or above where there is no room; or at its right. Always inside the window. */
function place(box: HTMLElement, at: DOMRect, right: boolean) {
  const { width, height } = box.getBoundingClientRect();
  const left = right ? at.right + GAP_PX : at.left + at.width / 2 - width / 2;
  const below = at.bottom + GAP_PX;
  const top = right
    ? at.top + at.height / 2 - height / 2
    : below + height > innerHeight
      ? at.top - height - GAP_PX
      : below;
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  box.style.top = `${Math.max(8, top)}px`;
}
