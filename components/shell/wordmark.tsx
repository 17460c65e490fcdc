/** The product's name with its mark: three workspaces under one roof, apart. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2 font-semibold text-lg">
      <svg aria-hidden viewBox="0 0 20 20" className="size-5 text-accent" fill="currentColor">
        <rect x="1" y="2" width="18" height="3" rx="1" />
        <rect x="1" y="7" width="5" height="11" rx="1" />
        <rect x="7.5" y="7" width="5" height="11" rx="1" opacity="0.75" />
        <rect x="14" y="7" width="5" height="11" rx="1" opacity="0.5" />
      </svg>
      Tenantry
    </span>
  );
}
