/** The report's style sheet. Without quotes, ampersands and angle brackets, which would be escaped. */
export const styles = `
:root {
  color-scheme: light dark;
  --text: light-dark(oklch(0.25 0.012 250), oklch(0.92 0.006 250));
  --quiet: light-dark(oklch(0.48 0.012 250), oklch(0.7 0.01 250));
  --line: light-dark(oklch(0.9 0.006 250), oklch(0.34 0.01 250));
  --ground: light-dark(oklch(1 0 0), oklch(0.2 0.01 250));
  --good: light-dark(oklch(0.5 0.1 165), oklch(0.74 0.12 165));
  --bad: light-dark(oklch(0.5 0.18 27), oklch(0.72 0.15 27));
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 450 14px/20px system-ui, sans-serif; }
main { max-width: 800px; margin: 0 auto; padding: 48px 24px; }
h1 { font-size: 28px; line-height: 36px; font-weight: 650; margin: 0 0 8px; }
h2 { font-size: 20px; line-height: 28px; font-weight: 650; margin: 48px 0 8px; }
h3 { font-size: 14px; line-height: 20px; font-weight: 650; margin: 24px 0 8px; }
p { margin: 0 0 12px; max-width: 68ch; }
a { color: inherit; text-decoration-color: var(--line); text-underline-offset: 3px; }
code, pre { font: 450 12px/18px ui-monospace, monospace; overflow-wrap: anywhere; }
pre { margin: 4px 0 0; white-space: pre-wrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 24px; margin: 24px 0; }
dt { color: var(--quiet); }
dd { margin: 0; }
ul { margin: 0 0 12px; padding-left: 20px; max-width: 68ch; }
table { width: 100%; border-collapse: collapse; font-size: 13px; line-height: 20px; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 550; color: var(--quiet); }
th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
th:last-child, td:last-child { padding-right: 0; }
.number { text-align: right; white-space: nowrap; width: 88px; }
.number + th, .number + td { width: 112px; white-space: nowrap; }
.halves { table-layout: fixed; }
.halves div + div { margin-top: 4px; }
.verdict { font-size: 16px; line-height: 24px; font-weight: 550; color: var(--good); }
.claim { font-weight: 550; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.failure { border: 1px solid var(--bad); border-radius: 6px; padding: 8px 12px; margin: 0 0 12px; }
@media print {
  :root { color-scheme: light; }
  main { max-width: none; padding: 0; }
  h2, h3 { break-after: avoid; }
  tr, .failure { break-inside: avoid; }
}
`;
