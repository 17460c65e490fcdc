const levels = [
  {
    name: "Shared tables",
    text: "Rows side by side, each with its tenant's id in every key. Row-level security lets a transaction see one tenant's rows.",
    state: "Where every workspace starts",
  },
  {
    name: "Its own schema",
    text: "The same tables once more, for one tenant alone. The application does not change.",
    state: "For contracts that ask for separation",
  },
  {
    name: "Its own database",
    text: "On this server or another one, if need be in another country. The application does not change.",
    state: "For the largest, and the regulated",
  },
];

/** The levels of isolation as a picture: where the wall stands between three tenants. */
export function Isolation() {
  return (
    <ol className="grid grid-cols-1 gap-6 sm:grid-cols-3">
      {levels.map(({ name, text, state }, level) => (
        <li key={name} className="grid content-start gap-2">
          <Picture level={level} />
          <h3 className="text-base">{name}</h3>
          <p className="text-muted text-sm">{text}</p>
          <p className="text-faint text-xs">{state}</p>
        </li>
      ))}
    </ol>
  );
}

const steps = ["fill-step-1", "fill-step-2", "fill-step-3"];

function Picture({ level }: { level: number }) {
  return (
    <svg viewBox="0 0 240 120" aria-hidden className="w-full rounded-lg border bg-surface">
      {level === 0 ? <SharedTable /> : <Apart servers={level === 2} />}
    </svg>
  );
}

/** Rows of all three tenants, each with its mark in front. */
const rows = [
  { y: 22, width: 80, step: "fill-step-1" },
  { y: 35, width: 62, step: "fill-step-2" },
  { y: 48, width: 74, step: "fill-step-3" },
  { y: 61, width: 58, step: "fill-step-2" },
  { y: 74, width: 70, step: "fill-step-1" },
  { y: 87, width: 66, step: "fill-step-3" },
];

function SharedTable() {
  return (
    <>
      <rect x="60" y="14" width="120" height="92" rx="6" className="fill-canvas stroke-edge" />
      {rows.map(({ y, width, step }) => (
        <g key={y} className={step}>
          <rect x="70" y={y} width="14" height="9" rx="2" />
          <rect x="90" y={y} width={width} height="9" rx="2" opacity="0.45" />
        </g>
      ))}
    </>
  );
}

function Apart({ servers }: { servers: boolean }) {
  return (
    <>
      {!servers && <rect x="14" y="10" width="212" height="100" rx="8" className="fill-canvas stroke-line" />}
      {steps.map((step, tenant) => (
        <g key={step} transform={`translate(${24 + tenant * 68} 0)`}>
          <rect y="22" width="56" height="76" rx="6" className="fill-canvas stroke-edge" />
          {servers && <path d="M0 34 Q28 46 56 34" fill="none" className="stroke-edge" />}
          {[40, 28, 36].map((width, row) => (
            <rect key={width} x="8" y={52 + row * 14} width={width} height="8" rx="2" className={step} />
          ))}
        </g>
      ))}
    </>
  );
}
