import type { z } from "zod";
import { type Html, html } from "./html";

export type Mail = { subject: string; html: string; text: string };

/** A kind of mail: what it is made from, and the mail. Rendered when it is shown or sent, so that no link is kept in the database. */
export type Template<Payload extends z.ZodType> = {
  payload: Payload;
  render: (payload: z.output<Payload>) => Mail;
};

type Content = {
  subject: string;
  paragraphs: string[];
  /** Somebody's own words, set apart from ours. */
  quote?: string | null;
  button: { label: string; url: string };
  /** Why they got it, and what to do if it is not for them. */
  footer: string;
};

const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif";
const TEXT = `${FONT};font-size:15px;line-height:22px;color:#1b2126;margin:0 0 16px`;
const QUIET = `${FONT};font-size:13px;line-height:19px;color:#59636b;margin:0 0 8px`;

/** Every mail: what it is about, one button, and its address in full for who cannot press it. Styles are inline: mail readers drop others. */
export function mailOf({ subject, paragraphs, quote, button, footer }: Content): Mail {
  const lines = quote?.split(/\r?\n/) ?? [];
  const body = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${subject}</title></head>
<body style="margin:0;background:#f4f6f7">
<div style="max-width:560px;margin:0 auto;padding:32px 24px;background:#ffffff">
<p style="${FONT};font-size:16px;font-weight:600;color:#14785a;margin:0 0 24px">Tenantry</p>
${paragraphs.map((paragraph) => html`<p style="${TEXT}">${paragraph}</p>`)}
${lines.length > 0 ? quoted(lines) : html``}
<p style="margin:24px 0"><a href="${button.url}" style="${FONT};font-size:15px;font-weight:600;color:#ffffff;background:#14785a;border-radius:6px;padding:10px 16px;text-decoration:none">${button.label}</a></p>
<p style="${QUIET}">Or open this address: <a href="${button.url}" style="color:#14785a;word-break:break-all">${button.url}</a></p>
<p style="${QUIET}">${footer}</p>
</div></body></html>`;
  const text = [
    ...paragraphs,
    ...(lines.length > 0 ? [lines.map((line) => `> ${line}`).join("\n")] : []),
    `${button.label}: ${button.url}`,
    footer,
  ].join("\n\n");
  return { subject, html: body.html, text };
}

const quoted = (lines: string[]): Html =>
  html`<blockquote style="${TEXT};border-left:3px solid #d5dbdf;padding-left:12px">${lines.map(
    (line, index) => (index === 0 ? html`${line}` : html`<br>${line}`),
  )}</blockquote>`;
