/** HTML that is ready to be sent. */
export type Html = { html: string };

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");

/** A piece of HTML: whatever is put into it is text, and is escaped, unless it is a piece of HTML itself. */
export function html(parts: TemplateStringsArray, ...values: (string | Html | Html[])[]): Html {
  const written = values.map((value) => {
    if (typeof value === "string") return escapeHtml(value);
    return (Array.isArray(value) ? value : [value]).map((piece) => piece.html).join("");
  });
  return { html: parts.map((part, index) => part + (written[index] ?? "")).join("") };
}
