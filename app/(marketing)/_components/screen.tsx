import Image from "next/image";

type Props = { name: string; alt: string; caption: string };

/** A picture of the running product, in the theme that the page is in. The browser loads only the one that it shows. */
export function Screen({ name, alt, caption }: Props) {
  // Served as they are: there is no service that would scale them.
  const common = { alt, width: 1440, height: 900, unoptimized: true };
  const frame = "h-auto w-full rounded-lg border";
  return (
    <figure className="grid grid-cols-1 gap-2">
      <Image
        {...common}
        src={`/screens/${name}-light.png`}
        loading="lazy"
        className={`${frame} dark:hidden`}
      />
      <Image
        {...common}
        src={`/screens/${name}-dark.png`}
        loading="lazy"
        className={`${frame} not-dark:hidden`}
      />
      <figcaption className="text-muted text-xs">{caption}</figcaption>
    </figure>
  );
}
