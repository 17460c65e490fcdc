type Props = {
  label: string;
  /** 0 to 1; leave out while the end is unknown. */
  value?: number;
  /** The state in words, as `3,200 of 8,800 rows`. */
  detail?: string;
};

export function Progress({ label, value, detail }: Props) {
  const percent = value === undefined ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div className="grid gap-1.5">
      <div className="flex justify-between gap-4 text-sm">
        <span>{label}</span>
        <span className="text-muted tabular-nums">{detail ?? (percent !== undefined && `${percent}%`)}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={detail}
        className="h-1.5 overflow-hidden rounded-full bg-pressed"
      >
        {percent === undefined ? (
          <div className="h-full w-1/4 animate-pass rounded-full bg-accent" />
        ) : (
          <div
            className="h-full rounded-full bg-accent transition-[width]"
            style={{ width: `${percent}%` }}
          />
        )}
      </div>
    </div>
  );
}
