import Link from "next/link";

type Props = {
  label: string;
  value: string;
  /** What it compares with, or what it is made of: "of 6,711 closed". */
  note?: string;
  href: string;
};

/** One number that leads to its records. */
export function Figure({ label, value, note, href }: Props) {
  return (
    <Link href={href} className="block rounded-lg border bg-canvas px-4 py-3 hover:bg-hover dark:bg-surface">
      <span className="block text-muted text-xs">{label}</span>
      <span className="block font-semibold text-xl tabular-nums">{value}</span>
      {note && <span className="block text-muted text-xs">{note}</span>}
    </Link>
  );
}
